// Home: shows, deals, categories, recently seen products.
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
import example.tradewind.components.AppText
import example.tradewind.components.AsyncImage
import example.tradewind.components.Caption
import example.tradewind.components.EmptyContent
import example.tradewind.components.Heading
import example.tradewind.components.Icons
import example.tradewind.components.ProductCarousel
import example.tradewind.components.ScanButton
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.ShowCarousel
import example.tradewind.components.Skeleton
import example.tradewind.components.Symbol
import example.tradewind.components.TonalButton
import example.tradewind.components.clickableItem
import example.tradewind.components.currentWindowSizeClass
import example.tradewind.components.hiddenFromAccessibility
import example.tradewind.components.raised
import example.tradewind.components.showsTwoPanes
import example.tradewind.core.Banner
import example.tradewind.core.CategoryTile
import example.tradewind.core.ChoiceOption
import example.tradewind.core.HomeScreen
import example.tradewind.core.Intent
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun HomeContent(screen: HomeScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) =
    ScreenScaffold(banners, onIntent, hasEdgePadding = false) {
        val empty = screen.empty
        val em = with(LocalDensity.current) { 16.sp.toDp() }
        if (empty != null) {
            EmptyContent(empty, Icons.box, onIntent = onIntent)
            if (screen.served.isNotEmpty()) MarketButtons(screen.served, onIntent)
        } else if (screen.categories.isEmpty() && screen.deals.isEmpty() && screen.loading) {
            Skeleton(6, Modifier.padding(horizontal = Space.edge))
        } else {
            ScanButton(screen.code, onIntent, Modifier.padding(horizontal = Space.edge))
            ShowCarousel(screen.liveTitle, screen.live, (em * 9.5f).coerceAtMost(200.dp), onIntent)
            if (screen.ranked.isNotEmpty()) Caption(screen.ranked, Modifier.padding(horizontal = Space.edge))
            ProductCarousel(screen.dealsTitle, screen.deals, (em * 13.5f).coerceAtMost(260.dp), onIntent)
            if (screen.categories.isNotEmpty()) CategoryGrid(screen.categoriesTitle, screen.categories, onIntent)
            ProductCarousel(screen.recentTitle, screen.recent, (em * 9.5f).coerceAtMost(200.dp), onIntent)
            if (screen.asOf.isNotEmpty()) {
                AppText(screen.asOf, Modifier.padding(horizontal = Space.edge), Design.type.caption, Design.colors.onSurfaceMuted)
            }
        }
    }

/** The markets that the shop serves, shown when the current one is not among them. */
@Composable
private fun MarketButtons(markets: List<ChoiceOption>, onIntent: (Intent) -> Unit) =
    Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.sm)) {
        markets.forEach { market -> TonalButton(market.label, Intent.SetMarket(market.key), onIntent, Modifier.fillMaxWidth()) }
    }

@Composable
private fun CategoryGrid(title: String, categories: List<CategoryTile>, onIntent: (Intent) -> Unit) {
    val em = with(LocalDensity.current) { 16.sp.toDp() }
    BoxWithConstraints(Modifier.padding(horizontal = Space.edge)) {
        // On a phone two columns while the names fit, else one; on a tablet as many as fit.
        val columns = if (currentWindowSizeClass().showsTwoPanes) {
            ((maxWidth + Space.md) / (em * 15 + Space.md)).toInt().coerceIn(1, categories.size)
        } else if (em * 9.5f > 170.dp) {
            1
        } else {
            2
        }
        Column(verticalArrangement = Arrangement.spacedBy(Space.md)) {
            Heading(title)
            categories.chunked(columns).forEach { line ->
                Row(Modifier.height(IntrinsicSize.Min), Arrangement.spacedBy(Space.md)) {
                    line.forEach { one ->
                        CategoryCell(one, Modifier.weight(1f).fillMaxHeight(), onIntent)
                    }
                    repeat(columns - line.size) { Spacer(Modifier.weight(1f)) }
                }
            }
        }
    }
}

@Composable
private fun CategoryCell(category: CategoryTile, modifier: Modifier, onIntent: (Intent) -> Unit) {
    val shape = RoundedCornerShape(Radius.medium)
    Row(
        modifier
            .raised(shape)
            .clip(shape)
            .clickableItem(category.accessibility, Intent.OpenCategory(category.key), onIntent)
            .defaultMinSize(minHeight = 72.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Row(
            Modifier.hiddenFromAccessibility().padding(horizontal = Space.base, vertical = Space.md),
            Arrangement.spacedBy(Space.sm),
            Alignment.CenterVertically,
        ) {
            Column(Modifier.weight(1f)) {
                AppText(category.name, style = Design.type.label)
                AppText(category.count, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
            }
            if (category.picture == null) {
                Symbol(Icons.next, color = Design.colors.onSurfaceMuted, size = Size.iconSmall)
            } else {
                AsyncImage(category.picture, 96.dp, Modifier.size(56.dp), RoundedCornerShape(Radius.small))
            }
        }
    }
}
