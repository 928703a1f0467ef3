// One product: pictures, title, price, variants, stock and delivery, description.
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
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalWindowInfo
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.components.AppDivider
import example.tradewind.components.AppText
import example.tradewind.components.AsyncImage
import example.tradewind.components.Banners
import example.tradewind.components.Caption
import example.tradewind.components.ContentWidth
import example.tradewind.components.DoorCard
import example.tradewind.components.EmptyContent
import example.tradewind.components.ExternalLink
import example.tradewind.components.FactTable
import example.tradewind.components.FilledButton
import example.tradewind.components.Heading
import example.tradewind.components.HoldPart
import example.tradewind.components.Icons
import example.tradewind.components.Prices
import example.tradewind.components.RoundButton
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SharePart
import example.tradewind.components.Skeleton
import example.tradewind.components.Symbol
import example.tradewind.components.TonalButton
import example.tradewind.components.TopBar
import example.tradewind.components.VariantPicker
import example.tradewind.components.currentWindowSizeClass
import example.tradewind.components.maxContentWidth
import example.tradewind.components.raised
import example.tradewind.components.sends
import example.tradewind.components.showsTwoPanes
import example.tradewind.core.Intent
import example.tradewind.core.PictureRef
import example.tradewind.core.ProductScreen
import example.tradewind.core.Snapshot
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun ProductContent(screen: ProductScreen, snapshot: Snapshot, onIntent: (Intent) -> Unit) {
    val empty = screen.empty
    if (empty != null || screen.title.isEmpty()) {
        return Column(Modifier.fillMaxSize()) {
            TopBar(snapshot, onIntent)
            ScreenScaffold(snapshot.banners, onIntent) {
                if (empty != null) EmptyContent(empty, Icons.box, onIntent = onIntent) else Skeleton(1)
            }
        }
    }
    if (currentWindowSizeClass().showsTwoPanes) TwoPane(screen, snapshot, onIntent) else SinglePane(screen, snapshot, onIntent)
}

/** On a phone: everything in one column. */
@Composable
private fun SinglePane(screen: ProductScreen, snapshot: Snapshot, onIntent: (Intent) -> Unit) {
    val scroll = rememberScrollState()
    val window = LocalWindowInfo.current.containerDpSize
    val heroHeight = minOf(window.width, window.height * 2 / 3)
    Box {
        Column(Modifier.fillMaxSize().verticalScroll(scroll).padding(bottom = Space.xl), Arrangement.spacedBy(Space.lg)) {
            Hero(screen, Modifier.fillMaxWidth().height(heroHeight), onIntent)
            Banners(snapshot.banners, onIntent)
            ProductDetails(screen, onIntent)
        }
        // Over the picture there is only the back button. Once the picture is scrolled away, a bar shows the title.
        val scrolledPastImage = with(LocalDensity.current) { scroll.value > 300.dp.toPx() }
        val background = if (scrolledPastImage) Modifier.fillMaxWidth().background(Design.colors.background) else Modifier
        Row(
            background.statusBarsPadding().padding(horizontal = Space.edge, vertical = Space.sm),
            Arrangement.spacedBy(Space.md),
            Alignment.CenterVertically,
        ) {
            if (snapshot.canGoBack) RoundButton(Icons.back, snapshot.backLabel, Intent.Back, onIntent)
            if (scrolledPastImage) AppText(snapshot.title, style = Design.type.headline, maxLines = 1)
        }
    }
}

/** On a tablet: the picture is fixed, the details scroll beside it. */
@Composable
private fun TwoPane(screen: ProductScreen, snapshot: Snapshot, onIntent: (Intent) -> Unit) =
    Row(Modifier.fillMaxSize().statusBarsPadding().maxContentWidth(ContentWidth.browsing)) {
        BoxWithConstraints(Modifier.weight(1f).padding(start = Space.lg, top = Space.base, bottom = Space.base)) {
            Hero(screen, Modifier.size(minOf(maxWidth, maxHeight)).clip(RoundedCornerShape(Radius.large)), onIntent)
            if (snapshot.canGoBack) RoundButton(Icons.back, snapshot.backLabel, Intent.Back, onIntent, Modifier.padding(Space.base))
        }
        Column(
            Modifier
                .weight(1f)
                .fillMaxHeight()
                .verticalScroll(rememberScrollState())
                .padding(horizontal = Space.sm)
                .padding(top = Space.base, bottom = Space.xl),
            Arrangement.spacedBy(Space.lg),
        ) {
            Banners(snapshot.banners, onIntent)
            ProductDetails(screen, onIntent)
        }
    }

/** All below or beside the picture. */
@Composable
private fun ProductDetails(screen: ProductScreen, onIntent: (Intent) -> Unit) {
    ProductHeader(screen)
    VariantPicker(screen.variantsTitle, screen.variants, onIntent) { Intent.ChooseVariant(it) }
    Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.lg)) {
        HoldPart(screen.hold)
        StockAndDelivery(screen)
        DoorCard(screen.door)
        if (screen.description.isNotEmpty()) {
            Column(verticalArrangement = Arrangement.spacedBy(Space.sm)) {
                Heading(screen.descriptionTitle, style = Design.type.headline)
                AppText(screen.description)
            }
        }
        if (screen.facts.isNotEmpty()) FactTable(screen.facts)
        if (screen.linkLabel.isNotEmpty()) ExternalLink(screen.linkLabel, screen.link)
        if (screen.shareLabel.isNotEmpty()) {
            TonalButton(screen.shareLabel, Intent.ShareProduct(shown = true), onIntent, Modifier.fillMaxWidth(), Icons.share)
        }
        screen.share?.let { SharePart(it, Intent.ShareProduct(shown = false), onIntent) }
    }
}

@Composable
private fun Hero(screen: ProductScreen, modifier: Modifier, onIntent: (Intent) -> Unit) = Box(modifier.background(Design.colors.studio)) {
    val pagerState = rememberPagerState { screen.pictures.size.coerceAtLeast(1) }
    HorizontalPager(pagerState, Modifier.fillMaxSize()) { at ->
        AsyncImage(screen.pictures.getOrNull(at), 480.dp, Modifier.fillMaxSize(), described = true)
    }
    Row(
        Modifier.align(Alignment.BottomCenter).fillMaxWidth().padding(horizontal = Space.edge, vertical = Space.md),
        Arrangement.SpaceBetween,
        Alignment.CenterVertically,
    ) {
        if (screen.pictures.size > 1) PageIndicator(screen.pictures, pagerState.currentPage) else Box(Modifier)
        if (screen.previewLabel.isNotEmpty()) PreviewButton(screen.previewLabel, onIntent)
    }
}

@Composable
private fun PageIndicator(pictures: List<PictureRef>, at: Int) = Row(
    Modifier
        .background(Design.colors.surface.copy(alpha = 0.75f), RoundedCornerShape(Radius.full))
        .padding(horizontal = Space.sm, vertical = 6.dp),
    Arrangement.spacedBy(6.dp),
) {
    pictures.indices.forEach { i ->
        val current = i == at
        Box(
            Modifier
                .size(if (current) 18.dp else 7.dp, 7.dp)
                .background(if (current) Design.colors.onSurface else Design.colors.outline, RoundedCornerShape(Radius.full)),
        )
    }
}

@Composable
private fun PreviewButton(label: String, onIntent: (Intent) -> Unit) {
    val shape = RoundedCornerShape(Size.touch / 2)
    Row(
        Modifier
            .raised(shape)
            .clip(shape)
            .clickable(role = Role.Button) { onIntent(Intent.OpenPreview) }
            .sends(Intent.OpenPreview)
            .defaultMinSize(Size.touch, Size.touch)
            .padding(horizontal = Space.base, vertical = Space.sm),
        Arrangement.spacedBy(Space.sm),
        Alignment.CenterVertically,
    ) {
        Symbol(Icons.cube)
        AppText(label, Modifier.weight(1f, fill = false), Design.type.label)
    }
}

@Composable
private fun ProductHeader(screen: ProductScreen) = Column(Modifier.padding(horizontal = Space.edge), Arrangement.spacedBy(Space.xs)) {
    if (screen.brand.isNotEmpty()) AppText(screen.brand, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
    Heading(screen.title)
    Prices(screen.price, screen.was, Modifier.padding(top = Space.xs), Design.type.price)
    if (screen.unitPrice.isNotEmpty()) Caption(screen.unitPrice)
    if (screen.priceTruth.isNotEmpty()) AppText(screen.priceTruth, style = Design.type.detail, color = Design.colors.warning)
    if (screen.saleUntil.isNotEmpty()) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.xs), verticalAlignment = Alignment.CenterVertically) {
            Symbol(Icons.tag, color = Design.colors.sale, size = Size.iconSmall)
            AppText(screen.saleUntil, style = Design.type.detail, color = Design.colors.sale)
        }
    }
    Caption(screen.priceNote)
    if (screen.personalised.isNotEmpty()) Caption(screen.personalised)
}

@Composable
private fun StockAndDelivery(screen: ProductScreen) = Column(Modifier.fillMaxWidth().raised()) {
    val contentColor = if (screen.available) Design.colors.success else Design.colors.error
    Row(Modifier.padding(Space.base), Arrangement.spacedBy(Space.md), Alignment.CenterVertically) {
        Symbol(if (screen.available) Icons.check else Icons.close, color = contentColor)
        AppText(screen.stock, style = Design.type.detail.copy(fontWeight = Design.type.label.fontWeight), color = contentColor)
    }
    AppDivider()
    Row(Modifier.padding(Space.base), Arrangement.spacedBy(Space.md), Alignment.CenterVertically) {
        Symbol(Icons.truck, color = Design.colors.onSurfaceMuted)
        AppText(screen.delivery, style = Design.type.detail)
    }
}

/** The price and the button that adds the product to the cart. */
@Composable
fun AddToCartBar(price: String, was: String, inCart: String, label: String, enabled: Boolean, onIntent: (Intent) -> Unit) =
    BoxWithConstraints {
        val half = maxWidth / 2
        val addButton: @Composable (Modifier) -> Unit = { FilledButton(label, Intent.AddToCart(1u), onIntent, it, Icons.cart, enabled) }
        val priceColumn: @Composable (Modifier) -> Unit = {
            Column(it) {
                AppText(price, style = Design.type.headline, color = if (was.isEmpty()) Design.colors.onSurface else Design.colors.sale)
                if (inCart.isNotEmpty()) Caption(inCart, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
            }
        }
        if (LocalDensity.current.fontScale > 1.4f) {
            Column(verticalArrangement = Arrangement.spacedBy(Space.sm)) {
                priceColumn(Modifier)
                addButton(Modifier.fillMaxWidth())
            }
        } else {
            Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.base), Alignment.CenterVertically) {
                priceColumn(Modifier.widthIn(max = half))
                addButton(Modifier.weight(1f))
            }
        }
    }
