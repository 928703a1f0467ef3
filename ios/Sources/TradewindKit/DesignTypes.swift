// The kinds of values that the design tokens have; the values themselves are made at each build (`Theme`, `Palette`).

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

/// How letters are set: size in parts of the person's text size, spacing in parts of the size, line as a factor of it.
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
