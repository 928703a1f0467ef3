// What of a product or a moment of a show is shared, seen before the system's sheet opens.
import SwiftUI
import TradewindCore
import TradewindKit

struct SharePart: View {
    let card: ShareCard
    /// Takes it away.
    let close: Intent
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @State private var picture: CGImage?

    /// The largest that the core draws, in pixels.
    private static let width: UInt32 = 1080
    private static let height: UInt32 = 1620

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.md) {
            Heading(card.title, Theme.Text.headline)
            if let picture {
                Image(decorative: picture, scale: 1).resizable().aspectRatio(contentMode: .fit)
                    .frame(maxWidth: 200)
                    .clipShape(RoundedRectangle(cornerRadius: Theme.Radius.medium))
                    .accessibilityElement(children: .ignore)
                    .accessibilityLabel(Text(verbatim: card.picture.accessibility))
                    .accessibilityAddTraits(.isImage)
            }
            AppText(card.message, Theme.Text.body)
            if let picture {
                ShareLink(
                    item: Image(decorative: picture, scale: 1), subject: Text(verbatim: card.file),
                    message: Text(verbatim: card.message),
                    preview: SharePreview(card.title, image: Image(decorative: picture, scale: 1))
                ) { sendLabel }
            } else {
                // Until the picture is drawn, and where it cannot be, the words go alone.
                ShareLink(item: card.message, subject: Text(verbatim: card.file)) { sendLabel }
            }
            WideButton(card.copyLabel, kind: .tonal) { Clipboard.copy(card.message) }
            WideButton(card.closeLabel, kind: .text) { shop.send(close) }
        }
        .card()
        .task(id: card.picture.key) { await load() }
    }

    private var sendLabel: some View {
        HStack(spacing: Theme.Space.sm) {
            Symbol.share.image
            AppText(card.sendLabel, Theme.Text.label, palette.accent)
        }
        .frame(minHeight: Theme.Size.touch)
    }

    private func load() async {
        let pixels = await shop.picture(card.picture, width: Self.width, height: Self.height)
        if let there = pixels?.image(), !Task.isCancelled { picture = there }
    }
}
