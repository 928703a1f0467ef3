// One product in three dimensions: the stage with its lines' labels, its knobs; the still picture while nothing is drawn.
import SwiftUI
import TradewindCore
import TradewindKit

struct PreviewView: View {
    let screen: PreviewScreen
    /// The snapshot's: with each the preview is drawn anew.
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
                ForEach(screen.labels.identified(by: \.accessibility)) { one in
                    label(one.value).position(x: Double(one.x) * proxy.size.width, y: Double(one.y) * proxy.size.height)
                }
                // In every language left is left on a picture.
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

    private func label(_ one: DimensionLabel) -> some View {
        AppText(one.text, Theme.Text.caption, palette.inverseOnSurface)
            .padding(.horizontal, Theme.Space.small)
            .background(palette.inverseSurface.color, in: Capsule())
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(Text(verbatim: one.accessibility))
    }

    private var controls: some View {
        HStack(spacing: Theme.Space.small) {
            // Left and right of the thing itself, in every language.
            HStack(spacing: Theme.Space.small) {
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
