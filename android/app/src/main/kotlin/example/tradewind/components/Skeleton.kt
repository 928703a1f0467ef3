// Placeholders for product tiles while they load.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

@Composable
fun SkeletonCard(modifier: Modifier = Modifier) = Column(modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.sm)) {
    Box(Modifier.fillMaxWidth().aspectRatio(1f).background(Design.colors.surfaceVariant, RoundedCornerShape(Radius.medium)))
    Box(Modifier.fillMaxWidth().height(16.dp).background(Design.colors.surfaceVariant, RoundedCornerShape(Radius.small)))
    Box(Modifier.fillMaxWidth(0.55f).height(16.dp).background(Design.colors.surfaceVariant, RoundedCornerShape(Radius.small)))
}

/** A grid of placeholders, with as many columns as the tiles will have. */
@Composable
fun Skeleton(count: Int, modifier: Modifier = Modifier) = Column(modifier, Arrangement.spacedBy(Space.lg)) {
    val columns = if (currentWindowSizeClass().showsTwoPanes) 4 else minOf(2, count)
    List(count) { it }.chunked(columns).forEach { line ->
        Row(horizontalArrangement = Arrangement.spacedBy(Space.md)) {
            line.forEach { _ -> SkeletonCard(Modifier.weight(1f)) }
            repeat(columns - line.size) { Spacer(Modifier.weight(1f)) }
        }
    }
}
