// All orders, the latest first.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import example.tradewind.components.AppText
import example.tradewind.components.Caption
import example.tradewind.components.EmptyContent
import example.tradewind.components.HandOffCard
import example.tradewind.components.Heading
import example.tradewind.components.Icons
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SpaceBetweenRow
import example.tradewind.components.StatusBadge
import example.tradewind.components.Symbol
import example.tradewind.components.TextAlignment
import example.tradewind.components.clickableItem
import example.tradewind.components.hiddenFromAccessibility
import example.tradewind.components.raised
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.OrderRow
import example.tradewind.core.OrdersScreen
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun OrdersContent(screen: OrdersScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) =
    ScreenScaffold(banners, onIntent, spacing = Space.md) {
        if (screen.waiting.isNotEmpty()) {
            Heading(screen.waitingTitle)
            screen.waiting.forEach { voucher -> key(voucher.key) { HandOffCard(voucher, onIntent) } }
        }
        val empty = screen.empty
        if (empty != null) {
            EmptyContent(empty, Icons.orders, onIntent = onIntent)
        } else {
            screen.rows.forEach { order -> key(order.key) { OrderCard(order, onIntent) } }
        }
    }

@Composable
private fun OrderCard(order: OrderRow, onIntent: (Intent) -> Unit) {
    val shape = RoundedCornerShape(Radius.large)
    Column(Modifier.fillMaxWidth().raised(shape).clip(shape).clickableItem(order.accessibility, Intent.OpenOrder(order.key), onIntent)) {
        Column(Modifier.hiddenFromAccessibility().padding(Space.base), Arrangement.spacedBy(Space.xs)) {
            SpaceBetweenRow {
                AppText(order.title, style = Design.type.label)
                StatusBadge(order.status, order.statusKey)
            }
            Caption(order.placed)
            Row(horizontalArrangement = Arrangement.spacedBy(Space.md), verticalAlignment = Alignment.CenterVertically) {
                Caption(order.items)
                AppText(order.total, Modifier.weight(1f), Design.type.label, alignment = TextAlignment.END)
                Symbol(Icons.next, color = Design.colors.onSurfaceMuted, size = Size.iconSmall)
            }
        }
    }
}
