// Gestures on the 3D preview as intents. The core's unit of distance is the height of the picture.
import TradewindCore

/// SwiftUI reports a gesture's whole distance; the core wants the distance since the last report.
public struct OrbitGestureTracker: Sendable {
    private var x = 0.0
    private var y = 0.0
    private var magnification = 1.0

    public init() {}

    /// The finger is `x` and `y` points from where it began, on a picture `height` points high.
    public mutating func drag(x: Double, y: Double, height: Double) -> Intent {
        defer { (self.x, self.y) = (x, y) }
        let height = max(1, height)
        return .previewDrag(dx: Float((x - self.x) / height), dy: Float((y - self.y) / height))
    }

    /// The finger was lifted at this speed, in points a second.
    public mutating func release(vx: Double, vy: Double, height: Double) -> Intent {
        (x, y) = (0, 0)
        let height = max(1, height)
        return .previewRelease(vx: Float(vx / height), vy: Float(vy / height))
    }

    /// The distance of the two fingers, divided by their distance at the beginning.
    public mutating func zoom(_ magnification: Double) -> Intent {
        defer { self.magnification = max(0.01, magnification) }
        return .previewZoom(factor: Float(max(0.01, magnification) / self.magnification))
    }

    /// The two fingers were lifted.
    public mutating func endZoom() {
        magnification = 1
    }
}
