// Home: deals, categories, what was seen lately.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import example.tradewind.core.Banner
import example.tradewind.core.CategoryTile
import example.tradewind.core.ChoiceOption
import example.tradewind.core.HomeScreen
import example.tradewind.core.Intent
import example.tradewind.parts.Bones
import example.tradewind.parts.Empty
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Heading
import example.tradewind.parts.Icons
import example.tradewind.parts.Shelf
import example.tradewind.parts.Picture
import example.tradewind.parts.Room
import example.tradewind.parts.Sign
import example.tradewind.parts.TonalButton
import example.tradewind.parts.Words
import example.tradewind.parts.pressedAsOne
import example.tradewind.parts.raised
import example.tradewind.parts.unread
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun Home(screen: HomeScreen, banners: List<Banner>, act: (Intent) -> Unit) = Ground(banners, act, edge = false) {
    val empty = screen.empty
    val letter = with(LocalDensity.current) { 16.sp.toDp() }
    if (empty != null) {
        Empty(empty, Icons.box, act = act)
        if (screen.served.isNotEmpty()) Served(screen.served, act)
    } else if (screen.categories.isEmpty() && screen.deals.isEmpty() && screen.loading) Bones(6, Modifier.padding(horizontal = Space.edge))
    else {
        Shelf(screen.dealsTitle, screen.deals, (letter * 13.5f).coerceAtMost(260.dp), act)
        if (screen.categories.isNotEmpty()) Tiles(screen.categoriesTitle, screen.categories, act)
        Shelf(screen.recentTitle, screen.recent, (letter * 9.5f).coerceAtMost(200.dp), act)
        if (screen.asOf.isNotEmpty()) Words(screen.asOf, Modifier.padding(horizontal = Space.edge), Design.type.caption, Design.colors.onSurfaceMuted)
    }
}

/** Where the shop sells, to be chosen at once. */
@Composable
private fun Served(all: List<ChoiceOption>, act: (Intent) -> Unit) = Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.small)) {
    all.forEach { one -> TonalButton(one.label, Modifier.fillMaxWidth()) { act(Intent.SetMarket(one.key)) } }
}

@Composable
private fun Tiles(title: String, all: List<CategoryTile>, act: (Intent) -> Unit) {
    val letter = with(LocalDensity.current) { 16.sp.toDp() }
    BoxWithConstraints(Modifier.padding(horizontal = Space.edge)) {
        // On a phone two while their words have room, on a tablet as many as have.
        val columns = if (Room.panes) ((maxWidth + Space.snug) / (letter * 15 + Space.snug)).toInt().coerceIn(1, all.size) else if (letter * 9.5f > 170.dp) 1 else 2
        Column(verticalArrangement = Arrangement.spacedBy(Space.snug)) {
            Heading(title)
            all.chunked(columns).forEach { line ->
                Row(Modifier.height(IntrinsicSize.Min), Arrangement.spacedBy(Space.snug)) {
                    line.forEach { one -> Tile(one, Modifier.weight(1f).fillMaxHeight()) { act(Intent.OpenCategory(one.key)) } }
                    repeat(columns - line.size) { Spacer(Modifier.weight(1f)) }
                }
            }
        }
    }
}

@Composable
private fun Tile(one: CategoryTile, modifier: Modifier, onClick: () -> Unit) {
    val shape = RoundedCornerShape(Radius.medium)
    Row(modifier.raised(shape).clip(shape).pressedAsOne(one.accessibility, onClick).defaultMinSize(minHeight = 72.dp), verticalAlignment = Alignment.CenterVertically) {
        Row(Modifier.unread().padding(horizontal = Space.base, vertical = Space.snug), Arrangement.spacedBy(Space.small), Alignment.CenterVertically) {
            Column(Modifier.weight(1f)) {
                Words(one.name, style = Design.type.label)
                Words(one.count, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
            }
            if (one.picture == null) Sign(Icons.next, color = Design.colors.onSurfaceMuted, size = Size.iconSmall)
            else Picture(one.picture, 96.dp, Modifier.size(56.dp), RoundedCornerShape(Radius.small))
        }
    }
}
