// Search results or a category: as long as all of it, of which only the rows in sight are asked for.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.grid.GridCells
import androidx.compose.foundation.lazy.grid.GridItemSpan
import androidx.compose.foundation.lazy.grid.LazyGridState
import androidx.compose.foundation.lazy.grid.LazyVerticalGrid
import androidx.compose.foundation.lazy.grid.rememberLazyGridState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.ResultsScreen
import example.tradewind.parts.BannerBox
import example.tradewind.parts.Bone
import example.tradewind.parts.Bones
import example.tradewind.parts.Card
import example.tradewind.parts.Empty
import example.tradewind.parts.Ground
import example.tradewind.parts.Icons
import example.tradewind.parts.Room
import example.tradewind.parts.Words
import example.tradewind.parts.atMost
import example.tradewind.theme.Design
import example.tradewind.theme.Space

/** As many rows as the core gives at once. */
private const val MOST = 100

@Composable
fun Results(screen: ResultsScreen, banners: List<Banner>, act: (Intent) -> Unit) {
    val empty = screen.empty
    if (empty != null || screen.total == 0u) return Ground(banners, act) {
        if (empty != null) Empty(empty, Icons.search, act = act) else if (screen.loading) Bones(6)
    }
    val state = rememberLazyGridState()
    Ask(state, screen, act)
    LaunchedEffect(screen.words) { if (state.firstVisibleItemIndex > HEADS) state.scrollToItem(0) }
    val least = with(LocalDensity.current) { 16.sp.toDp() } * (if (Room.panes) 13 else 10)
    LazyVerticalGrid(
        GridCells.Adaptive(least.coerceAtMost(320.dp)), Modifier.fillMaxSize().atMost(Room.seen), state,
        contentPadding = PaddingValues(start = Space.edge, end = Space.edge, bottom = Space.wide),
        horizontalArrangement = Arrangement.spacedBy(Space.snug), verticalArrangement = Arrangement.spacedBy(Space.roomy),
    ) {
        item(span = { GridItemSpan(maxLineSpan) }) {
            Column {
                banners.forEach { BannerBox(it, Modifier.padding(top = Space.tiny, bottom = Space.small), act) }
                Words(screen.count, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, Design.type.caption, Design.colors.onSurfaceMuted)
            }
        }
        items(screen.total.toInt()) { at ->
            val one = screen.rows.getOrNull(at - screen.first.toInt())
            if (one == null) Bone() else Card(one, 240.dp, act = act)
        }
        if (screen.asOf.isNotEmpty()) item(span = { GridItemSpan(maxLineSpan) }) { Words(screen.asOf, style = Design.type.caption, color = Design.colors.onSurfaceMuted) }
    }
}

/** What stands above the rows. */
private const val HEADS = 1

/** Asks for the rows in sight when the window that came does not hold them. */
@Composable
private fun Ask(state: LazyGridState, screen: ResultsScreen, act: (Intent) -> Unit) {
    val now by rememberUpdatedState(screen)
    LaunchedEffect(state) {
        snapshotFlow {
            val seen = state.layoutInfo.visibleItemsInfo.map { it.index - HEADS }.filter { it >= 0 && it < now.total.toInt() }
            val (held, end) = now.first.toInt() to now.first.toInt() + now.rows.size
            if (seen.isEmpty() || (seen.first() >= held && seen.last() < end)) null
            else (seen.first() - (MOST - seen.size) / 2).coerceIn(0, (now.total.toInt() - MOST).coerceAtLeast(0))
        }.collect { from -> if (from != null) act(Intent.Window(from.toUInt(), MOST.toUInt())) }
    }
}
