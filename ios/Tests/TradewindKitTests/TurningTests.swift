// Gestures tell how far they came in all; the core wants the steps, in heights of the picture.
import Testing
import TradewindCore
import TradewindKit

@Suite struct Turnings {
    @Test func stepsAddUpToTheWay() {
        var turning = Turning()
        #expect(turning.drag(x: 30, y: -10, height: 100) == .previewDrag(dx: 0.3, dy: -0.1))
        #expect(turning.drag(x: 50, y: -10, height: 100) == .previewDrag(dx: 0.2, dy: 0))
        #expect(turning.release(vx: 80, vy: 0, height: 100) == .previewRelease(vx: 0.8, vy: 0))
        // The next finger begins anew.
        #expect(turning.drag(x: 10, y: 0, height: 100) == .previewDrag(dx: 0.1, dy: 0))
    }

    @Test func zoomsMultiplyToTheMagnification() {
        var turning = Turning()
        #expect(turning.zoom(2) == .previewZoom(factor: 2))
        #expect(turning.zoom(3) == .previewZoom(factor: 1.5))
        turning.endZoom()
        #expect(turning.zoom(0.5) == .previewZoom(factor: 0.5))
    }
}
