// The cart: lines with quantity steppers and notices, the subtotal, the checkout button.
package example.tradewind.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
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
import example.tradewind.components.AppText
import example.tradewind.components.AsyncImage
import example.tradewind.components.Caption
import example.tradewind.components.DoorCard
import example.tradewind.components.EmptyContent
import example.tradewind.components.FilledButton
import example.tradewind.components.HoldPart
import example.tradewind.components.Icons
import example.tradewind.components.RoundButton
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SectionCard
import example.tradewind.components.SpaceBetweenRow
import example.tradewind.components.TextAlignment
import example.tradewind.components.TonalButton
import example.tradewind.components.ToneBox
import example.tradewind.components.announced
import example.tradewind.components.clickableItem
import example.tradewind.components.hiddenFromAccessibility
import example.tradewind.core.Banner
import example.tradewind.core.CartLineRow
import example.tradewind.core.CartScreen
import example.tradewind.core.Intent
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@Composable
fun CartContent(screen: CartScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) =
    ScreenScaffold(banners, onIntent, spacing = Space.md) {
        val empty = screen.empty
        if (empty != null) {
            EmptyContent(empty, Icons.cart, onIntent = onIntent)
        } else {
            AppText(screen.count, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
            screen.lines.forEach { key(it.key) { CartLine(it, onIntent) } }
            DoorCard(screen.door)
            if (screen.acceptLabel.isNotEmpty()) {
                TonalButton(screen.acceptLabel, Intent.AcceptCartPrices, onIntent, Modifier.fillMaxWidth())
            }
        }
    }

@Composable
private fun CartLine(line: CartLineRow, onIntent: (Intent) -> Unit) = SectionCard {
    val setQuantity = { quantity: UInt -> Intent.SetQuantity(line.key, quantity) }
    Row(
        Modifier
            .fillMaxWidth()
            .clip(RoundedCornerShape(Radius.medium))
            .clickableItem(line.accessibility, Intent.OpenProduct(line.key), onIntent),
    ) {
        Row(Modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.base)) {
            AsyncImage(line.picture, Size.thumbnail, Modifier.size(Size.thumbnail), RoundedCornerShape(Radius.medium))
            Column(Modifier.weight(1f).align(Alignment.CenterVertically), Arrangement.spacedBy(Space.xxs)) {
                AppText(line.title, style = Design.type.label)
                if (line.options.isNotEmpty()) Caption(line.options)
                Caption(line.price)
                listOf(line.unitPrice, line.energy, line.condition, line.personalised).filter { it.isNotEmpty() }
                    .forEach { Caption(it) }
            }
        }
    }
    if (line.notice.isNotEmpty()) {
        ToneBox(line.tone, shape = RoundedCornerShape(Radius.small)) { contentColor ->
            AppText(line.notice, Modifier.announced(line.tone), Design.type.detail, contentColor)
        }
    }
    HoldPart(line.hold)
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.sm), Alignment.CenterVertically) {
        val shape = RoundedCornerShape(Radius.full)
        Row(
            Modifier
                .background(Design.colors.background, shape)
                .border(Stroke.hairline, Design.colors.outlineVariant, shape),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            RoundButton(Icons.minus, line.lessLabel, setQuantity(line.quantity - 1u), onIntent, raised = false)
            AppText(
                line.quantityText,
                Modifier.widthIn(min = 28.dp).semantics { liveRegion = LiveRegionMode.Polite },
                Design.type.label,
                alignment = TextAlignment.CENTER,
                maxLines = 1,
            )
            RoundButton(Icons.plus, line.moreLabel, setQuantity(line.quantity + 1u), onIntent, raised = false, enabled = line.canIncrease)
        }
        RoundButton(
            Icons.trash,
            line.removeLabel,
            Intent.RemoveLine(line.key),
            onIntent,
            raised = false,
            color = Design.colors.onSurfaceMuted,
        )
        AppText(line.lineTotal, Modifier.weight(1f), Design.type.label, alignment = TextAlignment.END)
    }
}

@Composable
fun CartBar(screen: CartScreen, onIntent: (Intent) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) {
        if (screen.subtotal.isNotEmpty()) {
            SpaceBetweenRow {
                AppText(screen.subtotalLabel, style = Design.type.headline)
                AppText(screen.subtotal, style = Design.type.headline, alignment = TextAlignment.END)
            }
        }
        Caption(screen.note)
    }
    FilledButton(screen.checkoutLabel, Intent.OpenCheckout, onIntent, Modifier.fillMaxWidth(), enabled = screen.canCheckout)
}
