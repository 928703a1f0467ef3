// Text of the core's, where the layout's direction says it begins, whichever direction its own letters run in.
package example.tradewind.parts

import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.foundation.layout.size
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

/** Where a line stands in its width. */
enum class Stand { START, CENTER, END }

@Composable
fun Words(
    text: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.body,
    color: Color = Design.colors.onSurface,
    stand: Stand = Stand.START,
    most: Int = Int.MAX_VALUE,
    struck: Boolean = false,
) = Words(AnnotatedString(text), modifier, style, color, stand, most, struck)

@Composable
fun Words(
    text: AnnotatedString,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.body,
    color: Color = Design.colors.onSurface,
    stand: Stand = Stand.START,
    most: Int = Int.MAX_VALUE,
    struck: Boolean = false,
) = Text(
    text = text,
    modifier = modifier,
    color = color,
    style = Design.words.merge(style).copy(textAlign = align(stand), textDecoration = if (struck) TextDecoration.LineThrough else style.textDecoration),
    maxLines = most,
    overflow = TextOverflow.Ellipsis,
)

/** Words that a screen reader jumps to. */
@Composable
fun Heading(text: String, modifier: Modifier = Modifier, style: TextStyle = Design.type.title, stand: Stand = Stand.START) =
    Words(text, modifier.semantics { heading() }, style, stand = stand)

@Composable
fun Fine(text: String, modifier: Modifier = Modifier, stand: Stand = Stand.START) =
    Words(text, modifier, Design.type.detail, Design.colors.onSurfaceMuted, stand)

@Composable
fun align(stand: Stand): TextAlign {
    val rtl = LocalLayoutDirection.current == LayoutDirection.Rtl
    return when (stand) {
        Stand.START -> if (rtl) TextAlign.Right else TextAlign.Left
        Stand.END -> if (rtl) TextAlign.Left else TextAlign.Right
        Stand.CENTER -> TextAlign.Center
    }
}

/** An icon beside words that say what it means; it grows with them, within reason. */
@Composable
fun Sign(icon: ImageVector, modifier: Modifier = Modifier, color: Color = Design.colors.onSurface, size: Dp = Size.icon) {
    val grown = size * LocalDensity.current.fontScale.coerceIn(1f, 1.6f)
    Icon(icon, contentDescription = null, modifier = modifier.size(grown), tint = color)
}
