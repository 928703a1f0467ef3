// The 3D preview of a product: the scene with its size labels, and the controls. A still picture until the first frame.
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
import androidx.compose.foundation.layout.widthIn
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
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.platform.LocalWindowInfo
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import example.tradewind.components.AppText
import example.tradewind.components.AsyncImage
import example.tradewind.components.BannerBox
import example.tradewind.components.Banners
import example.tradewind.components.Caption
import example.tradewind.components.Icons
import example.tradewind.components.RoundButton
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.TonalButton
import example.tradewind.components.VariantPicker
import example.tradewind.components.currentWindowSizeClass
import example.tradewind.components.showsTwoPanes
import example.tradewind.core.DimensionLabel
import example.tradewind.core.Intent
import example.tradewind.core.PreviewPhase
import example.tradewind.core.PreviewScreen
import example.tradewind.core.Snapshot
import example.tradewind.surface.SceneView
import example.tradewind.theme.Design
import example.tradewind.theme.LightPalette
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

@Composable
fun PreviewContent(screen: PreviewScreen, snapshot: Snapshot, onIntent: (Intent) -> Unit) {
    if (currentWindowSizeClass().showsTwoPanes) {
        return Row(Modifier.fillMaxSize()) {
            PreviewScene(screen, snapshot.revision, Modifier.weight(1f).fillMaxHeight(), onIntent)
            Column(
                Modifier
                    .fillMaxWidth(0.5f)
                    .widthIn(max = CONTROLS_WIDTH)
                    .fillMaxHeight()
                    .verticalScroll(rememberScrollState())
                    .padding(vertical = Space.base),
                Arrangement.spacedBy(Space.lg),
            ) {
                Banners(snapshot.banners, onIntent)
                PreviewControls(screen, onIntent)
            }
        }
    }
    val window = LocalWindowInfo.current.containerDpSize
    val sceneHeight = minOf(window.width * 1.05f, window.height * 0.6f).coerceAtLeast(300.dp)
    ScreenScaffold(snapshot.banners, onIntent, spacing = Space.base, hasEdgePadding = false) {
        PreviewScene(screen, snapshot.revision, Modifier.fillMaxWidth().height(sceneHeight), onIntent)
        PreviewControls(screen, onIntent)
    }
}

/** Buttons for everything that gestures do, so that nobody needs to drag. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun PreviewControls(screen: PreviewScreen, onIntent: (Intent) -> Unit) {
    Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.base)) {
        if (screen.phase == PreviewPhase.READY) Caption(screen.hint)
        if (screen.phase == PreviewPhase.READY) {
            Row(horizontalArrangement = Arrangement.spacedBy(Space.sm), verticalAlignment = Alignment.CenterVertically) {
                // Left and right of the model, in right-to-left languages too.
                CompositionLocalProvider(LocalLayoutDirection provides LayoutDirection.Ltr) {
                    Row(horizontalArrangement = Arrangement.spacedBy(Space.sm)) {
                        RoundButton(Icons.back, screen.leftLabel, Intent.PreviewDrag(-ROTATE_STEP, 0f), onIntent)
                        RoundButton(Icons.next, screen.rightLabel, Intent.PreviewDrag(ROTATE_STEP, 0f), onIntent)
                    }
                }
                RoundButton(Icons.minus, screen.fartherLabel, Intent.PreviewZoom(ZOOM_OUT), onIntent)
                RoundButton(Icons.plus, screen.closerLabel, Intent.PreviewZoom(ZOOM_IN), onIntent)
                if (screen.resetLabel.isNotEmpty()) RoundButton(Icons.reset, screen.resetLabel, Intent.PreviewReset, onIntent)
            }
        }
        if (screen.sizesLabel.isNotEmpty()) {
            FlowRow(
                horizontalArrangement = Arrangement.spacedBy(Space.lg),
                verticalArrangement = Arrangement.spacedBy(Space.md),
                itemVerticalAlignment = Alignment.CenterVertically,
            ) {
                TonalButton(screen.sizesLabel, Intent.PreviewSize(!screen.sizesShown), onIntent, icon = Icons.ruler)
                screen.sizes.forEach {
                    Column {
                        Caption(it.label)
                        AppText(it.value, style = Design.type.detail.copy(fontWeight = Design.type.label.fontWeight))
                    }
                }
            }
        }
    }
    VariantPicker(screen.variantsTitle, screen.variants, onIntent) { Intent.PreviewVariant(it) }
}

/** How far one tap rotates the model, in heights of the picture. */
private const val ROTATE_STEP = 0.12f
private const val ZOOM_IN = 1.25f
private const val ZOOM_OUT = 0.8f

/** Maximum width of the controls beside the scene: the width of a phone, but no more than half of the window. */
private val CONTROLS_WIDTH = 390.dp

@Composable
private fun PreviewScene(screen: PreviewScreen, revision: ULong, modifier: Modifier, onIntent: (Intent) -> Unit) {
    // The model is lit for a light background, in the dark theme too.
    val backdrop = Brush.radialGradient(listOf(LightPalette.surface, LightPalette.studio))
    Box(modifier.background(backdrop)) {
        val ready = screen.phase == PreviewPhase.READY
        var drawn by remember(ready) { mutableStateOf(false) }
        if (!drawn) {
            AsyncImage(
                screen.picture,
                480.dp,
                Modifier.fillMaxSize(),
                described = !ready,
                contentScale = ContentScale.Fit,
                backdrop = LightPalette.studio,
            )
        }
        if (ready && !LocalInspectionMode.current) {
            SceneView(screen.accessibility, screen.animating, revision, {
                drawn = true
            }, Modifier.fillMaxSize(), onIntent)
        }
        DimensionLabels(screen.labels)
        screen.notice?.let {
            BannerBox(it, Modifier.align(Alignment.BottomCenter).padding(horizontal = Space.edge, vertical = Space.md), onIntent)
        }
    }
}

/** The labels of the size lines. The core gives positions from the left in every language; labels are kept inside the scene. */
@Composable
private fun DimensionLabels(labels: List<DimensionLabel>) {
    val density = LocalDensity.current
    CompositionLocalProvider(LocalDensity provides Density(density.density, density.fontScale.coerceAtMost(1.5f))) {
        Layout({
            labels.forEach { label ->
                AppText(
                    label.text,
                    Modifier
                        .background(LightPalette.onSurface, RoundedCornerShape(Radius.full))
                        .padding(horizontal = Space.sm, vertical = Space.xxs)
                        .clearAndSetSemantics { contentDescription = label.accessibility },
                    Design.type.caption.copy(fontWeight = Design.type.label.fontWeight),
                    LightPalette.surface,
                )
            }
        }, Modifier.fillMaxSize()) { measurables, constraints ->
            val placeables = measurables.map { it.measure(constraints.copy(minWidth = 0, minHeight = 0)) }
            layout(constraints.maxWidth, constraints.maxHeight) {
                placeables.forEachIndexed { i, label ->
                    val x = (labels[i].x * constraints.maxWidth - label.width / 2f).toInt().coerceIn(
                        0,
                        maxOf(0, constraints.maxWidth - label.width),
                    )
                    val y = (labels[i].y * constraints.maxHeight - label.height / 2f).toInt().coerceIn(
                        0,
                        maxOf(0, constraints.maxHeight - label.height),
                    )
                    label.place(x, y)
                }
            }
        }
    }
}
