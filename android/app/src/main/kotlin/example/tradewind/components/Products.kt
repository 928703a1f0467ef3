// Products in lists: tiles, carousels, the variant picker, prices.
package example.tradewind.components

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

/** Makes a group of elements one button that sends `intent`; a screen reader says `description` for it. */
fun Modifier.clickableItem(description: String, intent: Intent, onIntent: (Intent) -> Unit) =
    clickable(role = Role.Button) { onIntent(intent) }.sends(intent).semantics(mergeDescendants = true) {
        contentDescription = description
    }

/** Hides decorative content from screen readers; the parent's description says it all. */
fun Modifier.hiddenFromAccessibility() = clearAndSetSemantics { }

@Composable
fun ProductTile(card: ProductCard, size: Dp, modifier: Modifier = Modifier, onIntent: (Intent) -> Unit) {
    Column(modifier.clip(RoundedCornerShape(Radius.medium)).clickableItem(card.accessibility, Intent.OpenProduct(card.key), onIntent)) {
        Column(Modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.sm)) {
            Box {
                AsyncImage(
                    card.picture,
                    size,
                    Modifier.fillMaxWidth().aspectRatio(1f).alpha(if (card.available) 1f else 0.55f),
                    RoundedCornerShape(Radius.medium),
                )
                if (card.badge.isNotEmpty()) {
                    Tag(card.badge, Design.colors.saleContainer, Design.colors.onSaleContainer, Modifier.padding(Space.sm))
                }
            }
            Column(Modifier.padding(horizontal = Space.xxs).padding(bottom = Space.xxs), Arrangement.spacedBy(1.dp)) {
                if (card.brand.isNotEmpty()) {
                    AppText(card.brand, style = Design.type.caption, color = Design.colors.onSurfaceMuted, maxLines = 1)
                }
                AppText(
                    highlighted(card, Design.colors.highlight, Design.colors.onHighlight),
                    style = Design.type.label.copy(fontWeight = Design.type.body.fontWeight),
                    maxLines = 3,
                )
                Prices(card.price, card.was)
                listOf(card.unitPrice, card.energy, card.condition, card.personalised).filter { it.isNotEmpty() }.forEach {
                    AppText(it, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
                }
                if (card.door.isNotEmpty()) AppText(card.door, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
                if (card.stock.isNotEmpty()) {
                    AppText(
                        card.stock,
                        style = Design.type.detail,
                        color = if (card.available) Design.colors.warning else Design.colors.onSurfaceMuted,
                    )
                }
            }
        }
    }
}

@Composable
fun Tag(text: String, containerColor: Color, contentColor: Color, modifier: Modifier = Modifier) = AppText(
    text,
    modifier
        .background(containerColor, RoundedCornerShape(Radius.small))
        .padding(horizontal = Space.sm, vertical = Space.xxs),
    Design.type.caption.copy(fontWeight = Design.type.label.fontWeight),
    contentColor,
)

/** A title with the matches of the search highlighted. */
private fun highlighted(card: ProductCard, containerColor: Color, contentColor: Color) = buildAnnotatedString {
    append(card.title)
    card.highlights.forEach { addStyle(SpanStyle(color = contentColor, background = containerColor), it.start.toInt(), it.end.toInt()) }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Prices(
    price: String,
    was: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Design.type.body.copy(fontWeight = Design.type.label.fontWeight),
) {
    FlowRow(modifier, Arrangement.spacedBy(Space.sm), itemVerticalAlignment = Alignment.CenterVertically) {
        AppText(price, style = style, color = if (was.isEmpty()) Design.colors.onSurface else Design.colors.sale)
        if (was.isNotEmpty()) AppText(was, style = Design.type.detail, color = Design.colors.onSurfaceMuted, strikethrough = true)
    }
}

/** A heading and a row of product tiles that scrolls sideways. Nothing if there are no products. */
@Composable
fun ProductCarousel(title: String, cards: List<ProductCard>, width: Dp, onIntent: (Intent) -> Unit) {
    if (cards.isEmpty()) return
    Column(verticalArrangement = Arrangement.spacedBy(Space.md)) {
        Heading(title, Modifier.padding(horizontal = Space.edge))
        LazyRow(contentPadding = PaddingValues(horizontal = Space.edge), horizontalArrangement = Arrangement.spacedBy(Space.md)) {
            items(cards, key = { it.key }) { ProductTile(it, width, Modifier.width(width), onIntent) }
        }
    }
}

/** The variants of a product; `onChoose` turns a variant's key into the intent of a tap. */
@Composable
fun VariantPicker(title: String, variants: List<VariantChip>, onIntent: (Intent) -> Unit, onChoose: (String) -> Intent) {
    if (variants.isEmpty()) return
    val minWidth = with(LocalDensity.current) { 88.sp.toDp() }.coerceAtLeast(88.dp)
    Column(verticalArrangement = Arrangement.spacedBy(Space.sm)) {
        Heading(title, Modifier.padding(horizontal = Space.edge), Design.type.label)
        LazyRow(contentPadding = PaddingValues(horizontal = Space.edge), horizontalArrangement = Arrangement.spacedBy(Space.sm)) {
            items(variants, key = { it.key }) { variant -> Chip(variant, minWidth, onChoose(variant.key), onIntent) }
        }
    }
}

@Composable
private fun Chip(variant: VariantChip, minWidth: Dp, intent: Intent, onIntent: (Intent) -> Unit) {
    val shape = RoundedCornerShape(Radius.medium)
    val selectedBorder = if (variant.selected) {
        Modifier.background(Design.colors.surface, shape).border(Stroke.strong, Design.colors.accent, shape)
    } else {
        Modifier
    }
    Column(
        Modifier
            .widthIn(max = 240.dp)
            .width(minWidth)
            .clip(shape)
            .then(selectedBorder)
            .clickableItem(variant.accessibility, intent, onIntent)
            .semantics { selected = variant.selected }
            .padding(5.dp)
            .padding(bottom = Space.xs),
    ) {
        Column(Modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.xs)) {
            AsyncImage(
                variant.picture,
                minWidth,
                Modifier.fillMaxWidth().aspectRatio(1f).alpha(if (variant.available) 1f else 0.55f),
                RoundedCornerShape(Radius.small),
            )
            AppText(
                variant.label,
                Modifier.fillMaxWidth(),
                Design.type.caption,
                if (variant.available) Design.colors.onSurface else Design.colors.onSurfaceMuted,
                TextAlignment.CENTER,
                strikethrough = !variant.available,
            )
        }
    }
}
