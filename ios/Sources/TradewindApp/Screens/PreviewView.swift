// One product in 3D with the labels of its dimension lines and its controls; the still picture while nothing is drawn.
import SwiftUI
import TradewindCore
import TradewindKit

struct PreviewView: View {
    let screen: PreviewScreen
    /// The snapshot's revision: each new one draws the preview again.
    let revision: UInt64
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @State private var source = PreviewSource()
    @State private var gestures = OrbitGestureTracker()

    var body: some View {
        viewer
        if screen.phase == .ready {
            AppText(screen.hint, Theme.Text.detail, palette.onSurfaceMuted)
            controls
        }
        if !screen.sizesLabel.isEmpty {
            WideButton(screen.sizesLabel, kind: .tonal, symbol: .ruler) { shop.send(.previewSize(shown: !screen.sizesShown)) }
            FactList(facts: screen.sizes)
        }
        VariantPicker(title: screen.variantsTitle, variants: screen.variants) { .previewVariant(key: $0) }
    }

    private var viewer: some View {
        GeometryReader { proxy in
            ZStack {
                PictureView(reference: screen.picture, isSpoken: false).opacity(
                    source.shown == .still || screen.phase != .ready ? 1 : 0)
                if screen.phase == .ready && source.wantsFrames {
                    FrameImageView(animating: screen.animating, revision: revision, source: $source)
                } else if screen.phase == .ready {
                    MetalLayerView(shop: shop, animating: screen.animating, revision: revision, source: $source)
                }
                ForEach(screen.labels.identified(by: \.accessibility)) { dimension in
                    label(dimension.value).position(
                        x: Double(dimension.x) * proxy.size.width, y: Double(dimension.y) * proxy.size.height)
                }
                // Positions on the picture are not mirrored in right-to-left languages.
                .environment(\.layoutDirection, .leftToRight)
                if let notice = screen.notice {
                    VStack {
                        Spacer()
                        BannerView(banner: notice)
                    }
                }
            }
            .gesture(drag(proxy.size.height))
            .simultaneousGesture(zoom)
        }
        .aspectRatio(1, contentMode: .fit)
        .accessibilityElement(children: .contain)
        .accessibilityLabel(Text(verbatim: screen.accessibility))
        .accessibilityHint(Text(verbatim: screen.hint))
        .accessibilityAdjustableAction { direction in
            shop.send(.previewZoom(factor: direction == .increment ? 1.25 : 0.8))
        }
    }

    private func label(_ dimension: DimensionLabel) -> some View {
        AppText(dimension.text, Theme.Text.caption, palette.inverseOnSurface)
            .padding(.horizontal, Theme.Space.sm)
            .background(palette.inverseSurface.color, in: Capsule())
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(Text(verbatim: dimension.accessibility))
    }

    private var controls: some View {
        HStack(spacing: Theme.Space.sm) {
            // Turning left and right is not mirrored in right-to-left languages.
            HStack(spacing: Theme.Space.sm) {
                RoundButton(.back, screen.leftLabel) { shop.send(.previewDrag(dx: -0.12, dy: 0)) }
                RoundButton(.next, screen.rightLabel) { shop.send(.previewDrag(dx: 0.12, dy: 0)) }
            }
            .environment(\.layoutDirection, .leftToRight)
            Spacer(minLength: 0)
            RoundButton(.minus, screen.fartherLabel) { shop.send(.previewZoom(factor: 0.8)) }
            RoundButton(.plus, screen.closerLabel) { shop.send(.previewZoom(factor: 1.25)) }
            if !screen.resetLabel.isEmpty {
                RoundButton(.reset, screen.resetLabel) { shop.send(.previewReset) }
            }
        }
    }

    private func drag(_ height: Double) -> some Gesture {
        DragGesture(minimumDistance: 2)
            .onChanged { shop.send(gestures.drag(x: $0.translation.width, y: $0.translation.height, height: height)) }
            .onEnded { shop.send(gestures.release(vx: $0.velocity.width, vy: $0.velocity.height, height: height)) }
    }

    private var zoom: some Gesture {
        MagnifyGesture()
            .onChanged { shop.send(gestures.zoom($0.magnification)) }
            .onEnded { _ in gestures.endZoom() }
    }
}
