// All orders, the latest first.
import SwiftUI
import TradewindCore
import TradewindKit

struct OrdersView: View {
    let screen: OrdersScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        Heading(screen.waitingTitle)
        ForEach(screen.waiting) { HandOffCard(handOff: $0) }
        if let empty = screen.empty {
            EmptyStateView(empty: empty, symbol: .orders)
        } else {
            ForEach(screen.rows, id: \.key) { row($0) }
        }
    }

    private func row(_ order: OrderRow) -> some View {
        Button {
            shop.send(.openOrder(key: order.key))
        } label: {
            VStack(alignment: .leading, spacing: Theme.Space.xs) {
                AppText(order.title, Theme.Text.label)
                StatusBadge(text: order.status, status: order.statusKey)
                AppText(order.placed, Theme.Text.detail, palette.onSurfaceMuted)
                HStack(spacing: Theme.Space.md) {
                    AppText(order.items, Theme.Text.detail, palette.onSurfaceMuted)
                    Spacer(minLength: 0)
                    AppText(order.total, Theme.Text.label)
                    Symbol.next.image.foregroundStyle(palette.onSurfaceMuted.color)
                }
            }
            .card()
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: order.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.send(.openOrder(key: order.key)) }
    }
}
