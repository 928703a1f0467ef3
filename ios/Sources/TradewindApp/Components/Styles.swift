// Design tokens as SwiftUI values and modifiers: colours, text styles that scale with Dynamic Type, shadows, cards.
import SwiftUI
import TradewindKit

extension EnvironmentValues {
    /// The colours of the light or dark appearance, whichever is on.
    var palette: Palette {
        get { self[PaletteKey.self] }
        set { self[PaletteKey.self] = newValue }
    }
}

private struct PaletteKey: EnvironmentKey {
    static let defaultValue = Theme.light
}

extension RGBAColor {
    var color: Color {
        Color(.sRGB, red: red, green: green, blue: blue, opacity: alpha)
    }
}

/// Sizes are factors of the body text size, which the person sets (Dynamic Type).
private struct TypographyModifier: ViewModifier {
    let typography: Typography
    @ScaledMetric(relativeTo: .body) private var rem = 16.0

    func body(content: Content) -> some View {
        content
            .font(
                .system(
                    size: typography.size * rem,
                    weight: typography.weight > 600 ? .bold : typography.weight > 450 ? .medium : .regular)
            )
            .tracking(typography.spacing * typography.size * rem)
            .lineSpacing(max(0, (typography.line - 1.2) * typography.size * rem))
    }
}

private struct ElevationModifier: ViewModifier {
    let layers: [ShadowLayer]

    func body(content: Content) -> some View {
        let first = layers.first
        let last = layers.last
        content
            .shadow(color: first?.tint.color ?? .clear, radius: (first?.blur ?? 0) / 2, x: first?.x ?? 0, y: first?.y ?? 0)
            .shadow(color: last?.tint.color ?? .clear, radius: (last?.blur ?? 0) / 2, x: last?.x ?? 0, y: last?.y ?? 0)
    }
}

/// The padding, background and shadow of a card.
private struct CardModifier: ViewModifier {
    @Environment(\.palette) private var palette

    func body(content: Content) -> some View {
        content
            .padding(Theme.Space.base)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.large))
            .elevation(palette.raised)
    }
}

extension View {
    func typography(_ typography: Typography) -> some View {
        modifier(TypographyModifier(typography: typography))
    }

    func elevation(_ layers: [ShadowLayer]) -> some View {
        modifier(ElevationModifier(layers: layers))
    }

    func card() -> some View {
        modifier(CardModifier())
    }
}
