// The pieces round a screen: top bar, search, ground that scrolls, action bar, tabs, toast.
package example.tradewind.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
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
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab
import example.tradewind.core.TabItem
import example.tradewind.core.Toast
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@Composable
fun TopBar(now: Snapshot, act: (Intent) -> Unit) {
    val screen = now.screen
    Box(Modifier.fillMaxWidth().background(Design.colors.background).statusBarsPadding()) {
        Column(Modifier.atMost(screen.room).padding(horizontal = Space.edge).padding(top = Space.small, bottom = Space.snug)) {
            Row(Modifier.defaultMinSize(minHeight = Size.touch), Arrangement.spacedBy(Space.snug), Alignment.CenterVertically) {
                if (now.canGoBack) RoundButton(Icons.back, now.backLabel) { act(Intent.Back) }
                Heading(now.title, Modifier.weight(1f), if (now.canGoBack) Design.type.headline else Design.type.display)
                if (Room.panes) Search(screen, Modifier.weight(1f), act)
            }
            if (!Room.panes) Search(screen, Modifier.padding(top = Space.small), act)
        }
        if (screen.loading()) LinearProgressIndicator(Modifier.align(Alignment.BottomCenter).fillMaxWidth().height(Space.hair), Design.colors.accent, Color.Transparent)
    }
}

private fun Screen.loading() = when (this) {
    is Screen.Home -> v1.loading
    is Screen.Results -> v1.loading
    is Screen.Checkout -> v1.loading
    else -> false
}

@Composable
private fun Search(screen: Screen, modifier: Modifier, act: (Intent) -> Unit) = when (screen) {
    is Screen.Home -> Search("", screen.v1.searchHint, screen.v1.clearLabel, modifier, act)
    is Screen.Results -> Search(screen.v1.words, screen.v1.searchHint, screen.v1.clearLabel, modifier, act)
    else -> Unit
}

@Composable
private fun Search(words: String, hint: String, clear: String, modifier: Modifier, act: (Intent) -> Unit) {
    EchoField(
        value = words,
        typed = { act(Intent.Search(it)) },
        modifier = modifier.fillMaxWidth().raised(RoundedCornerShape(Size.button / 2)).semantics { contentDescription = hint },
        outline = Design.colors.outlineVariant,
        hint = hint,
        shape = RoundedCornerShape(Size.button / 2),
        height = Size.button,
        keyboard = KeyboardOptions(capitalization = KeyboardCapitalization.None, autoCorrectEnabled = false, imeAction = ImeAction.Search),
        before = { Sign(Icons.search, Modifier.padding(end = Space.snug), Design.colors.onSurfaceMuted) },
        after = { if (words.isNotEmpty()) RoundButton(Icons.close, clear, raised = false, color = Design.colors.onSurfaceMuted) { act(Intent.Search("")) } },
    )
}

/** A screen's ground: banners, then its parts, scrolled as one. */
@Composable
fun Ground(banners: List<Banner>, act: (Intent) -> Unit, gap: androidx.compose.ui.unit.Dp = Space.roomy, edge: Boolean = true, content: @Composable ColumnScope.() -> Unit) {
    Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState())) {
        val most = if (edge) Room.read else Room.seen
        Banners(banners, act, Modifier.atMost(most))
        Column(
            Modifier.atMost(most).padding(horizontal = if (edge) Space.edge else 0.dp).padding(top = Space.tiny, bottom = Space.wide),
            Arrangement.spacedBy(gap), content = content,
        )
    }
}

@Composable
fun Banners(all: List<Banner>, act: (Intent) -> Unit, modifier: Modifier = Modifier) {
    if (all.isEmpty()) return
    Column(modifier.padding(horizontal = Space.edge).padding(top = Space.tiny, bottom = Space.snug), Arrangement.spacedBy(Space.small)) {
        all.forEach { BannerBox(it, act = act) }
    }
}

@Composable
fun ActionBar(content: @Composable ColumnScope.() -> Unit) {
    Box(Modifier.fillMaxWidth().shadow(12.dp).background(Design.colors.surface)) {
        Column(Modifier.atMost(Room.read).padding(horizontal = Space.edge, vertical = Space.snug), Arrangement.spacedBy(Space.small), content = content)
    }
}

@Composable
fun Tabs(now: Snapshot, act: (Intent) -> Unit) {
    val line = Design.colors.outlineVariant
    Row(
        Modifier.fillMaxWidth().background(Design.colors.surface)
            .drawBehind { drawLine(line, Offset.Zero, Offset(size.width, 0f), Stroke.hair.toPx()) }
            .navigationBarsPadding().selectableGroup().semantics { isTraversalGroup = true; contentDescription = now.tabsLabel },
    ) { now.tabs.forEach { one -> TabButton(one, Modifier.weight(1f)) { act(Intent.OpenTab(one.tab)) } } }
}

/** The tabs at the side, one below the other. */
@Composable
fun Rail(now: Snapshot, act: (Intent) -> Unit) {
    Column(
        Modifier.fillMaxHeight().background(Design.colors.surface).systemBarsPadding().width(Size.thumb)
            .selectableGroup().semantics { isTraversalGroup = true; contentDescription = now.tabsLabel },
        Arrangement.spacedBy(Space.snug, Alignment.CenterVertically),
    ) { now.tabs.forEach { one -> TabButton(one, Modifier.fillMaxWidth()) { act(Intent.OpenTab(one.tab)) } } }
}

@Composable
private fun TabButton(one: TabItem, modifier: Modifier, onClick: () -> Unit) {
    val ink = if (one.selected) Design.colors.accent else Design.colors.onSurfaceMuted
    Box(
        modifier.selectable(one.selected, role = Role.Tab, onClick = onClick).semantics(mergeDescendants = true) { contentDescription = one.accessibility }
            .defaultMinSize(minHeight = Size.tabBar),
        Alignment.Center,
    ) {
        // As on both phones' systems, the words of the tab bar grow only a little: they have to stand side by side.
        val density = LocalDensity.current
        CompositionLocalProvider(LocalDensity provides Density(density.density, density.fontScale.coerceAtMost(1.15f))) {
            Column(Modifier.unread().padding(vertical = Space.tiny), Arrangement.spacedBy(Space.hair), Alignment.CenterHorizontally) {
                val pill = if (one.selected) Modifier.background(Design.colors.accentContainer, RoundedCornerShape(Radius.full)) else Modifier
                Box(pill.size(56.dp, 28.dp), Alignment.Center) {
                    Sign(one.tab.icon(), color = if (one.selected) Design.colors.onAccentContainer else ink)
                    if (one.badge.isNotEmpty()) Badge(one.badge)
                }
                Words(one.label, style = Design.type.tab, color = ink, stand = Stand.CENTER)
            }
        }
    }
}

@Composable
private fun Badge(text: String) = Box(
    Modifier.offset(13.dp, (-6).dp).defaultMinSize(18.dp, 18.dp).background(Design.colors.sale, RoundedCornerShape(Radius.full)).padding(horizontal = 5.dp),
    Alignment.Center,
) { Words(text, style = Design.type.tab, color = Design.colors.surface, most = 1, stand = Stand.CENTER) }

private fun Tab.icon() = when (this) {
    Tab.HOME -> Icons.home
    Tab.CART -> Icons.cart
    Tab.ORDERS -> Icons.orders
    Tab.SETTINGS -> Icons.settings
}

/** A passing message. The core says how long it stands, and is told how much time the person asked the system for. */
@Composable
fun ToastBox(one: Toast, modifier: Modifier = Modifier, act: (Intent) -> Unit) {
    val manager = LocalAccessibilityManager.current
    LaunchedEffect(one) {
        val asked = manager?.calculateRecommendedTimeoutMillis(0, containsIcons = false, containsText = true, containsControls = one.undo.isNotEmpty()) ?: 0
        act(Intent.ReadingTime((asked / 1000).coerceAtMost(86_400).toUInt()))
    }
    val colors = Design.colors
    val shape = RoundedCornerShape(Radius.medium)
    Row(
        modifier.padding(horizontal = Space.edge, vertical = Space.snug).widthIn(max = 448.dp).fillMaxWidth().shadow(6.dp, shape).background(colors.inverseSurface, shape)
            .padding(start = Space.base, end = Space.tiny),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Words(one.text, Modifier.weight(1f).padding(vertical = Space.snug).told(example.tradewind.core.Tone.INFO), Design.type.detail, colors.inverseOnSurface)
        if (one.undo.isNotEmpty()) PlainButton(one.undo, color = colors.inverseAccent) { act(Intent.Undo) }
        RoundButton(Icons.close, one.dismiss, raised = false, color = colors.inverseOnSurface) { act(Intent.DismissToast) }
    }
}
