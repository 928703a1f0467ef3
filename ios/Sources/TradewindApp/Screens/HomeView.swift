// Home: shows, deals, categories, what was seen lately.
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
            // The markets that the shop sells to, when it does not sell to the one in the settings.
            ForEach(screen.served, id: \.key) { market in
                WideButton(market.label, kind: .tonal) { shop.send(.setMarket(market: market.key)) }
            }
        } else if screen.loading && screen.categories.isEmpty && screen.deals.isEmpty {
            Skeleton()
        } else {
            ScanButton(entry: screen.code)
            LiveRows(title: screen.liveTitle, rows: screen.live)
            AppText(screen.ranked, Theme.Text.detail, palette.onSurfaceMuted)
            ProductCarousel(title: screen.dealsTitle, cards: screen.deals, width: 220)
            if !screen.categories.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.md) {
                    Heading(screen.categoriesTitle)
                    LazyVGrid(
                        columns: [GridItem(.adaptive(minimum: narrowest), spacing: Theme.Space.md)], spacing: Theme.Space.md
                    ) {
                        ForEach(screen.categories, id: \.key) { tile($0) }
                    }
                }
            }
            ProductCarousel(title: screen.recentTitle, cards: screen.recent, width: 140)
            AppText(screen.asOf, Theme.Text.caption, palette.onSurfaceMuted)
        }
    }

    private func tile(_ category: CategoryTile) -> some View {
        Button {
            shop.send(.openCategory(key: category.key))
        } label: {
            HStack(spacing: Theme.Space.sm) {
                VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                    AppText(category.name, Theme.Text.label)
                    AppText(category.count, Theme.Text.caption, palette.onSurfaceMuted)
                }
                Spacer(minLength: 0)
                if category.picture != nil {
                    PictureView(reference: category.picture, isSpoken: false).frame(width: 56, height: 56)
                } else {
                    Symbol.next.image.foregroundStyle(palette.onSurfaceMuted.color)
                }
            }
            .card()
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: category.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.send(.openCategory(key: category.key)) }
    }
}
