// What surrounds a screen's content: top bar with search, scrolling body, action bar, navigation bar or rail, toast.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.statusBarsPadding
import androidx.compose.foundation.layout.systemBarsPadding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.draw.shadow
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalAccessibilityManager
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.LivePhase
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab
import example.tradewind.core.TabItem
import example.tradewind.core.Toast
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@Composable
fun TopBar(snapshot: Snapshot, onIntent: (Intent) -> Unit) {
    val screen = snapshot.screen
    Box(Modifier.fillMaxWidth().background(Design.colors.background).statusBarsPadding()) {
        Column(
            Modifier
                .maxContentWidth(screen.maxContentWidth)
                .padding(horizontal = Space.edge)
                .padding(top = Space.sm, bottom = Space.md),
        ) {
            Row(Modifier.defaultMinSize(minHeight = Size.touch), Arrangement.spacedBy(Space.md), Alignment.CenterVertically) {
                if (snapshot.canGoBack) RoundButton(Icons.back, snapshot.backLabel, Intent.Back, onIntent)
                Heading(snapshot.title, Modifier.weight(1f), if (snapshot.canGoBack) Design.type.headline else Design.type.display)
                if (currentWindowSizeClass().showsTwoPanes) SearchField(screen, Modifier.weight(1f), onIntent)
            }
            if (!currentWindowSizeClass().showsTwoPanes) SearchField(screen, Modifier.padding(top = Space.sm), onIntent)
        }
        if (screen.loading()) {
            LinearProgressIndicator(
                Modifier.align(Alignment.BottomCenter).fillMaxWidth().height(Space.xxs),
                Design.colors.accent,
                Color.Transparent,
            )
        }
    }
}

private fun Screen.loading() = when (this) {
    is Screen.Home -> content.loading
    is Screen.Results -> content.loading
    is Screen.Proposal -> content.loading
    is Screen.Checkout -> content.loading
    is Screen.Live -> content.phase == LivePhase.LOADING
    else -> false
}

@Composable
private fun SearchField(screen: Screen, modifier: Modifier, onIntent: (Intent) -> Unit) = when (screen) {
    is Screen.Home -> SearchField("", screen.content.searchHint, screen.content.clearLabel, modifier, onIntent)
    is Screen.Results -> SearchField(screen.content.words, screen.content.searchHint, screen.content.clearLabel, modifier, onIntent)
    else -> Unit
}

@Composable
private fun SearchField(query: String, hint: String, clear: String, modifier: Modifier, onIntent: (Intent) -> Unit) {
    AppTextField(
        value = query,
        onValueChange = { onIntent(Intent.Search(it)) },
        modifier = modifier.fillMaxWidth().raised(RoundedCornerShape(Size.button / 2)).semantics { contentDescription = hint },
        outline = Design.colors.outlineVariant,
        placeholder = hint,
        shape = RoundedCornerShape(Size.button / 2),
        height = Size.button,
        keyboardOptions = KeyboardOptions(
            capitalization = KeyboardCapitalization.None,
            autoCorrectEnabled = false,
            imeAction = ImeAction.Search,
        ),
        leadingIcon = { Symbol(Icons.search, Modifier.padding(end = Space.md), Design.colors.onSurfaceMuted) },
        trailingIcon = {
            if (query.isNotEmpty()) {
                RoundButton(Icons.close, clear, Intent.Search(""), onIntent, raised = false, color = Design.colors.onSurfaceMuted)
            }
        },
    )
}

/** The scrolling body of a screen: banners first, then the content. */
@Composable
fun ScreenScaffold(
    banners: List<Banner>,
    onIntent: (Intent) -> Unit,
    spacing: Dp = Space.lg,
    hasEdgePadding: Boolean = true,
    content: @Composable ColumnScope.() -> Unit,
) {
    Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState())) {
        val maxWidth = if (hasEdgePadding) ContentWidth.reading else ContentWidth.browsing
        Banners(banners, onIntent, Modifier.maxContentWidth(maxWidth))
        Column(
            Modifier
                .maxContentWidth(maxWidth)
                .padding(horizontal = if (hasEdgePadding) Space.edge else 0.dp)
                .padding(top = Space.xs, bottom = Space.xl),
            Arrangement.spacedBy(spacing),
            content = content,
        )
    }
}

@Composable
fun Banners(banners: List<Banner>, onIntent: (Intent) -> Unit, modifier: Modifier = Modifier) {
    if (banners.isEmpty()) return
    Column(modifier.padding(horizontal = Space.edge).padding(top = Space.xs, bottom = Space.md), Arrangement.spacedBy(Space.sm)) {
        banners.forEach { BannerBox(it, onIntent = onIntent) }
    }
}

@Composable
fun ActionBar(content: @Composable ColumnScope.() -> Unit) {
    Box(Modifier.fillMaxWidth().shadow(12.dp).background(Design.colors.surface)) {
        Column(
            Modifier
                .maxContentWidth(ContentWidth.reading)
                .padding(horizontal = Space.edge, vertical = Space.md),
            Arrangement.spacedBy(Space.sm),
            content = content,
        )
    }
}

@Composable
fun AppNavigationBar(snapshot: Snapshot, onIntent: (Intent) -> Unit) {
    val line = Design.colors.outlineVariant
    Row(
        Modifier
            .fillMaxWidth()
            .background(Design.colors.surface)
            .drawBehind { drawLine(line, Offset.Zero, Offset(size.width, 0f), Stroke.hairline.toPx()) }
            .navigationBarsPadding()
            .selectableGroup()
            .semantics {
                isTraversalGroup = true
                contentDescription = snapshot.tabsLabel
            },
    ) { snapshot.tabs.forEach { item -> NavigationItem(item, Modifier.weight(1f), onIntent) } }
}

/** The tabs as a column beside the screen, for wide windows. */
@Composable
fun AppNavigationRail(snapshot: Snapshot, onIntent: (Intent) -> Unit) {
    Column(
        Modifier
            .fillMaxHeight()
            .background(Design.colors.surface)
            .systemBarsPadding()
            .width(Size.navigationRail)
            .selectableGroup()
            .semantics {
                isTraversalGroup = true
                contentDescription = snapshot.tabsLabel
            },
        Arrangement.spacedBy(Space.md, Alignment.CenterVertically),
    ) { snapshot.tabs.forEach { item -> NavigationItem(item, Modifier.fillMaxWidth(), onIntent) } }
}

@Composable
private fun NavigationItem(item: TabItem, modifier: Modifier, onIntent: (Intent) -> Unit) {
    val intent = Intent.OpenTab(tab = item.tab)
    val contentColor = if (item.selected) Design.colors.accent else Design.colors.onSurfaceMuted
    Box(
        modifier
            .selectable(item.selected, role = Role.Tab) { onIntent(intent) }
            .sends(intent)
            .semantics(mergeDescendants = true) { contentDescription = item.accessibility }
            .defaultMinSize(minHeight = Size.tabBar),
        Alignment.Center,
    ) {
        // As in the system's own tab bars, labels grow only a little with the font scale: all tabs have to fit side by side.
        val density = LocalDensity.current
        CompositionLocalProvider(LocalDensity provides Density(density.density, density.fontScale.coerceAtMost(1.15f))) {
            Column(
                Modifier.hiddenFromAccessibility().padding(vertical = Space.xs),
                Arrangement.spacedBy(Space.xxs),
                Alignment.CenterHorizontally,
            ) {
                val selectedBackground = if (item.selected) {
                    Modifier.background(Design.colors.accentContainer, RoundedCornerShape(Radius.full))
                } else {
                    Modifier
                }
                Box(selectedBackground.size(56.dp, 28.dp), Alignment.Center) {
                    Symbol(item.tab.icon(), color = if (item.selected) Design.colors.onAccentContainer else contentColor)
                    if (item.badge.isNotEmpty()) Badge(item.badge)
                }
                AppText(item.label, style = Design.type.tab, color = contentColor, alignment = TextAlignment.CENTER)
            }
        }
    }
}

@Composable
private fun Badge(text: String) = Box(
    Modifier
        .offset(13.dp, (-6).dp)
        .defaultMinSize(18.dp, 18.dp)
        .background(Design.colors.sale, RoundedCornerShape(Radius.full))
        .padding(horizontal = 5.dp),
    Alignment.Center,
) { AppText(text, style = Design.type.tab, color = Design.colors.surface, maxLines = 1, alignment = TextAlignment.CENTER) }

private fun Tab.icon() = when (this) {
    Tab.HOME -> Icons.home
    Tab.CART -> Icons.cart
    Tab.ORDERS -> Icons.orders
    Tab.SETTINGS -> Icons.settings
}

/** A toast. The core decides when it goes; it is told the time-out that the system's accessibility settings recommend. */
@Composable
fun ToastBox(toast: Toast, modifier: Modifier = Modifier, onIntent: (Intent) -> Unit) {
    val accessibilityManager = LocalAccessibilityManager.current
    LaunchedEffect(toast) {
        val recommendedMillis = accessibilityManager?.calculateRecommendedTimeoutMillis(
            0,
            containsIcons = false,
            containsText = true,
            containsControls = toast.undo.isNotEmpty(),
        ) ?: 0
        onIntent(Intent.ReadingTime((recommendedMillis / 1000).coerceAtMost(86_400).toUInt()))
    }
    val colors = Design.colors
    val shape = RoundedCornerShape(Radius.medium)
    Row(
        modifier
            .padding(horizontal = Space.edge, vertical = Space.md)
            .widthIn(max = 448.dp)
            .fillMaxWidth()
            .shadow(6.dp, shape)
            .background(colors.inverseSurface, shape)
            .padding(start = Space.base, end = Space.xs),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        AppText(
            toast.text,
            Modifier.weight(1f).padding(vertical = Space.md).announced(Tone.INFO),
            Design.type.detail,
            colors.inverseOnSurface,
        )
        if (toast.undo.isNotEmpty()) PlainButton(toast.undo, Intent.Undo, onIntent, color = colors.inverseAccent)
        RoundButton(Icons.close, toast.dismiss, Intent.DismissToast, onIntent, raised = false, color = colors.inverseOnSurface)
    }
}
