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
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.OrderRow
import example.tradewind.core.OrdersScreen
import example.tradewind.parts.Empty
import example.tradewind.parts.Ends
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Icons
import example.tradewind.parts.Sign
import example.tradewind.parts.Stand
import example.tradewind.parts.Status
import example.tradewind.parts.Words
import example.tradewind.parts.pressedAsOne
import example.tradewind.parts.raised
import example.tradewind.parts.unread
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun Orders(screen: OrdersScreen, banners: List<Banner>, act: (Intent) -> Unit) = Ground(banners, act, gap = Space.snug) {
    val empty = screen.empty
    if (empty != null) Empty(empty, Icons.orders, act = act)
    else screen.rows.forEach { one -> key(one.key) { OrderCard(one) { act(Intent.OpenOrder(one.key)) } } }
}

@Composable
private fun OrderCard(one: OrderRow, onClick: () -> Unit) {
    val shape = RoundedCornerShape(Radius.large)
    Column(Modifier.fillMaxWidth().raised(shape).clip(shape).pressedAsOne(one.accessibility, onClick)) {
        Column(Modifier.unread().padding(Space.base), Arrangement.spacedBy(Space.tiny)) {
            Ends {
                Words(one.title, style = Design.type.label)
                Status(one.status, one.statusKey)
            }
            Fine(one.placed)
            Row(horizontalArrangement = Arrangement.spacedBy(Space.snug), verticalAlignment = Alignment.CenterVertically) {
                Fine(one.items)
                Words(one.total, Modifier.weight(1f), Design.type.label, stand = Stand.END)
                Sign(Icons.next, color = Design.colors.onSurfaceMuted, size = Size.iconSmall)
            }
        }
    }
}
