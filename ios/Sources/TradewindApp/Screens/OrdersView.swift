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
                Status(text: one.status, progress: .underway)
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

/// Where an order is, in its colour.
struct Status: View {
    let text: String
    let progress: OrderProgress
    @Environment(\.palette) private var palette

    var body: some View {
        Words(text, Theme.Text.caption, ink)
            .padding(.horizontal, Theme.Space.snug)
            .padding(.vertical, Theme.Space.tiny)
            .background(ground.color, in: Capsule())
    }

    private var ink: Tint {
        switch progress {
        case .underway: palette.onAccentContainer
        case .arrived: palette.onSuccessContainer
        case .over: palette.onSurface
        }
    }

    private var ground: Tint {
        switch progress {
        case .underway: palette.accentContainer
        case .arrived: palette.successContainer
        case .over: palette.surfaceVariant
        }
    }
}
