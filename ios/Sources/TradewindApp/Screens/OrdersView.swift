// All orders, the latest first.
import SwiftUI
import TradewindCore
import TradewindKit

struct OrdersView: View {
    let screen: OrdersScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let empty = screen.empty {
            Nothing(empty: empty, sign: .orders)
        } else {
            ForEach(screen.rows, id: \.key) { row($0) }
        }
    }

    private func row(_ one: OrderRow) -> some View {
        Button {
            shop.dispatch(.openOrder(key: one.key))
        } label: {
            VStack(alignment: .leading, spacing: Theme.Space.tiny) {
                Words(one.title, Theme.Text.label)
                Status(text: one.status, status: one.statusKey)
                Words(one.placed, Theme.Text.detail, palette.onSurfaceMuted)
                HStack(spacing: Theme.Space.snug) {
                    Words(one.items, Theme.Text.detail, palette.onSurfaceMuted)
                    Spacer(minLength: 0)
                    Words(one.total, Theme.Text.label)
                    Sign.next.image.foregroundStyle(palette.onSurfaceMuted.color)
                }
            }
            .sheeted()
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: one.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.dispatch(.openOrder(key: one.key)) }
    }
}
