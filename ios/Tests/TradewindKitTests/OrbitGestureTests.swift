// Gestures tell how far they came in all; the core wants the steps, in heights of the picture.
import Testing
import TradewindCore
import TradewindKit

@Suite struct OrbitGestures {
    @Test func stepsAddUpToTheWay() {
        var gestures = OrbitGestureTracker()
        #expect(gestures.drag(x: 30, y: -10, height: 100) == .previewDrag(dx: 0.3, dy: -0.1))
        #expect(gestures.drag(x: 50, y: -10, height: 100) == .previewDrag(dx: 0.2, dy: 0))
        #expect(gestures.release(vx: 80, vy: 0, height: 100) == .previewRelease(vx: 0.8, vy: 0))
        // The next finger begins anew.
        #expect(gestures.drag(x: 10, y: 0, height: 100) == .previewDrag(dx: 0.1, dy: 0))
    }

    @Test func zoomsMultiplyToTheMagnification() {
        var gestures = OrbitGestureTracker()
        #expect(gestures.zoom(2) == .previewZoom(factor: 2))
        #expect(gestures.zoom(3) == .previewZoom(factor: 1.5))
        gestures.endZoom()
        #expect(gestures.zoom(0.5) == .previewZoom(factor: 0.5))
    }
}
