// Where an order stands, in its words and in the colours of its key.
package example.tradewind.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import example.tradewind.core.OrderStatus
import example.tradewind.theme.Design
import example.tradewind.theme.Palette
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

@Composable
fun Status(words: String, status: OrderStatus) {
    val (ground, ink) = status.colors(Design.colors)
    Words(
        words, Modifier.background(ground, RoundedCornerShape(Radius.medium)).padding(horizontal = Space.snug, vertical = Space.tiny),
        Design.type.caption.copy(fontWeight = Design.type.label.fontWeight), ink,
    )
}

/** The ground and the ink of a status. */
private fun OrderStatus.colors(palette: Palette): Pair<Color, Color> = when (this) {
    OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED -> palette.accentContainer to palette.onAccentContainer
    OrderStatus.DELIVERED -> palette.successContainer to palette.onSuccessContainer
    OrderStatus.CANCELED, OrderStatus.RETURNED -> palette.surfaceVariant to palette.onSurface
}
