// Terms of payment: what is paid with the order and what later.
import SwiftUI
import TradewindCore
import TradewindKit

struct TermsCard: View {
    let title: String
    let terms: [TermRow]
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if !terms.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.xs) {
                Heading(title, Theme.Text.label)
                ForEach(terms, id: \.key) { term in
                    choice(term)
                    ForEach(term.schedules.identified(by: \.words)) { payment in
                        LabeledValue(payment.words, payment.amount, payment.now ? Theme.Text.label : Theme.Text.detail)
                    }
                    Messages(messages: term.notices)
                }
            }
            .card()
        }
    }

    /// The title of a term; a row to choose it by where there is a choice.
    @ViewBuilder
    private func choice(_ term: TermRow) -> some View {
        if term.choosable {
            ChoiceRow(
                selected: term.selected, accessibility: term.accessibility, title: term.title, note: term.description,
                value: String()
            ) {
                shop.send(.chooseTerm(key: term.key))
            }
        } else {
            AppText(term.title, Theme.Text.body)
            AppText(term.description, Theme.Text.detail, palette.onSurfaceMuted)
        }
    }
}
