// The cart: its lines with steppers, their notices, the sum, the way to the checkout.
package example.tradewind.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.CartLineRow
import example.tradewind.core.CartScreen
import example.tradewind.core.Intent
import example.tradewind.parts.Empty
import example.tradewind.parts.Ends
import example.tradewind.parts.FilledButton
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Icons
import example.tradewind.parts.Picture
import example.tradewind.parts.RoundButton
import example.tradewind.parts.Sheet
import example.tradewind.parts.Stand
import example.tradewind.parts.TonalButton
import example.tradewind.parts.Toned
import example.tradewind.parts.Words
import example.tradewind.parts.pressedAsOne
import example.tradewind.parts.told
import example.tradewind.parts.unread
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@Composable
fun Cart(screen: CartScreen, banners: List<Banner>, act: (Intent) -> Unit) = Ground(banners, act, gap = Space.snug) {
    val empty = screen.empty
    if (empty != null) Empty(empty, Icons.cart, act = act)
    else {
        Words(screen.count, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
        screen.lines.forEach { key(it.key) { Line(it, act) } }
        if (screen.acceptLabel.isNotEmpty()) TonalButton(screen.acceptLabel, Modifier.fillMaxWidth()) { act(Intent.AcceptCartPrices) }
    }
}

@Composable
private fun Line(one: CartLineRow, act: (Intent) -> Unit) = Sheet {
    val set = { quantity: UInt -> act(Intent.SetQuantity(one.key, quantity)) }
    Row(Modifier.fillMaxWidth().clip(RoundedCornerShape(Radius.medium)).pressedAsOne(one.accessibility) { act(Intent.OpenProduct(one.key)) }) {
        Row(Modifier.unread(), Arrangement.spacedBy(Space.base)) {
            Picture(one.picture, Size.thumb, Modifier.size(Size.thumb), RoundedCornerShape(Radius.medium))
            Column(Modifier.weight(1f).align(Alignment.CenterVertically), Arrangement.spacedBy(Space.hair)) {
                Words(one.title, style = Design.type.label)
                if (one.options.isNotEmpty()) Fine(one.options)
                Fine(one.price)
            }
        }
    }
    if (one.notice.isNotEmpty()) Toned(one.tone, shape = RoundedCornerShape(Radius.small)) { ink -> Words(one.notice, Modifier.told(one.tone), Design.type.detail, ink) }
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.small), Alignment.CenterVertically) {
        val shape = RoundedCornerShape(Radius.full)
        Row(Modifier.background(Design.colors.background, shape).border(Stroke.hair, Design.colors.outlineVariant, shape), verticalAlignment = Alignment.CenterVertically) {
            RoundButton(Icons.minus, one.lessLabel, raised = false) { set(one.quantity - 1u) }
            Words(
                one.quantityText, Modifier.widthIn(min = 28.dp).semantics { liveRegion = LiveRegionMode.Polite }, Design.type.label,
                stand = Stand.CENTER, most = 1,
            )
            RoundButton(Icons.plus, one.moreLabel, raised = false, enabled = one.canIncrease) { set(one.quantity + 1u) }
        }
        RoundButton(Icons.trash, one.removeLabel, raised = false, color = Design.colors.onSurfaceMuted) { act(Intent.RemoveLine(one.key)) }
        Words(one.lineTotal, Modifier.weight(1f), Design.type.label, stand = Stand.END)
    }
}

@Composable
fun CartBar(screen: CartScreen, act: (Intent) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.hair)) {
        if (screen.subtotal.isNotEmpty()) Ends {
            Words(screen.subtotalLabel, style = Design.type.headline)
            Words(screen.subtotal, style = Design.type.headline, stand = Stand.END)
        }
        Fine(screen.note)
    }
    FilledButton(screen.checkoutLabel, Modifier.fillMaxWidth(), enabled = screen.canCheckout) { act(Intent.OpenCheckout) }
}
