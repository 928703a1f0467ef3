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
        view.taken = { source.surface(taken: $0) }
        view.shown = { source.surface(drew: $0) }
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
    @State private var lent: Pixels?
    @State private var frame: CGImage?
    @Environment(ShopStore.self) private var shop
    @Environment(\.displayScale) private var scale

    var body: some View {
        GeometryReader { proxy in
            let moment = FrameRequest(
                animating: animating, revision: revision, width: proxy.size.width * scale, height: proxy.size.height * scale)
            ZStack {
                if let frame { Image(decorative: frame, scale: scale).resizable() }
            }
            .task(id: moment) { await follow(moment) }
        }
    }

    private func follow(_ moment: FrameRequest) async {
        let size = PreviewSource.frameSize(width: moment.width, height: moment.height)
        repeat {
            let next = await shop.frame(width: size.width, height: size.height)
            if Task.isCancelled { return }
            source.frame(came: next != nil)
            if next?.isSame(as: lent) != true {
                lent = next
                frame = next?.image()
            }
            try? await Task.sleep(for: .milliseconds(16))
        } while moment.animating && !Task.isCancelled
    }
}

/// What a frame depends on; a change asks for a new one.
private struct FrameRequest: Equatable {
    let animating: Bool
    let revision: UInt64
    let width: Double
    let height: Double
}
