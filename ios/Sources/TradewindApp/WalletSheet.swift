// The sandbox wallet's sheet: what is to be paid, to whom, and the three answers.
import SwiftUI
import TradewindCore
import TradewindKit

struct WalletSheet: View {
    let request: WalletRequest
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Theme.Space.md) {
                HStack(spacing: Theme.Space.md) {
                    Symbol.wallet.image
                    AppText(request.words.title, Theme.Text.headline).accessibilityAddTraits(.isHeader)
                }
                AppText(request.payee, Theme.Text.detail, palette.onSurfaceMuted)
                AppText(request.amountText, Theme.Text.display)
                ForEach(request.lines.identified(by: \.label)) { line in
                    LabeledValue(line.label, line.shown)
                }
                WideButton(request.words.approve) { shop.wallet.answer(SandboxWallet.approval) }
                WideButton(request.words.decline, kind: .tonal) { shop.wallet.answer(.declined) }
                WideButton(request.words.cancel, kind: .text) { shop.wallet.answer(.cancelled) }
            }
            .padding(Theme.Space.lg)
        }
        .background(palette.surface.color)
        .modifier(PrivacyCover(isPaying: true))
        .presentationDetents([.medium, .large])
    }
}
