// Shows in lists: home's row of them, and the mark of one that is on.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.lazy.LazyRow
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import example.tradewind.core.Intent
import example.tradewind.core.LiveRow
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

/** A heading and a row of shows that scrolls sideways. Nothing if there are none. */
@Composable
fun ShowCarousel(title: String, shows: List<LiveRow>, width: Dp, onIntent: (Intent) -> Unit) {
    if (shows.isEmpty()) return
    Column(verticalArrangement = Arrangement.spacedBy(Space.md)) {
        Heading(title, Modifier.padding(horizontal = Space.edge))
        LazyRow(contentPadding = PaddingValues(horizontal = Space.edge), horizontalArrangement = Arrangement.spacedBy(Space.md)) {
            items(shows, key = { it.key }) { ShowTile(it, width, onIntent) }
        }
    }
}

@Composable
private fun ShowTile(show: LiveRow, width: Dp, onIntent: (Intent) -> Unit) {
    val shape = RoundedCornerShape(Radius.medium)
    Column(Modifier.width(width).clip(shape).clickableItem(show.accessibility, Intent.OpenShow(show.key), onIntent)) {
        Column(Modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.sm)) {
            Box {
                AsyncImage(show.picture, 320.dp, Modifier.fillMaxWidth().aspectRatio(3f / 4f), shape)
                if (show.running) ShowMark(show.state, Modifier.padding(Space.sm))
            }
            Column(Modifier.padding(horizontal = Space.xxs).padding(bottom = Space.xxs)) {
                if (!show.running) AppText(show.state, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
                AppText(show.title, style = Design.type.label, maxLines = 3)
                if (show.host.isNotEmpty()) AppText(show.host, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
            }
        }
    }
}

/** That a show is on. */
@Composable
fun ShowMark(state: String, modifier: Modifier = Modifier) =
    Tag(state, Design.colors.saleContainer, Design.colors.onSaleContainer, modifier)
