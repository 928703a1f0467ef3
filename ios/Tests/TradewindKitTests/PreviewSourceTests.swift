// Who shows the preview: by itself, and on a core whose system has no layer to draw on.
import Testing
import TradewindCore
import TradewindDriver
import TradewindKit

@Suite struct PreviewSources {
    @Test func theSurfaceShowsWhatItDrew() {
        var source = PreviewSource()
        #expect(source.shown == .still && !source.wantsFrames)
        source.surface(attached: true)
        #expect(source.shown == .still)
        source.surface(drew: true)
        #expect(source.shown == .surface)
        // No one asked for a frame: one that comes late counts for nothing.
        source.frame(arrived: false)
        #expect(source.shown == .surface)
        source.surface(drew: false)
        #expect(source.shown == .still)
    }

    @Test func whereTheCoreCannotDrawFramesAreShown() {
        var source = PreviewSource()
        source.surface(attached: false)
        #expect(source.wantsFrames && source.shown == .still)
        source.frame(arrived: true)
        #expect(source.shown == .frame)
        // The view that could not be drawn on is still heard once.
        source.surface(drew: false)
        #expect(source.shown == .frame)
        source.frame(arrived: false)
        #expect(source.shown == .still)
        // Another surface, on another try.
        source.frame(arrived: true)
        source.surface(attached: true)
        #expect(!source.wantsFrames && source.shown == .still)
    }

    @Test func framesHaveTheShapeOfTheirPlace() {
        #expect(PreviewSource.frameSize(width: 300, height: 200) == (300, 200))
        #expect(PreviewSource.frameSize(width: 2048, height: 1024) == (1024, 512))
        #expect(PreviewSource.frameSize(width: 0, height: 0) == (1, 1))
    }
}

extension CoreTests {
    @MainActor @Suite(.serialized) struct Previews {
        @Test(arguments: [true, false]) func withoutALayerThePreviewIsSeenAllTheSame(_ draws: Bool) async throws {
            let scratch = try TemporaryFolder()
            var setup = scratch.setup(try sandbox())
            setup.draws = draws
            let config = setup.config
            let store = try await ShopStore.open(config, vault: try FileVault(scratch.folder))
            store.send(.openProduct(key: "mug-indigo"))
            try await until("the product is there") {
                if case .product(let one)? = store.snapshot?.screen { one.hasModel } else { false }
            }
            store.send(.openPreview)
            try await until("the preview stands") {
                if case .preview(let one)? = store.snapshot?.screen { one.phase == (draws ? .ready : .still) } else { false }
            }
            var source = PreviewSource()
            let surface = store.surface()
            source.surface(
                attached: await withCheckedContinuation { answer in
                    surface.attach(.metalLayer, 1, width: 48, height: 64) { answer.resume(returning: $0) }
                })
            #expect(source.wantsFrames, "this system has no Metal")
            do {
                let size = PreviewSource.frameSize(width: 48, height: 64)
                let frame = await store.frame(width: size.width, height: size.height)
                source.frame(arrived: frame != nil)
                #expect(source.shown == (draws ? .frame : .still))
                if let frame {
                    #expect(try frame.width() == 48 && frame.height() == 64 && frame.premultiplied())
                    let again = await store.frame(width: size.width, height: size.height)
                    #expect(again?.isSame(as: frame) == true, "nothing moved")
                    let other = await store.frame(width: 64, height: 64)
                    #expect(other?.isSame(as: frame) == false && frame.isSame(as: nil) == false)
                }
            }
            surface.detach()
            store.close()
            try await nothingLeft()
        }
    }
}
