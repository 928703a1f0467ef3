// Pictures, product cards, carousels, variants of a product.
import SwiftUI
import TradewindCore
import TradewindKit

/// A square picture from the core: its ThumbHash until it is loaded, a symbol when there is no picture.
struct PictureView: View {
    let reference: PictureRef?
    var isSpoken = false
    /// Shows the whole picture without a background, as a certification mark needs; else the square is filled.
    var fitsWhole = false
    var radius = Theme.Radius.medium
    @State private var loaded: LoadedPicture?
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @Environment(\.displayScale) private var scale

    var body: some View {
        GeometryReader { proxy in
            ZStack {
                (fitsWhole ? Color.clear : (reference == nil ? palette.surfaceVariant : palette.studio).color)
                if reference == nil {
                    Symbol.bag.image.foregroundStyle(palette.outline.color)
                } else if let picture {
                    Image(decorative: picture, scale: scale).resizable().aspectRatio(contentMode: fitsWhole ? .fit : .fill)
                        .transition(.opacity)
                } else if let first {
                    Image(decorative: first, scale: scale).resizable().interpolation(.medium).scaledToFill().transition(.opacity)
                }
            }
            .animation(.easeOut(duration: Theme.Duration.normal), value: picture == nil)
            .frame(width: proxy.size.width, height: proxy.size.width)
            .clipped()
            .task(id: PictureRequest(key: reference?.key, side: proxy.size.width * scale)) {
                await load(PictureRequest(key: reference?.key, side: proxy.size.width * scale))
            }
        }
        .aspectRatio(1, contentMode: .fit)
        .clipShape(RoundedRectangle(cornerRadius: radius))
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: reference?.accessibility ?? .init()))
        .accessibilityAddTraits(.isImage)
        .accessibilityHidden(!isSpoken)
    }

    /// The loaded picture, if it belongs to the present reference.
    private var picture: CGImage? {
        loaded?.key == reference?.key ? loaded?.picture : nil
    }

    private var first: CGImage? {
        reference.flatMap { shop.firstPaint($0)?.image() }
    }

    private func load(_ wanted: PictureRequest) async {
        guard let reference, wanted.side >= 1 else { return }
        let pixels = await shop.picture(reference, width: UInt32(wanted.side), height: UInt32(wanted.side))
        if let there = pixels?.image(), !Task.isCancelled { loaded = LoadedPicture(key: reference.key, picture: there) }
    }
}

private struct LoadedPicture {
    let key: String
    let picture: CGImage
}

private struct PictureRequest: Equatable {
    let key: String?
    let side: Double
}

/// A product in a list.
struct CardView: View {
    let card: ProductCard
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        Button {
            shop.send(.openProduct(key: card.key))
        } label: {
            VStack(alignment: .leading, spacing: Theme.Space.sm) {
                PictureView(reference: card.picture)
                    .opacity(card.available ? 1 : 0.55)
                    .overlay(alignment: .topLeading) { badge }
                VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                    AppText(card.brand, Theme.Text.caption, palette.onSurfaceMuted)
                    Text(title).typography(Theme.Text.label)
                    Prices(price: card.price, was: card.was)
                    Captions(
                        unitPrice: card.unitPrice, energy: card.energy, condition: card.condition,
                        personalised: card.personalised)
                    AppText(card.door, Theme.Text.detail, palette.onSurfaceMuted)
                    AppText(card.stock, Theme.Text.detail, card.available ? palette.warning : palette.onSurfaceMuted)
                }
            }
            .frame(maxWidth: .infinity, alignment: .topLeading)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: card.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.send(.openProduct(key: card.key)) }
    }

    private var title: AttributedString {
        card.marked { part in
            part.backgroundColor = palette.highlight.color
            part.foregroundColor = palette.onHighlight.color
        }
    }

    @ViewBuilder
    private var badge: some View {
        if !card.badge.isEmpty {
            AppText(card.badge, Theme.Text.caption, palette.onSaleContainer)
                .padding(.horizontal, Theme.Space.sm)
                .background(palette.saleContainer.color, in: RoundedRectangle(cornerRadius: Theme.Radius.small))
                .padding(Theme.Space.sm)
        }
    }
}

/// What stands in small print under a price of a list or of the cart.
struct Captions: View {
    let unitPrice: String
    let energy: String
    let condition: String
    let personalised: String
    @Environment(\.palette) private var palette

    var body: some View {
        AppText(unitPrice, Theme.Text.detail, palette.onSurfaceMuted)
        AppText(energy, Theme.Text.detail, palette.onSurfaceMuted)
        AppText(condition, Theme.Text.detail, palette.onSurfaceMuted)
        AppText(personalised, Theme.Text.detail, palette.onSurfaceMuted)
    }
}

/// A row of cards that scrolls sideways, under a heading.
struct ProductCarousel: View {
    let title: String
    let cards: [ProductCard]
    let width: Double
    @ScaledMetric(relativeTo: .body) private var textScale = 1.0

    var body: some View {
        if !cards.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.md) {
                Heading(title)
                ScrollView(.horizontal, showsIndicators: false) {
                    LazyHStack(alignment: .top, spacing: Theme.Space.md) {
                        ForEach(cards, id: \.key) { CardView(card: $0).frame(width: width * textScale) }
                    }
                }
            }
        }
    }
}

/// Colours or sizes of a product; one is selected.
struct VariantPicker: View {
    let title: String
    let variants: [VariantChip]
    let choose: (String) -> Intent
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if !variants.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.sm) {
                Heading(title, Theme.Text.label)
                ScrollView(.horizontal, showsIndicators: false) {
                    HStack(alignment: .top, spacing: Theme.Space.md) {
                        ForEach(variants, id: \.key) { chip($0) }
                    }
                }
            }
        }
    }

    private func chip(_ variant: VariantChip) -> some View {
        Button {
            shop.send(choose(variant.key))
        } label: {
            VStack(spacing: Theme.Space.xs) {
                PictureView(reference: variant.picture, radius: Theme.Radius.small)
                    .opacity(variant.available ? 1 : 0.55)
                AppText(
                    variant.label, Theme.Text.caption, variant.available ? palette.onSurface : palette.onSurfaceMuted,
                    struck: !variant.available)
            }
            .frame(width: Theme.Size.thumbnail)
            .padding(Theme.Space.xs)
            .background(variant.selected ? palette.surface.color : .clear, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
            .overlay {
                RoundedRectangle(cornerRadius: Theme.Radius.medium)
                    .stroke(variant.selected ? palette.accent.color : .clear, lineWidth: Theme.Stroke.strong)
            }
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: variant.accessibility))
        .accessibilityAddTraits(variant.selected ? [.isButton, .isSelected] : .isButton)
        .accessibilityAction { shop.send(choose(variant.key)) }
    }
}

/// The button that adds the product to the cart, with its price and how many are in the cart.
struct AddToCartBar: View {
    let price: String
    let sale: Bool
    let inCart: String
    let label: String
    let isEnabled: Bool
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(spacing: Theme.Space.base) {
            VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                AppText(price, Theme.Text.headline, sale ? palette.sale : palette.onSurface)
                AppText(inCart, Theme.Text.detail, palette.onSurfaceMuted)
            }
            WideButton(label, symbol: .cart, isEnabled: isEnabled) { shop.send(.addToCart(quantity: 1)) }
        }
    }
}
