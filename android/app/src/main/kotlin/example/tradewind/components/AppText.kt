// Text and icons. Text is aligned by the layout's direction, not by the direction of its own letters.
package example.tradewind.components

import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import example.tradewind.theme.Design
import example.tradewind.theme.Size

/** Alignment of a text in its width, by the layout's direction. */
enum class TextAlignment { START, CENTER, END }

@Composable
fun AppText(
    text: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.body,
    color: Color = Design.colors.onSurface,
    alignment: TextAlignment = TextAlignment.START,
    maxLines: Int = Int.MAX_VALUE,
    strikethrough: Boolean = false,
) = AppText(AnnotatedString(text), modifier, style, color, alignment, maxLines, strikethrough)

@Composable
fun AppText(
    text: AnnotatedString,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.body,
    color: Color = Design.colors.onSurface,
    alignment: TextAlignment = TextAlignment.START,
    maxLines: Int = Int.MAX_VALUE,
    strikethrough: Boolean = false,
) = Text(
    text = text,
    modifier = modifier,
    color = color,
    style = Design.textDefaults.merge(
        style,
    ).copy(textAlign = textAlign(alignment), textDecoration = if (strikethrough) TextDecoration.LineThrough else style.textDecoration),
    maxLines = maxLines,
    overflow = TextOverflow.Ellipsis,
)

/** Text that a screen reader can jump to as a heading. */
@Composable
fun Heading(
    text: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.title,
    alignment: TextAlignment = TextAlignment.START,
) = AppText(text, modifier.semantics { heading() }, style, alignment = alignment)

/** Small text, no wider than the eye follows a line. */
@Composable
fun Caption(text: String, modifier: Modifier = Modifier, alignment: TextAlignment = TextAlignment.START) =
    AppText(text, modifier.widthIn(max = ContentWidth.caption), Design.type.detail, Design.colors.onSurfaceMuted, alignment)

@Composable
fun textAlign(alignment: TextAlignment): TextAlign {
    val rtl = LocalLayoutDirection.current == LayoutDirection.Rtl
    return when (alignment) {
        TextAlignment.START -> if (rtl) TextAlign.Right else TextAlign.Left
        TextAlignment.END -> if (rtl) TextAlign.Left else TextAlign.Right
        TextAlignment.CENTER -> TextAlign.Center
    }
}

/** A decorative icon beside a text. It grows with the font scale, up to 1.6 times. */
@Composable
fun Symbol(icon: ImageVector, modifier: Modifier = Modifier, color: Color = Design.colors.onSurface, size: Dp = Size.icon) {
    val scaled = size * LocalDensity.current.fontScale.coerceIn(1f, 1.6f)
    Icon(icon, contentDescription = null, modifier = modifier.size(scaled), tint = color)
}
