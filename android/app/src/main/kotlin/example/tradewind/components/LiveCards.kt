// What is shown in a show: a card of an item with its held price, and the comment that the host pinned.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.Intent
import example.tradewind.core.LiveCardView
import example.tradewind.core.LiveComment
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

private val PICTURE_SIZE = 64.dp

/** One that `stands` beside the picture is told by a screen reader when it comes. */
@Composable
fun LiveCard(card: LiveCardView, modifier: Modifier = Modifier, stands: Boolean, onIntent: (Intent) -> Unit) = Column(
    modifier.fillMaxWidth().raised(RoundedCornerShape(Radius.medium)).padding(Space.md),
    Arrangement.spacedBy(Space.sm),
) {
    key(card.key) {
        Column(Modifier.fillMaxWidth().clip(RoundedCornerShape(Radius.small)).opens(card, stands, onIntent)) { CardFacts(card) }
        HoldPart(card.hold)
        if (card.inCart.isNotEmpty()) Caption(card.inCart, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        if (card.addLabel.isNotEmpty()) {
            FilledButton(card.addLabel, Intent.AddLiveCard(card.key), onIntent, Modifier.fillMaxWidth(), Icons.cart, card.canAdd)
        }
        if (card.checkoutLabel.isNotEmpty()) TonalButton(card.checkoutLabel, Intent.OpenCheckout, onIntent, Modifier.fillMaxWidth())
    }
}

/** Makes the card's facts one button that opens its product. */
private fun Modifier.opens(card: LiveCardView, stands: Boolean, onIntent: (Intent) -> Unit): Modifier {
    val intent = Intent.OpenProduct(card.product)
    return clickable(onClickLabel = card.openLabel, role = Role.Button) { onIntent(intent) }
        .sends(intent)
        .semantics(mergeDescendants = true) {
            contentDescription = card.accessibility
            if (stands) liveRegion = LiveRegionMode.Polite
        }
        .defaultMinSize(minHeight = Size.touch)
}

@Composable
private fun CardFacts(card: LiveCardView) =
    Row(Modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.md), Alignment.CenterVertically) {
        AsyncImage(card.picture, PICTURE_SIZE, Modifier.size(PICTURE_SIZE), RoundedCornerShape(Radius.small))
        Column(Modifier.weight(1f)) {
            AppText(card.title, style = Design.type.label, maxLines = 2)
            Prices(card.price, card.was)
            if (card.stock.isNotEmpty()) AppText(card.stock, style = Design.type.detail, color = Design.colors.warning)
            if (card.over.isNotEmpty()) AppText(card.over, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
        }
    }

@Composable
fun LiveCommentBox(comment: LiveComment, modifier: Modifier = Modifier) = Column(
    modifier
        .background(Design.colors.surface.copy(alpha = 0.9f), RoundedCornerShape(Radius.small))
        .padding(horizontal = Space.md, vertical = Space.sm)
        // Read where the person comes to it; the card alone is told when it comes.
        .semantics(mergeDescendants = true) { contentDescription = comment.accessibility },
) {
    Column(Modifier.hiddenFromAccessibility()) {
        if (comment.author.isNotEmpty()) AppText(comment.author, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
        AppText(comment.text, style = Design.type.detail)
    }
}
