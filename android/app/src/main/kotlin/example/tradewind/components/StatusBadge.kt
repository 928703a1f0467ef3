// The status of an order as a coloured label.
package example.tradewind.components

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
fun StatusBadge(label: String, status: OrderStatus) {
    val (containerColor, contentColor) = status.colors(Design.colors)
    AppText(
        label,
        Modifier
            .background(containerColor, RoundedCornerShape(Radius.medium))
            .padding(horizontal = Space.md, vertical = Space.xs),
        Design.type.caption.copy(fontWeight = Design.type.label.fontWeight),
        contentColor,
    )
}

/** Container and content colour of a status. */
private fun OrderStatus.colors(palette: Palette): Pair<Color, Color> = when (this) {
    OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED -> palette.accentContainer to palette.onAccentContainer
    OrderStatus.DELIVERED -> palette.successContainer to palette.onSuccessContainer
    OrderStatus.CANCELED, OrderStatus.RETURNED -> palette.surfaceVariant to palette.onSurface
}
