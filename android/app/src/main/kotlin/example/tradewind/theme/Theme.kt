// The theme: Material 3's colours, shapes and type filled from the design tokens; language and direction come from the core.
package example.tradewind.theme

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.LayoutDirection
import example.tradewind.core.Direction

private val LocalPalette = staticCompositionLocalOf { LightPalette }
private val LocalType = staticCompositionLocalOf { Type(1f) }
private val LocalTextDefaults = staticCompositionLocalOf { TextStyle.Default }

/** The design tokens of the current theme, for composables. */
object Design {
    val colors: Palette
        @Composable @ReadOnlyComposable
        get() = LocalPalette.current
    val type: Type
        @Composable @ReadOnlyComposable
        get() = LocalType.current

    /** What all texts share: language, line breaking, and vertical alignment in the line height. */
    val textDefaults: TextStyle
        @Composable @ReadOnlyComposable
        get() = LocalTextDefaults.current
}

@Composable
fun DesignTheme(language: String, direction: Direction, dark: Boolean = isSystemInDarkTheme(), content: @Composable () -> Unit) {
    val colors = if (dark) DarkPalette else LightPalette
    val type = remember(language) { Type(leading(language)) }
    val textDefaults = remember(language) {
        TextStyle(
            localeList = LocaleList(language),
            textDirection = TextDirection.Content,
            lineBreak = LineBreak.Paragraph,
            hyphens = Hyphens.Auto,
            lineHeightStyle = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None),
        )
    }
    val layout = if (direction == Direction.RTL) LayoutDirection.Rtl else LayoutDirection.Ltr
    CompositionLocalProvider(
        LocalPalette provides colors,
        LocalType provides type,
        LocalTextDefaults provides textDefaults,
        LocalLayoutDirection provides layout,
    ) {
        MaterialTheme(
            if (dark) scheme(darkColorScheme(), colors) else scheme(lightColorScheme(), colors),
            SHAPES,
            typography(type),
            content,
        )
    }
}

private fun leading(language: String) = when (language) {
    "ar" -> Leading.arabic
    "ja" -> Leading.japanese
    else -> 1f
}

private val SHAPES = Shapes(
    extraSmall = RoundedCornerShape(Radius.small),
    small = RoundedCornerShape(Radius.small),
    medium = RoundedCornerShape(Radius.medium),
    large = RoundedCornerShape(Radius.large),
    extraLarge = RoundedCornerShape(Radius.sheet),
)

private fun typography(type: Type) = Typography(
    displaySmall = type.display,
    titleLarge = type.title,
    titleMedium = type.headline,
    bodyLarge = type.body,
    bodyMedium = type.detail,
    bodySmall = type.caption,
    labelLarge = type.label,
    labelSmall = type.tab,
)

private fun scheme(base: androidx.compose.material3.ColorScheme, colors: Palette) = base.copy(
    primary = colors.accent,
    onPrimary = colors.onAccent,
    primaryContainer = colors.accentContainer,
    onPrimaryContainer = colors.onAccentContainer,
    secondaryContainer = colors.accentContainer,
    onSecondaryContainer = colors.onAccentContainer,
    background = colors.background,
    onBackground = colors.onSurface,
    surface = colors.surface,
    onSurface = colors.onSurface,
    surfaceVariant = colors.surfaceVariant,
    onSurfaceVariant = colors.onSurfaceMuted,
    surfaceContainer = colors.surface,
    surfaceContainerHigh = colors.surface,
    outline = colors.outline,
    outlineVariant = colors.outlineVariant,
    error = colors.error,
    errorContainer = colors.errorContainer,
    onErrorContainer = colors.onErrorContainer,
    inverseSurface = colors.inverseSurface,
    inverseOnSurface = colors.inverseOnSurface,
    inversePrimary = colors.inverseAccent,
    scrim = colors.scrim,
)
