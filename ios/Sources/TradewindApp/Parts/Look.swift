// How the design's values become SwiftUI's: colours, letters that grow with the person's text size, shadows.
import SwiftUI
import TradewindKit

extension EnvironmentValues {
    /// The colours of the present appearance.
    var palette: Palette {
        get { self[PaletteKey.self] }
        set { self[PaletteKey.self] = newValue }
    }
}

private struct PaletteKey: EnvironmentKey {
    static let defaultValue = Theme.light
}

extension Tint {
    var color: Color {
        Color(.sRGB, red: red, green: green, blue: blue, opacity: alpha)
    }
}

/// Sizes are parts of the body's size, which the person sets (Dynamic Type).
private struct Lettered: ViewModifier {
    let letters: Letters
    @ScaledMetric(relativeTo: .body) private var rem = 16.0

    func body(content: Content) -> some View {
        content
            .font(.system(size: letters.size * rem, weight: letters.weight > 600 ? .bold : letters.weight > 450 ? .medium : .regular))
            .tracking(letters.spacing * letters.size * rem)
            .lineSpacing(max(0, (letters.line - 1.2) * letters.size * rem))
    }
}

private struct Shaded: ViewModifier {
    let shades: [Shade]

    func body(content: Content) -> some View {
        let first = shades.first
        let last = shades.last
        content
            .shadow(color: first?.tint.color ?? .clear, radius: (first?.blur ?? 0) / 2, x: first?.x ?? 0, y: first?.y ?? 0)
            .shadow(color: last?.tint.color ?? .clear, radius: (last?.blur ?? 0) / 2, x: last?.x ?? 0, y: last?.y ?? 0)
    }
}

/// A card's ground.
private struct Sheeted: ViewModifier {
    @Environment(\.palette) private var palette

    func body(content: Content) -> some View {
        content
            .padding(Theme.Space.base)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.large))
            .shade(palette.raised)
    }
}

extension View {
    func letters(_ letters: Letters) -> some View {
        modifier(Lettered(letters: letters))
    }

    func shade(_ shades: [Shade]) -> some View {
        modifier(Shaded(shades: shades))
    }

    func sheeted() -> some View {
        modifier(Sheeted())
    }
}
