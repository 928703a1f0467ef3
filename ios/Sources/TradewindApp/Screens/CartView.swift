// The cart: its lines with steppers, their notices, the sum, the way to the checkout.
import SwiftUI
import TradewindCore
import TradewindKit

struct CartView: View {
    let screen: CartScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let empty = screen.empty {
            Nothing(empty: empty, sign: .cart)
        } else {
            Words(screen.count, Theme.Text.caption, palette.onSurfaceMuted)
            ForEach(screen.lines, id: \.key) { CartLine(line: $0) }
            WideButton(screen.acceptLabel, kind: .tonal) { shop.dispatch(.acceptCartPrices) }
        }
    }
}

struct CartLine: View {
    let line: CartLineRow
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.small) {
            Button {
                shop.dispatch(.openProduct(key: line.key))
            } label: {
                HStack(alignment: .top, spacing: Theme.Space.base) {
                    PictureView(reference: line.picture).frame(width: Theme.Size.thumb)
                    VStack(alignment: .leading, spacing: Theme.Space.hair) {
                        Words(line.title, Theme.Text.label)
                        Words(line.options, Theme.Text.detail, palette.onSurfaceMuted)
                        Words(line.price, Theme.Text.detail, palette.onSurfaceMuted)
                    }
                    .frame(maxWidth: .infinity, alignment: .leading)
                }
            }
            .buttonStyle(.plain)
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(Text(verbatim: line.accessibility))
            .accessibilityAddTraits(.isButton)
            .accessibilityAction { shop.dispatch(.openProduct(key: line.key)) }
            if !line.notice.isEmpty {
                Said(tone: line.tone, title: .init(), sentences: [line.notice])
            }
            HStack(spacing: Theme.Space.small) {
                RoundButton(.minus, line.lessLabel, plain: true) { set(line.quantity - min(1, line.quantity)) }
                Words(line.quantityText, Theme.Text.label)
                RoundButton(.plus, line.moreLabel, plain: true) { set(line.quantity + 1) }.disabled(!line.canIncrease)
                RoundButton(.trash, line.removeLabel, plain: true) { shop.dispatch(.removeLine(key: line.key)) }
                Spacer(minLength: 0)
                Words(line.lineTotal, Theme.Text.label)
            }
        }
        .sheeted()
    }

    private func set(_ quantity: UInt32) {
        shop.dispatch(.setQuantity(key: line.key, quantity: quantity))
    }
}

struct CartBar: View {
    let screen: CartScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if !screen.subtotal.isEmpty {
            Pair(screen.subtotalLabel, screen.subtotal, Theme.Text.headline)
        }
        Words(screen.note, Theme.Text.detail, palette.onSurfaceMuted)
        WideButton(screen.checkoutLabel, works: screen.canCheckout) { shop.dispatch(.openCheckout) }
    }
}
