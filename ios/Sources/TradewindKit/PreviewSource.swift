// What shows the 3D preview: the surface that the core draws on, else frames from the core, else the still picture.

/// Collects whether attaching a surface and each drawing succeeded, and decides what to show.
public struct PreviewSource: Sendable, Equatable {
    public enum Shown: Sendable {
        case surface, frame, still
    }

    /// Whether to ask for frames, because the core cannot draw on the surface.
    public private(set) var wantsFrames = false
    /// Whether the surface or the newest frame has something on it.
    private var hasContent = false

    public init() {}

    public var shown: Shown {
        guard hasContent else { return .still }
        return wantsFrames ? .frame : .surface
    }

    /// The core attached the surface, or cannot draw on it.
    public mutating func surface(attached: Bool) {
        if wantsFrames == attached { hasContent = false }
        wantsFrames = !attached
    }

    /// A drawing on the surface succeeded, or there was nothing to draw. Has no effect once frames are wanted.
    public mutating func surface(drew: Bool) {
        if !wantsFrames { hasContent = drew }
    }

    /// A frame arrived, or there was none.
    public mutating func frame(arrived: Bool) {
        if wantsFrames { hasContent = arrived }
    }

    /// The size in pixels of a frame for a place of `width` by `height` pixels: the same aspect ratio, no side above 1024.
    public static func frameSize(width: Double, height: Double) -> (width: UInt32, height: UInt32) {
        let fit = min(1, longest / max(width, height, 1))
        return (UInt32(max(1, width * fit)), UInt32(max(1, height * fit)))
    }

    private static let longest = 1024.0
}
