// One product in three dimensions: the stage, its lines' labels, its knobs; a still picture while there is no frame.
package example.tradewind.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Brush
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import example.tradewind.core.DimensionLabel
import example.tradewind.core.Intent
import example.tradewind.core.PreviewPhase
import example.tradewind.core.PreviewScreen
import example.tradewind.core.Snapshot
import example.tradewind.parts.BannerBox
import example.tradewind.parts.Banners
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Icons
import example.tradewind.parts.Picture
import example.tradewind.parts.Room
import example.tradewind.parts.RoundButton
import example.tradewind.parts.TonalButton
import example.tradewind.parts.Variants
import example.tradewind.parts.Words
import example.tradewind.surface.Stage
import example.tradewind.theme.Design
import example.tradewind.theme.LightPalette
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

@Composable
fun Preview(screen: PreviewScreen, now: Snapshot, act: (Intent) -> Unit) {
    if (Room.panes) return Row(Modifier.fillMaxSize()) {
        Theatre(screen, now.revision, Modifier.weight(1f).fillMaxHeight(), act)
        Column(Modifier.width(SIDE).fillMaxHeight().verticalScroll(rememberScrollState()).padding(vertical = Space.base), Arrangement.spacedBy(Space.roomy)) {
            Banners(now.banners, act)
            Knobs(screen, act)
        }
    }
    val window = LocalConfiguration.current
    val high = minOf(window.screenWidthDp * 1.05f, window.screenHeightDp * 0.6f).coerceAtLeast(300f).dp
    Ground(now.banners, act, gap = Space.base, edge = false) {
        Theatre(screen, now.revision, Modifier.fillMaxWidth().height(high), act)
        Knobs(screen, act)
    }
}

/** All that it is turned and chosen by, for those who do not drag too. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Knobs(screen: PreviewScreen, act: (Intent) -> Unit) {
    Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.base)) {
        if (screen.phase == PreviewPhase.READY) Fine(screen.hint)
        if (screen.phase == PreviewPhase.READY) Row(horizontalArrangement = Arrangement.spacedBy(Space.small), verticalAlignment = Alignment.CenterVertically) {
            // Left and right of the thing itself, in every language.
            CompositionLocalProvider(LocalLayoutDirection provides LayoutDirection.Ltr) {
                Row(horizontalArrangement = Arrangement.spacedBy(Space.small)) {
                    RoundButton(Icons.back, screen.leftLabel) { act(Intent.PreviewDrag(-TURN, 0f)) }
                    RoundButton(Icons.next, screen.rightLabel) { act(Intent.PreviewDrag(TURN, 0f)) }
                }
            }
            RoundButton(Icons.minus, screen.fartherLabel) { act(Intent.PreviewZoom(FARTHER)) }
            RoundButton(Icons.plus, screen.closerLabel) { act(Intent.PreviewZoom(CLOSER)) }
            if (screen.resetLabel.isNotEmpty()) RoundButton(Icons.reset, screen.resetLabel) { act(Intent.PreviewReset) }
        }
        if (screen.sizesLabel.isNotEmpty()) FlowRow(
            horizontalArrangement = Arrangement.spacedBy(Space.roomy), verticalArrangement = Arrangement.spacedBy(Space.snug), itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            TonalButton(screen.sizesLabel, icon = Icons.ruler) { act(Intent.PreviewSize(!screen.sizesShown)) }
            screen.sizes.forEach {
                Column {
                    Fine(it.label)
                    Words(it.value, style = Design.type.detail.copy(fontWeight = Design.type.label.fontWeight))
                }
            }
        }
    }
    Variants(screen.variantsTitle, screen.variants, act) { Intent.PreviewVariant(it) }
}

/** How far a turning knob turns, in heights of the picture. */
private const val TURN = 0.12f
private const val CLOSER = 1.25f
private const val FARTHER = 0.8f

/** How wide the knobs are beside the model: as on a phone. */
private val SIDE = 390.dp

@Composable
private fun Theatre(screen: PreviewScreen, revision: ULong, modifier: Modifier, act: (Intent) -> Unit) {
    // The model's light was made for a light room, day and night.
    val room = Brush.radialGradient(listOf(LightPalette.surface, LightPalette.studio))
    Box(modifier.background(room)) {
        val ready = screen.phase == PreviewPhase.READY
        var drawn by remember(ready) { mutableStateOf(false) }
        if (!drawn) Picture(screen.picture, 480.dp, Modifier.fillMaxSize(), spoken = !ready, scale = ContentScale.Fit, bare = LightPalette.studio)
        if (ready) Stage(screen.accessibility, screen.animating, revision, { drawn = true }, Modifier.fillMaxSize(), act)
        Labels(screen.labels)
        screen.notice?.let { BannerBox(it, Modifier.align(Alignment.BottomCenter).padding(horizontal = Space.edge, vertical = Space.snug), act) }
    }
}

/** The sizes beside their lines: where the core says, in every language from the left, but whole at the edges. */
@Composable
private fun Labels(all: List<DimensionLabel>) {
    val density = LocalDensity.current
    CompositionLocalProvider(LocalDensity provides Density(density.density, density.fontScale.coerceAtMost(1.5f))) {
        Layout({
            all.forEach { one ->
                Words(
                    one.text,
                    Modifier.background(LightPalette.onSurface, RoundedCornerShape(Radius.full)).padding(horizontal = Space.small, vertical = Space.hair)
                        .clearAndSetSemantics { contentDescription = one.accessibility },
                    Design.type.caption.copy(fontWeight = Design.type.label.fontWeight), LightPalette.surface,
                )
            }
        }, Modifier.fillMaxSize()) { parts, room ->
            val placed = parts.map { it.measure(room.copy(minWidth = 0, minHeight = 0)) }
            layout(room.maxWidth, room.maxHeight) {
                placed.forEachIndexed { i, one ->
                    val x = (all[i].x * room.maxWidth - one.width / 2f).toInt().coerceIn(0, maxOf(0, room.maxWidth - one.width))
                    val y = (all[i].y * room.maxHeight - one.height / 2f).toInt().coerceIn(0, maxOf(0, room.maxHeight - one.height))
                    one.place(x, y)
                }
            }
        }
    }
}
