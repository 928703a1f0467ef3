// Who shows the preview: the surface that the core draws on, the core's frames where it cannot, else the still picture.

/// Told what came of lending a surface and of each drawing; says what is to be seen.
public struct PreviewSource: Sendable, Equatable {
    public enum Shown: Sendable {
        case surface, frame, still
    }

    /// Whether the core cannot draw on the surface: then frames are asked for.
    public private(set) var wantsFrames = false
    /// Whether the one that is asked shows the preview.
    private var there = false

    public init() {}

    public var shown: Shown {
        guard there else { return .still }
        return wantsFrames ? .frame : .surface
    }

    /// The core took the surface, or cannot draw on it.
    public mutating func surface(taken: Bool) {
        if wantsFrames == taken { there = false }
        wantsFrames = !taken
    }

    /// A drawing on the surface showed the preview, or there was nothing to show. Not heard once frames are wanted.
    public mutating func surface(drew: Bool) {
        if !wantsFrames { there = drew }
    }

    /// A frame came, or there was none.
    public mutating func frame(came: Bool) {
        if wantsFrames { there = came }
    }

    /// The size of a frame for a place of so many pixels: the same shape, none of its sides longer than is worth copying.
    public static func frameSize(width: Double, height: Double) -> (width: UInt32, height: UInt32) {
        let fit = min(1, longest / max(width, height, 1))
        return (UInt32(max(1, width * fit)), UInt32(max(1, height * fit)))
    }

    private static let longest = 1024.0
}
