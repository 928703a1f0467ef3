// What the person was handed to pay with: an app or page to open, a code to scan or copy, a prompt, a voucher.
import SwiftUI
import TradewindCore
import TradewindKit

struct HandOffCard: View {
    let handOff: HandOffView
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.md) {
            HStack(spacing: Theme.Space.md) {
                // A voucher is paid days later: nothing is waited for on this screen.
                if handOff.kind != .voucher { ProgressView() }
                Heading(handOff.title, Theme.Text.headline)
            }
            ForEach(handOff.sentences.identified()) { AppText($0.value, Theme.Text.body) }
            AppText(handOff.until, Theme.Text.detail, palette.onSurfaceMuted)
            if let picture = handOff.picture {
                CodeImage(picture: picture).accessibilityLabel(Text(verbatim: handOff.title))
            }
            if !handOff.code.isEmpty {
                AppText(handOff.code, Theme.Text.detail).textSelection(.enabled)
                WideButton(handOff.copyLabel, kind: .tonal) { Clipboard.copy(handOff.code) }
            }
            WideButton(handOff.openLabel, symbol: .externalLink) { shop.send(.openHandOff) }
            if !handOff.page.isEmpty { ExternalLink(handOff.pageLabel, handOff.page) }
            WideButton(handOff.stopLabel, kind: .danger) { shop.send(handOff.stopping) }
        }
        .card()
    }
}

/// A QR code: dark on light in both appearances, with the quiet zone that scanners need.
struct CodeImage: View {
    let picture: CodePicture

    var body: some View {
        GeometryReader { proxy in
            let side = min(proxy.size.width, proxy.size.height)
            ZStack {
                Rectangle().fill(Color.white)
                CodeShape(picture: picture).fill(Color.black)
            }
            .frame(width: side, height: side)
        }
        .aspectRatio(1, contentMode: .fit)
        // Large enough for a camera at arm's length.
        .frame(maxWidth: 320)
        .accessibilityElement(children: .ignore)
        .accessibilityAddTraits(.isImage)
    }
}

/// The dark modules.
struct CodeShape: Shape {
    let picture: CodePicture

    nonisolated func path(in rect: CGRect) -> Path {
        Path { path in
            for module in picture.darkModules(in: min(rect.width, rect.height)) { path.addRect(module) }
        }
    }
}
