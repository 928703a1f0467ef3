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
            EmptyStateView(empty: empty, symbol: .cart)
        } else {
            AppText(screen.count, Theme.Text.caption, palette.onSurfaceMuted)
            ForEach(screen.lines, id: \.key) { CartLine(line: $0) }
            DoorCard(door: screen.door)
            WideButton(screen.acceptLabel, kind: .tonal) { shop.send(.acceptCartPrices) }
        }
    }
}

struct CartLine: View {
    let line: CartLineRow
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            Button {
                shop.send(.openProduct(key: line.key))
            } label: {
                HStack(alignment: .top, spacing: Theme.Space.base) {
                    PictureView(reference: line.picture).frame(width: Theme.Size.thumbnail)
                    VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                        AppText(line.title, Theme.Text.label)
                        AppText(line.options, Theme.Text.detail, palette.onSurfaceMuted)
                        AppText(line.price, Theme.Text.detail, palette.onSurfaceMuted)
                        Captions(
                            unitPrice: line.unitPrice, energy: line.energy, condition: line.condition,
                            personalised: line.personalised)
                    }
                    .frame(maxWidth: .infinity, alignment: .leading)
                }
            }
            .buttonStyle(.plain)
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(Text(verbatim: line.accessibility))
            .accessibilityAddTraits(.isButton)
            .accessibilityAction { shop.send(.openProduct(key: line.key)) }
            if !line.notice.isEmpty {
                MessageBox(tone: line.tone, title: .init(), sentences: [line.notice])
            }
            HoldPart(hold: line.hold)
            HStack(spacing: Theme.Space.sm) {
                RoundButton(.minus, line.lessLabel, plain: true) { set(line.quantity - min(1, line.quantity)) }
                AppText(line.quantityText, Theme.Text.label)
                RoundButton(.plus, line.moreLabel, plain: true) { set(line.quantity + 1) }.disabled(!line.canIncrease)
                RoundButton(.trash, line.removeLabel, plain: true) { shop.send(.removeLine(key: line.key)) }
                Spacer(minLength: 0)
                AppText(line.lineTotal, Theme.Text.label)
            }
        }
        .card()
    }

    private func set(_ quantity: UInt32) {
        shop.send(.setQuantity(key: line.key, quantity: quantity))
    }
}

struct CartBar: View {
    let screen: CartScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if !screen.subtotal.isEmpty {
            LabeledValue(screen.subtotalLabel, screen.subtotal, Theme.Text.headline)
        }
        AppText(screen.note, Theme.Text.detail, palette.onSurfaceMuted)
        WideButton(screen.checkoutLabel, isEnabled: screen.canCheckout) { shop.send(.openCheckout) }
    }
}
