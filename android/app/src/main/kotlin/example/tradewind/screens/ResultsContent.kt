// Search results or a category: a list as long as the whole result, of which only the visible rows are asked of the core.
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
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import example.tradewind.components.AppText
import example.tradewind.components.BannerBox
import example.tradewind.components.Caption
import example.tradewind.components.ContentWidth
import example.tradewind.components.EmptyContent
import example.tradewind.components.Icons
import example.tradewind.components.ProductTile
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.Skeleton
import example.tradewind.components.SkeletonCard
import example.tradewind.components.TonalButton
import example.tradewind.components.currentWindowSizeClass
import example.tradewind.components.maxContentWidth
import example.tradewind.components.showsTwoPanes
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.ResultsScreen
import example.tradewind.theme.Design
import example.tradewind.theme.Space

/** The most rows that the core gives at once. */
private const val MAX_ROWS = 100

@Composable
fun ResultsContent(screen: ResultsScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) {
    val empty = screen.empty
    if (empty != null || screen.total == 0u) {
        return ScreenScaffold(banners, onIntent) {
            if (empty != null) {
                EmptyContent(empty, Icons.search, onIntent = onIntent)
            } else if (screen.loading) {
                Skeleton(6)
            }
        }
    }
    val state = rememberLazyGridState()
    RequestVisibleRows(state, screen, onIntent)
    // Other words start at the top. The same words, on the way back from a product, keep their place.
    var shownWords by rememberSaveable { mutableStateOf(screen.words) }
    LaunchedEffect(screen.words) {
        if (screen.words == shownWords) return@LaunchedEffect
        shownWords = screen.words
        state.scrollToItem(0)
    }
    val minWidth = with(LocalDensity.current) { 16.sp.toDp() } * (if (currentWindowSizeClass().showsTwoPanes) 13 else 10)
    LazyVerticalGrid(
        GridCells.Adaptive(minWidth.coerceAtMost(320.dp)),
        Modifier.fillMaxSize().maxContentWidth(ContentWidth.browsing),
        state,
        contentPadding = PaddingValues(start = Space.edge, end = Space.edge, bottom = Space.xl),
        horizontalArrangement = Arrangement.spacedBy(Space.md),
        verticalArrangement = Arrangement.spacedBy(Space.lg),
    ) {
        item(span = { GridItemSpan(maxLineSpan) }) {
            Column {
                banners.forEach { BannerBox(it, Modifier.padding(top = Space.xs, bottom = Space.sm), onIntent) }
                AppText(
                    screen.count,
                    Modifier.semantics {
                        liveRegion = LiveRegionMode.Polite
                    },
                    Design.type.caption,
                    Design.colors.onSurfaceMuted,
                )
                if (screen.sortLabel.isNotEmpty()) TonalButton(screen.sortLabel) { onIntent(Intent.SortByDoor(!screen.byDoor)) }
                if (screen.sortNote.isNotEmpty()) Caption(screen.sortNote)
            }
        }
        items(screen.total.toInt()) { at ->
            val card = screen.rows.getOrNull(at - screen.first.toInt())
            if (card == null) SkeletonCard() else ProductTile(card, 240.dp, onIntent = onIntent)
        }
        if (screen.asOf.isNotEmpty()) {
            item(span = {
                GridItemSpan(maxLineSpan)
            }) { AppText(screen.asOf, style = Design.type.caption, color = Design.colors.onSurfaceMuted) }
        }
    }
}

/** Items of the grid above the rows. */
private const val HEADER_COUNT = 1

/** Asks for the visible rows when the loaded window does not hold them. */
@Composable
private fun RequestVisibleRows(state: LazyGridState, screen: ResultsScreen, onIntent: (Intent) -> Unit) {
    val latest by rememberUpdatedState(screen)
    LaunchedEffect(state) {
        snapshotFlow {
            val seen = state.layoutInfo.visibleItemsInfo.map { it.index - HEADER_COUNT }.filter { it >= 0 && it < latest.total.toInt() }
            val (held, end) = latest.first.toInt() to latest.first.toInt() + latest.rows.size
            if (seen.isEmpty() || (seen.first() >= held && seen.last() < end)) {
                null
            } else {
                (seen.first() - (MAX_ROWS - seen.size) / 2).coerceIn(0, (latest.total.toInt() - MAX_ROWS).coerceAtLeast(0))
            }
        }.collect { from -> if (from != null) onIntent(Intent.Window(from.toUInt(), MAX_ROWS.toUInt())) }
    }
}
