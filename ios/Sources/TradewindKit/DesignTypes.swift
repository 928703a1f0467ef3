// Types of the design tokens. The values (`Theme`, `Palette`) are generated at each build.

/// A colour in sRGB, each part from 0 to 1.
public struct RGBAColor: Sendable, Equatable {
    public let red: Double
    public let green: Double
    public let blue: Double
    public let alpha: Double
}

/// One layer of a shadow, in points.
public struct ShadowLayer: Sendable, Equatable {
    public let tint: RGBAColor
    public let x: Double
    public let y: Double
    public let blur: Double
}

/// A text style: `size` as a factor of the person's text size, `spacing` and `line` as factors of `size`.
public struct Typography: Sendable, Equatable {
    public let size: Double
    public let weight: Double
    public let spacing: Double
    public let line: Double
}

/// A cubic Bézier curve of a movement, from (0, 0) to (1, 1).
public struct CubicBezier: Sendable, Equatable {
    public let x1: Double
    public let y1: Double
    public let x2: Double
    public let y2: Double
}
