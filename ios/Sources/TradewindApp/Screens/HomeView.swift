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
            EmptyStateView(empty: empty, symbol: .bag)
            // Where the shop sells, to be chosen at once.
            ForEach(screen.served, id: \.key) { one in
                WideButton(one.label, kind: .tonal) { shop.send(.setMarket(market: one.key)) }
            }
        } else if screen.loading && screen.categories.isEmpty && screen.deals.isEmpty {
            Skeleton()
        } else {
            ProductCarousel(title: screen.dealsTitle, cards: screen.deals, width: 220)
            if !screen.categories.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.snug) {
                    Heading(screen.categoriesTitle)
                    LazyVGrid(
                        columns: [GridItem(.adaptive(minimum: narrowest), spacing: Theme.Space.snug)], spacing: Theme.Space.snug
                    ) {
                        ForEach(screen.categories, id: \.key) { tile($0) }
                    }
                }
            }
            ProductCarousel(title: screen.recentTitle, cards: screen.recent, width: 140)
            AppText(screen.asOf, Theme.Text.caption, palette.onSurfaceMuted)
        }
    }

    private func tile(_ one: CategoryTile) -> some View {
        Button {
            shop.send(.openCategory(key: one.key))
        } label: {
            HStack(spacing: Theme.Space.small) {
                VStack(alignment: .leading, spacing: Theme.Space.hair) {
                    AppText(one.name, Theme.Text.label)
                    AppText(one.count, Theme.Text.caption, palette.onSurfaceMuted)
                }
                Spacer(minLength: 0)
                if one.picture != nil {
                    PictureView(reference: one.picture, isSpoken: false).frame(width: 56, height: 56)
                } else {
                    Symbol.next.image.foregroundStyle(palette.onSurfaceMuted.color)
                }
            }
            .card()
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: one.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.send(.openCategory(key: one.key)) }
    }
}
