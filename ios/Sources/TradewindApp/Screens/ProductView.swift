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
            Nothing(empty: empty, sign: .box)
        } else if screen.title.isEmpty {
            Bones()
        } else {
            hero
            about
            Variants(title: screen.variantsTitle, variants: screen.variants) { .chooseVariant(key: $0) }
            promises
            if !screen.description.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.small) {
                    Heading(screen.descriptionTitle, Theme.Text.headline)
                    ForEach(screen.paragraphs.indices, id: \.self) { Words(screen.paragraphs[$0], Theme.Text.body) }
                }
            }
            Facts(facts: screen.facts)
            if !screen.linkLabel.isEmpty { Outside(screen.linkLabel, screen.link) }
        }
    }

    private var hero: some View {
        VStack(spacing: Theme.Space.small) {
            TabView {
                ForEach(screen.pictures, id: \.key) { PictureView(reference: $0, spoken: true) }
            }
            .tabViewStyle(.page)
            .aspectRatio(1, contentMode: .fit)
            WideButton(screen.previewLabel, kind: .tonal, sign: .cube) { shop.dispatch(.openPreview) }
        }
    }

    private var about: some View {
        VStack(alignment: .leading, spacing: Theme.Space.tiny) {
            Words(screen.brand, Theme.Text.caption, palette.onSurfaceMuted)
            Heading(screen.title)
            Prices(price: screen.price, was: screen.was, letters: Theme.Text.price)
            Words(screen.saleUntil, Theme.Text.detail, palette.sale)
            Words(screen.priceNote, Theme.Text.detail, palette.onSurfaceMuted)
        }
    }

    private var promises: some View {
        VStack(alignment: .leading, spacing: Theme.Space.base) {
            HStack(alignment: .top, spacing: Theme.Space.snug) {
                (screen.available ? Sign.check : Sign.close).image
                Words(screen.stock, Theme.Text.detail)
            }
            .foregroundStyle(screen.available ? palette.success.color : palette.error.color)
            HStack(alignment: .top, spacing: Theme.Space.snug) {
                Sign.truck.image.foregroundStyle(palette.onSurfaceMuted.color)
                Words(screen.delivery, Theme.Text.detail)
            }
        }
        .sheeted()
    }
}
