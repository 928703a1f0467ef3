// The sandbox wallet's sheet: what is to be paid, to whom, and the three answers.
import SwiftUI
import TradewindCore
import TradewindKit

struct WalletSheet: View {
    let asked: WalletRequest
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Theme.Space.snug) {
                HStack(spacing: Theme.Space.snug) {
                    Sign.wallet.image
                    Words(asked.words.title, Theme.Text.headline).accessibilityAddTraits(.isHeader)
                }
                Words(asked.payee, Theme.Text.detail, palette.onSurfaceMuted)
                Words(asked.amountText, Theme.Text.display)
                ForEach(asked.lines.indices, id: \.self) { at in
                    Pair(asked.lines[at].label, asked.lines[at].shown)
                }
                WideButton(asked.words.approve) { shop.wallet.answer(SandboxWallet.approval) }
                WideButton(asked.words.decline, kind: .tonal) { shop.wallet.answer(.declined) }
                WideButton(asked.words.cancel, kind: .text) { shop.wallet.answer(.cancelled) }
            }
            .padding(Theme.Space.roomy)
        }
        .background(palette.surface.color)
        .presentationDetents([.medium, .large])
    }
}
