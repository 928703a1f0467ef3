// Home: deals, categories, what was seen lately.
import SwiftUI
import TradewindCore
import TradewindKit

struct HomeView: View {
    let screen: HomeScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @ScaledMetric(relativeTo: .body) private var narrowest = 150.0

    var body: some View {
        if let empty = screen.empty {
            Nothing(empty: empty, sign: .box)
            // Where the shop sells, to be chosen at once.
            ForEach(screen.served, id: \.key) { one in
                WideButton(one.label, kind: .tonal) { shop.dispatch(.setMarket(market: one.key)) }
            }
        } else if screen.loading && screen.categories.isEmpty && screen.deals.isEmpty {
            Bones()
        } else {
            Shelf(title: screen.dealsTitle, cards: screen.deals, width: 220)
            if !screen.categories.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.snug) {
                    Heading(screen.categoriesTitle)
                    LazyVGrid(columns: [GridItem(.adaptive(minimum: narrowest), spacing: Theme.Space.snug)], spacing: Theme.Space.snug) {
                        ForEach(screen.categories, id: \.key) { tile($0) }
                    }
                }
            }
            Shelf(title: screen.recentTitle, cards: screen.recent, width: 140)
            Words(screen.asOf, Theme.Text.caption, palette.onSurfaceMuted)
        }
    }

    private func tile(_ one: CategoryTile) -> some View {
        Button {
            shop.dispatch(.openCategory(key: one.key))
        } label: {
            HStack(spacing: Theme.Space.small) {
                VStack(alignment: .leading, spacing: Theme.Space.hair) {
                    Words(one.name, Theme.Text.label)
                    Words(one.count, Theme.Text.caption, palette.onSurfaceMuted)
                }
                Spacer(minLength: 0)
                if one.picture != nil {
                    PictureView(reference: one.picture, spoken: false).frame(width: 56, height: 56)
                } else {
                    Sign.next.image.foregroundStyle(palette.onSurfaceMuted.color)
                }
            }
            .sheeted()
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: one.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.dispatch(.openCategory(key: one.key)) }
    }
}
