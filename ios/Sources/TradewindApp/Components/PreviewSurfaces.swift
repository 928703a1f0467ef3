// Where the 3D model is shown: on a Metal layer that the core draws on, or as frames from the core where it cannot.
import SwiftUI
import TradewindCore
import TradewindKit

/// The Metal view that the core draws on.
struct MetalLayerView: UIViewRepresentable {
    let shop: ShopStore
    let animating: Bool
    let revision: UInt64
    @Binding var source: PreviewSource

    func makeUIView(context: Context) -> MetalPreview {
        let view = MetalPreview(shop.surface())
        view.onAttach = { source.surface(attached: $0) }
        view.onDraw = { source.surface(drew: $0) }
        return view
    }

    func updateUIView(_ view: MetalPreview, context: Context) {
        view.follow(animating: animating)
    }
}

/// Frames as pictures: one for each snapshot, and up to 60 a second while the preview moves by itself.
struct FrameImageView: View {
    let animating: Bool
    let revision: UInt64
    @Binding var source: PreviewSource
    @State private var lastFrame: Pixels?
    @State private var frame: CGImage?
    @Environment(ShopStore.self) private var shop
    @Environment(\.displayScale) private var scale

    var body: some View {
        GeometryReader { proxy in
            let request = FrameRequest(
                animating: animating, revision: revision, width: proxy.size.width * scale, height: proxy.size.height * scale)
            ZStack {
                if let frame { Image(decorative: frame, scale: scale).resizable() }
            }
            .task(id: request) { await follow(request) }
        }
    }

    private func follow(_ request: FrameRequest) async {
        let size = PreviewSource.frameSize(width: request.width, height: request.height)
        repeat {
            let next = await shop.frame(width: size.width, height: size.height)
            if Task.isCancelled { return }
            source.frame(arrived: next != nil)
            if next?.isSame(as: lastFrame) != true {
                lastFrame = next
                frame = next?.image()
            }
            try? await Task.sleep(for: .milliseconds(16))
        } while request.animating && !Task.isCancelled
    }
}

/// What a frame depends on; a change asks for a new one.
private struct FrameRequest: Equatable {
    let animating: Bool
    let revision: UInt64
    let width: Double
    let height: Double
}
