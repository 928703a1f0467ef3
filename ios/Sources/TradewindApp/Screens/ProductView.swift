// One product: pictures first, then what it is, what it costs, its versions, how it comes.
import SwiftUI
import TradewindCore
import TradewindKit

struct ProductView: View {
    let screen: ProductScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let empty = screen.empty {
            EmptyStateView(empty: empty, symbol: .bag)
        } else if screen.title.isEmpty {
            Skeleton()
        } else {
            hero
            about
            HoldPart(hold: screen.hold)
            VariantPicker(title: screen.variantsTitle, variants: screen.variants) { .chooseVariant(key: $0) }
            promises
            DoorCard(door: screen.door)
            if !screen.description.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.sm) {
                    Heading(screen.descriptionTitle, Theme.Text.headline)
                    ForEach(screen.paragraphs.identified()) { AppText($0.value, Theme.Text.body) }
                }
            }
            FactList(facts: screen.facts)
            if !screen.linkLabel.isEmpty { ExternalLink(screen.linkLabel, screen.link) }
            WideButton(screen.shareLabel, kind: .tonal, symbol: .share) { shop.send(.shareProduct(shown: true)) }
            if let share = screen.share { SharePart(card: share, close: .shareProduct(shown: false)) }
        }
    }

    private var hero: some View {
        VStack(spacing: Theme.Space.sm) {
            TabView {
                ForEach(screen.pictures.identified(by: \.key)) { PictureView(reference: $0.value, isSpoken: true) }
            }
            .tabViewStyle(.page)
            .aspectRatio(1, contentMode: .fit)
            WideButton(screen.previewLabel, kind: .tonal, symbol: .rotate3D) { shop.send(.openPreview) }
        }
    }

    private var about: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            AppText(screen.brand, Theme.Text.caption, palette.onSurfaceMuted)
            Heading(screen.title)
            Prices(price: screen.price, was: screen.was, typography: Theme.Text.price)
            AppText(screen.unitPrice, Theme.Text.detail, palette.onSurfaceMuted)
            AppText(screen.priceTruth, Theme.Text.detail, palette.warning)
            AppText(screen.saleUntil, Theme.Text.detail, palette.sale)
            AppText(screen.priceNote, Theme.Text.detail, palette.onSurfaceMuted)
            AppText(screen.personalised, Theme.Text.detail, palette.onSurfaceMuted)
        }
    }

    private var promises: some View {
        VStack(alignment: .leading, spacing: Theme.Space.base) {
            HStack(alignment: .top, spacing: Theme.Space.md) {
                (screen.available ? Symbol.success : Symbol.close).image
                AppText(screen.stock, Theme.Text.detail)
            }
            .foregroundStyle(screen.available ? palette.success.color : palette.error.color)
            HStack(alignment: .top, spacing: Theme.Space.md) {
                Symbol.shipping.image.foregroundStyle(palette.onSurfaceMuted.color)
                AppText(screen.delivery, Theme.Text.detail)
            }
        }
        .card()
    }
}
