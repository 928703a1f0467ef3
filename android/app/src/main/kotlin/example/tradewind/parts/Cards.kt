// Products in lists: cards, shelves of cards, versions of a product, prices.
package example.tradewind.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyRow
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import example.tradewind.core.Intent
import example.tradewind.core.ProductCard
import example.tradewind.core.VariantChip
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

/** Presses as one thing, with one sentence for a screen reader instead of its parts. */
fun Modifier.pressedAsOne(says: String, onClick: () -> Unit) = clickable(role = Role.Button, onClick = onClick).semantics(mergeDescendants = true) { contentDescription = says }

/** Is drawn, but not read: what holds it says all of it. */
fun Modifier.unread() = clearAndSetSemantics { }

@Composable
fun Card(one: ProductCard, size: Dp, modifier: Modifier = Modifier, act: (Intent) -> Unit) {
    Column(modifier.clip(RoundedCornerShape(Radius.medium)).pressedAsOne(one.accessibility) { act(Intent.OpenProduct(one.key)) }) {
        Column(Modifier.unread(), Arrangement.spacedBy(Space.small)) {
            Box {
                Picture(one.picture, size, Modifier.fillMaxWidth().aspectRatio(1f).alpha(if (one.available) 1f else 0.55f), RoundedCornerShape(Radius.medium))
                if (one.badge.isNotEmpty()) Tag(one.badge, Design.colors.saleContainer, Design.colors.onSaleContainer, Modifier.padding(Space.small))
            }
            Column(Modifier.padding(horizontal = Space.hair).padding(bottom = Space.hair), Arrangement.spacedBy(1.dp)) {
                if (one.brand.isNotEmpty()) Words(one.brand, style = Design.type.caption, color = Design.colors.onSurfaceMuted, most = 1)
                Words(marked(one, Design.colors.highlight, Design.colors.onHighlight), style = Design.type.label.copy(fontWeight = Design.type.body.fontWeight), most = 3)
                Prices(one.price, one.was)
                if (one.stock.isNotEmpty()) Words(one.stock, style = Design.type.detail, color = if (one.available) Design.colors.warning else Design.colors.onSurfaceMuted)
            }
        }
    }
}

@Composable
fun Tag(text: String, ground: Color, ink: Color, modifier: Modifier = Modifier) = Words(
    text, modifier.background(ground, RoundedCornerShape(Radius.small)).padding(horizontal = Space.small, vertical = Space.hair),
    Design.type.caption.copy(fontWeight = Design.type.label.fontWeight), ink,
)

/** A title with what matched in it set off. */
private fun marked(one: ProductCard, ground: Color, ink: Color) = buildAnnotatedString {
    append(one.title)
    one.highlights.forEach { addStyle(SpanStyle(color = ink, background = ground), it.start.toInt(), it.end.toInt()) }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Prices(price: String, was: String, modifier: Modifier = Modifier, style: TextStyle = Design.type.body.copy(fontWeight = Design.type.label.fontWeight)) {
    FlowRow(modifier, Arrangement.spacedBy(Space.small), itemVerticalAlignment = Alignment.CenterVertically) {
        Words(price, style = style, color = if (was.isEmpty()) Design.colors.onSurface else Design.colors.sale)
        if (was.isNotEmpty()) Words(was, style = Design.type.detail, color = Design.colors.onSurfaceMuted, struck = true)
    }
}

/** A row of cards to leaf through sideways, under a heading. */
@Composable
fun Shelf(title: String, cards: List<ProductCard>, width: Dp, act: (Intent) -> Unit) {
    if (cards.isEmpty()) return
    Column(verticalArrangement = Arrangement.spacedBy(Space.snug)) {
        Heading(title, Modifier.padding(horizontal = Space.edge))
        LazyRow(contentPadding = PaddingValues(horizontal = Space.edge), horizontalArrangement = Arrangement.spacedBy(Space.snug)) {
            items(cards, key = { it.key }) { Card(it, width, Modifier.width(width), act) }
        }
    }
}

/** Versions of a product; `choose` says what pressing one does. */
@Composable
fun Variants(title: String, all: List<VariantChip>, act: (Intent) -> Unit, choose: (String) -> Intent) {
    if (all.isEmpty()) return
    val least = with(LocalDensity.current) { 88.sp.toDp() }.coerceAtLeast(88.dp)
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        Heading(title, Modifier.padding(horizontal = Space.edge), Design.type.label)
        LazyRow(contentPadding = PaddingValues(horizontal = Space.edge), horizontalArrangement = Arrangement.spacedBy(Space.small)) {
            items(all, key = { it.key }) { one -> Chip(one, least) { act(choose(one.key)) } }
        }
    }
}

@Composable
private fun Chip(one: VariantChip, least: Dp, onClick: () -> Unit) {
    val shape = RoundedCornerShape(Radius.medium)
    val edge = if (one.selected) Modifier.background(Design.colors.surface, shape).border(Stroke.strong, Design.colors.accent, shape) else Modifier
    Column(
        Modifier.widthIn(max = 240.dp).width(least).clip(shape).then(edge)
            .pressedAsOne(one.accessibility, onClick).semantics { selected = one.selected }.padding(5.dp).padding(bottom = Space.tiny),
    ) {
        Column(Modifier.unread(), Arrangement.spacedBy(Space.tiny)) {
            Picture(one.picture, least, Modifier.fillMaxWidth().aspectRatio(1f).alpha(if (one.available) 1f else 0.55f), RoundedCornerShape(Radius.small))
            Words(
                one.label, Modifier.fillMaxWidth(), Design.type.caption, if (one.available) Design.colors.onSurface else Design.colors.onSurfaceMuted,
                Stand.CENTER, struck = !one.available,
            )
        }
    }
}
