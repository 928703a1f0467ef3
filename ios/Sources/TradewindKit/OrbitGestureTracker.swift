// Fingers on the preview, as intents: measured in heights of the picture, as the core wants them.
import TradewindCore

/// Turns gestures, which tell how far they came in all, into steps since the last.
public struct OrbitGestureTracker: Sendable {
    private var x = 0.0
    private var y = 0.0
    private var apart = 1.0

    public init() {}

    /// A finger is so many points from where it began, on a picture of `height` points.
    public mutating func drag(x: Double, y: Double, height: Double) -> Intent {
        defer { (self.x, self.y) = (x, y) }
        let tall = max(1, height)
        return .previewDrag(dx: Float((x - self.x) / tall), dy: Float((y - self.y) / tall))
    }

    /// The finger was lifted at so many points a second.
    public mutating func release(vx: Double, vy: Double, height: Double) -> Intent {
        (x, y) = (0, 0)
        let tall = max(1, height)
        return .previewRelease(vx: Float(vx / tall), vy: Float(vy / tall))
    }

    /// Two fingers are so many times as far apart as they began.
    public mutating func zoom(_ magnification: Double) -> Intent {
        defer { apart = max(0.01, magnification) }
        return .previewZoom(factor: Float(max(0.01, magnification) / apart))
    }

    /// The two fingers were lifted.
    public mutating func endZoom() {
        apart = 1
    }
}
