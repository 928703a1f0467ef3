// A cart that a link proposes: its lines and what becomes of each, the sums before and after, and the two answers.
import SwiftUI
import TradewindCore
import TradewindKit

struct ProposalView: View {
    let screen: ProposalScreen
    @Environment(\.palette) private var palette

    var body: some View {
        if let empty = screen.empty {
            EmptyStateView(empty: empty, symbol: .cart)
        } else {
            AppText(screen.note, Theme.Text.caption, palette.onSurfaceMuted)
            ForEach(screen.lines, id: \.key) { ProposalLine(line: $0) }
            ForEach(screen.leftOut.identified()) { AppText($0.value, Theme.Text.detail, palette.onSurfaceMuted) }
            if !screen.code.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.xs) {
                    AppText(screen.code, Theme.Text.label)
                    AppText(screen.codeNote, Theme.Text.detail, palette.onSurfaceMuted)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                .card()
            }
            if !screen.sums.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.sm) {
                    FactList(facts: screen.sums)
                    AppText(screen.sumNote, Theme.Text.detail, palette.onSurfaceMuted)
                }
                .card()
            }
        }
    }
}

/// One item. VoiceOver says the whole row in one sentence, with what becomes of it.
struct ProposalLine: View {
    let line: ProposalRow
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            HStack(alignment: .top, spacing: Theme.Space.base) {
                PictureView(reference: line.picture).frame(width: Theme.Size.thumbnail)
                VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                    AppText(line.title, Theme.Text.label)
                    AppText(line.options, Theme.Text.detail, palette.onSurfaceMuted)
                    AppText(line.price, Theme.Text.detail, palette.onSurfaceMuted)
                    Captions(
                        unitPrice: line.unitPrice, energy: line.energy, condition: line.condition,
                        personalised: line.personalised)
                    AppText(line.quantity, Theme.Text.detail, palette.onSurfaceMuted)
                    AppText(line.inCart, Theme.Text.detail, palette.onSurfaceMuted)
                    AppText(line.lineTotal, Theme.Text.label)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            if !line.notice.isEmpty {
                MessageBox(tone: line.tone, title: .init(), sentences: [line.notice])
            }
        }
        .card()
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: line.accessibility))
    }
}

struct ProposalBar: View {
    let screen: ProposalScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        AppText(screen.blocked, Theme.Text.detail, palette.onSurfaceMuted)
        WideButton(screen.addLabel, isEnabled: screen.canAdd) { shop.send(.acceptProposal) }
        WideButton(screen.declineLabel, kind: .tonal) { shop.send(.declineProposal) }
    }
}
