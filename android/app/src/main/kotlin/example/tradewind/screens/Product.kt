// One product: pictures first, then what it is, what it costs, its versions, how it comes.
package example.tradewind.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.statusBarsPadding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.pager.HorizontalPager
import androidx.compose.foundation.pager.rememberPagerState
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.Intent
import example.tradewind.core.PictureRef
import example.tradewind.core.ProductScreen
import example.tradewind.core.Snapshot
import example.tradewind.parts.Banners
import example.tradewind.parts.Bones
import example.tradewind.parts.Empty
import example.tradewind.parts.Facts
import example.tradewind.parts.FilledButton
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Hairline
import example.tradewind.parts.Heading
import example.tradewind.parts.Icons
import example.tradewind.parts.OutsideLink
import example.tradewind.parts.Picture
import example.tradewind.parts.Prices
import example.tradewind.parts.Room
import example.tradewind.parts.RoundButton
import example.tradewind.parts.Sign
import example.tradewind.parts.TopBar
import example.tradewind.parts.Variants
import example.tradewind.parts.Words
import example.tradewind.parts.atMost
import example.tradewind.parts.raised
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun Product(screen: ProductScreen, now: Snapshot, act: (Intent) -> Unit) {
    val empty = screen.empty
    if (empty != null || screen.title.isEmpty()) return Column(Modifier.fillMaxSize()) {
        TopBar(now, act)
        Ground(now.banners, act) { if (empty != null) Empty(empty, Icons.box, act = act) else Bones(1) }
    }
    if (Room.panes) SideBySide(screen, now, act) else Page(screen, now, act)
}

/** On a phone: one below the other. */
@Composable
private fun Page(screen: ProductScreen, now: Snapshot, act: (Intent) -> Unit) {
    val scroll = rememberScrollState()
    val window = LocalConfiguration.current
    val high = minOf(window.screenWidthDp, window.screenHeightDp * 2 / 3).dp
    Box {
        Column(Modifier.fillMaxSize().verticalScroll(scroll).padding(bottom = Space.wide), Arrangement.spacedBy(Space.roomy)) {
            Hero(screen, Modifier.fillMaxWidth().height(high), act)
            Banners(now.banners, act)
            Particulars(screen, act)
        }
        // Over the picture there is only the way back; once the picture is gone, a bar with the title.
        val gone = with(LocalDensity.current) { scroll.value > 300.dp.toPx() }
        val ground = if (gone) Modifier.fillMaxWidth().background(Design.colors.background) else Modifier
        Row(ground.statusBarsPadding().padding(horizontal = Space.edge, vertical = Space.small), Arrangement.spacedBy(Space.snug), Alignment.CenterVertically) {
            if (now.canGoBack) RoundButton(Icons.back, now.backLabel) { act(Intent.Back) }
            if (gone) Words(now.title, style = Design.type.headline, most = 1)
        }
    }
}

/** On a tablet: the picture stays where it is, what is said of it is scrolled beside it. */
@Composable
private fun SideBySide(screen: ProductScreen, now: Snapshot, act: (Intent) -> Unit) = Row(Modifier.fillMaxSize().statusBarsPadding().atMost(Room.seen)) {
    BoxWithConstraints(Modifier.weight(1f).padding(start = Space.roomy, top = Space.base, bottom = Space.base)) {
        Hero(screen, Modifier.size(minOf(maxWidth, maxHeight)).clip(RoundedCornerShape(Radius.large)), act)
        if (now.canGoBack) RoundButton(Icons.back, now.backLabel, Modifier.padding(Space.base)) { act(Intent.Back) }
    }
    Column(
        Modifier.weight(1f).fillMaxHeight().verticalScroll(rememberScrollState()).padding(horizontal = Space.small).padding(top = Space.base, bottom = Space.wide),
        Arrangement.spacedBy(Space.roomy),
    ) {
        Banners(now.banners, act)
        Particulars(screen, act)
    }
}

/** What is said of it. */
@Composable
private fun Particulars(screen: ProductScreen, act: (Intent) -> Unit) {
    About(screen)
    Variants(screen.variantsTitle, screen.variants, act) { Intent.ChooseVariant(it) }
    Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.roomy)) {
        Promises(screen)
        if (screen.description.isNotEmpty()) Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
            Heading(screen.descriptionTitle, style = Design.type.headline)
            Words(screen.description)
        }
        if (screen.facts.isNotEmpty()) Facts(screen.facts)
        if (screen.linkLabel.isNotEmpty()) OutsideLink(screen.linkLabel, screen.link)
    }
}

@Composable
private fun Hero(screen: ProductScreen, modifier: Modifier, act: (Intent) -> Unit) = Box(modifier.background(Design.colors.studio)) {
    val pages = rememberPagerState { screen.pictures.size.coerceAtLeast(1) }
    HorizontalPager(pages, Modifier.fillMaxSize()) { at ->
        Picture(screen.pictures.getOrNull(at), 480.dp, Modifier.fillMaxSize(), spoken = true)
    }
    Row(
        Modifier.align(Alignment.BottomCenter).fillMaxWidth().padding(horizontal = Space.edge, vertical = Space.snug),
        Arrangement.SpaceBetween, Alignment.CenterVertically,
    ) {
        if (screen.pictures.size > 1) Dots(screen.pictures, pages.currentPage) else Box(Modifier)
        if (screen.previewLabel.isNotEmpty()) Pill(screen.previewLabel) { act(Intent.OpenPreview) }
    }
}

@Composable
private fun Dots(all: List<PictureRef>, at: Int) = Row(
    Modifier.background(Design.colors.surface.copy(alpha = 0.75f), RoundedCornerShape(Radius.full)).padding(horizontal = Space.small, vertical = 6.dp),
    Arrangement.spacedBy(6.dp),
) {
    all.indices.forEach { i ->
        val lit = i == at
        Box(Modifier.size(if (lit) 18.dp else 7.dp, 7.dp).background(if (lit) Design.colors.onSurface else Design.colors.outline, RoundedCornerShape(Radius.full)))
    }
}

@Composable
private fun Pill(label: String, onClick: () -> Unit) {
    val shape = RoundedCornerShape(Size.touch / 2)
    Row(
        Modifier.raised(shape).clip(shape).clickable(role = Role.Button, onClick = onClick).defaultMinSize(Size.touch, Size.touch).padding(horizontal = Space.base, vertical = Space.small),
        Arrangement.spacedBy(Space.small), Alignment.CenterVertically,
    ) {
        Sign(Icons.cube)
        Words(label, Modifier.weight(1f, fill = false), Design.type.label)
    }
}

@Composable
private fun About(screen: ProductScreen) = Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.tiny)) {
    if (screen.brand.isNotEmpty()) Words(screen.brand, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
    Heading(screen.title)
    Prices(screen.price, screen.was, Modifier.padding(top = Space.tiny), Design.type.price)
    if (screen.saleUntil.isNotEmpty()) Row(horizontalArrangement = Arrangement.spacedBy(Space.tiny), verticalAlignment = Alignment.CenterVertically) {
        Sign(Icons.tag, color = Design.colors.sale, size = Size.iconSmall)
        Words(screen.saleUntil, style = Design.type.detail, color = Design.colors.sale)
    }
    Fine(screen.priceNote)
}

@Composable
private fun Promises(screen: ProductScreen) = Column(Modifier.fillMaxWidth().raised()) {
    val ink = if (screen.available) Design.colors.success else Design.colors.error
    Row(Modifier.padding(Space.base), Arrangement.spacedBy(Space.snug), Alignment.CenterVertically) {
        Sign(if (screen.available) Icons.check else Icons.close, color = ink)
        Words(screen.stock, style = Design.type.detail.copy(fontWeight = Design.type.label.fontWeight), color = ink)
    }
    Hairline()
    Row(Modifier.padding(Space.base), Arrangement.spacedBy(Space.snug), Alignment.CenterVertically) {
        Sign(Icons.truck, color = Design.colors.onSurfaceMuted)
        Words(screen.delivery, style = Design.type.detail)
    }
}

/** The button that puts it into the cart, and how many are there. */
@Composable
fun Addition(price: String, was: String, inCart: String, label: String, enabled: Boolean, act: (Intent) -> Unit) = BoxWithConstraints {
    val half = maxWidth / 2
    val button: @Composable (Modifier) -> Unit = { FilledButton(label, it, Icons.cart, enabled) { act(Intent.AddToCart(1u)) } }
    val note: @Composable (Modifier) -> Unit = {
        Column(it) {
            Words(price, style = Design.type.headline, color = if (was.isEmpty()) Design.colors.onSurface else Design.colors.sale)
            if (inCart.isNotEmpty()) Fine(inCart, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        }
    }
    if (LocalDensity.current.fontScale > 1.4f) Column(verticalArrangement = Arrangement.spacedBy(Space.small)) { note(Modifier); button(Modifier.fillMaxWidth()) }
    else Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.base), Alignment.CenterVertically) { note(Modifier.widthIn(max = half)); button(Modifier.weight(1f)) }
}
