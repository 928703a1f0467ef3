// Search results or a category. The list has its full length at once; rows that have not come are asked for when they come into sight.
import SwiftUI
import TradewindCore
import TradewindKit

struct ResultsView: View {
    let screen: ResultsScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @ScaledMetric(relativeTo: .body) private var narrowest = 150.0

    var body: some View {
        if let empty = screen.empty {
            EmptyStateView(empty: empty, symbol: .search)
        } else if screen.total == 0 && screen.loading {
            Skeleton()
        } else {
            AppText(screen.count, Theme.Text.caption, palette.onSurfaceMuted)
            if !screen.sortLabel.isEmpty {
                WideButton(screen.sortLabel, kind: .text) { shop.send(.sortByDoor(on: !screen.byDoor)) }
            }
            AppText(screen.sortNote, Theme.Text.detail, palette.onSurfaceMuted)
            LazyVGrid(
                columns: [GridItem(.adaptive(minimum: narrowest), spacing: Theme.Space.md, alignment: .top)],
                spacing: Theme.Space.lg
            ) {
                ForEach(screen.slots) { slot in
                    switch slot {
                    case .card(let card):
                        CardView(card: card)
                    case .pending(let index):
                        RoundedRectangle(cornerRadius: Theme.Radius.medium)
                            .fill(palette.surfaceVariant.color)
                            .aspectRatio(0.7, contentMode: .fit)
                            .accessibilityHidden(true)
                            .onAppear { shop.send(screen.window(around: index)) }
                    }
                }
            }
            AppText(screen.asOf, Theme.Text.caption, palette.onSurfaceMuted)
        }
    }
}
