// The root composable: theme, navigation, the current screen with its bars, toast, the wallet's sheet, a bank's page.
package example.tradewind

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.selection.LocalTextSelectionColors
import androidx.compose.foundation.text.selection.TextSelectionColors
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import example.tradewind.components.ActionBar
import example.tradewind.components.AppNavigationBar
import example.tradewind.components.AppNavigationRail
import example.tradewind.components.AppText
import example.tradewind.components.BankPageSheet
import example.tradewind.components.Countdowns
import example.tradewind.components.HiddenBankPage
import example.tradewind.components.NotificationPermission
import example.tradewind.components.SecureWindow
import example.tradewind.components.ToastBox
import example.tradewind.components.TopBar
import example.tradewind.components.WalletSheet
import example.tradewind.components.currentWindowSizeClass
import example.tradewind.components.isSecure
import example.tradewind.components.leavesTimeToAsk
import example.tradewind.components.showsNavigationRail
import example.tradewind.core.Direction
import example.tradewind.core.HandOffView
import example.tradewind.core.Intent
import example.tradewind.core.Screen
import example.tradewind.core.ShopException
import example.tradewind.core.Snapshot
import example.tradewind.ports.LocalLiveHost
import example.tradewind.screens.AddToCartBar
import example.tradewind.screens.CartBar
import example.tradewind.screens.CartContent
import example.tradewind.screens.CheckoutBar
import example.tradewind.screens.CheckoutContent
import example.tradewind.screens.HomeContent
import example.tradewind.screens.LiveContent
import example.tradewind.screens.OrderContent
import example.tradewind.screens.OrdersContent
import example.tradewind.screens.PreviewContent
import example.tradewind.screens.ProductContent
import example.tradewind.screens.ProposalBar
import example.tradewind.screens.ProposalContent
import example.tradewind.screens.ResultsContent
import example.tradewind.screens.SettingsContent
import example.tradewind.screens.hasBottomBar
import example.tradewind.surface.isInSmallWindow
import example.tradewind.theme.Design
import example.tradewind.theme.DesignTheme
import example.tradewind.theme.Space

@Composable
fun ShopApp() {
    val container = LocalAppContainer.current
    val latest by container.store.snapshot.collectAsStateWithLifecycle()
    val fault by container.store.fault.collectAsStateWithLifecycle()
    val sheet by container.wallet.sheet.collectAsStateWithLifecycle()
    val pages by container.surfaces.pages.collectAsStateWithLifecycle()
    val snapshot = latest
    val page = pages.lastOrNull { it.visible }
    SecureWindow(sheet != null || page != null || snapshot?.screen?.isSecure() == true)
    NotificationPermission(snapshot?.handOff()?.kind?.leavesTimeToAsk() == true)
    DesignTheme(snapshot?.language.orEmpty(), snapshot?.direction ?: Direction.LTR) {
        val selectionColors = TextSelectionColors(Design.colors.accent, Design.colors.accentContainer)
        CompositionLocalProvider(LocalTextSelectionColors provides selectionColors, LocalLiveHost provides container.live) {
            Box(Modifier.fillMaxSize().background(Design.colors.background)) {
                if (snapshot != null) ShopScaffold(snapshot, covered = sheet != null || page != null, onIntent = container.store::dispatch)
                fault?.let { AppText(it.sentence(), Modifier.align(Alignment.Center).padding(Space.lg)) }
                pages.filterNot { it.visible }.forEach { key(it.key) { HiddenBankPage(it) } }
                page?.let { key(it.key) { BankPageSheet(it, snapshot?.handOff(it.key)) { container.surfaces.close(it.key) } } }
                sheet?.let { WalletSheet(it) { outcome -> container.answer(it.sheet, outcome) } }
            }
        }
    }
}

/** What the person was handed to pay with, as the checkout shows it. */
private fun Snapshot.handOff(): HandOffView? = (screen as? Screen.Checkout)?.content?.handOff

private fun Snapshot.handOff(key: String): HandOffView? = handOff()?.takeIf { it.key == key }

/** While the wallet's sheet or a bank's page covers it, the screen is visible, but not to screen readers, and back goes to the sheet. */
@Composable
internal fun ShopScaffold(snapshot: Snapshot, covered: Boolean, onIntent: (Intent) -> Unit) {
    BackHandler(snapshot.canGoBack && !covered) { onIntent(Intent.Back) }
    val screenStates = rememberScreenStates()
    val small = isInSmallWindow() && snapshot.screen is Screen.Live
    val hasRail = currentWindowSizeClass().showsNavigationRail && !small
    Row(Modifier.fillMaxSize().imePadding().then(if (covered) Modifier.clearAndSetSemantics { } else Modifier)) {
        if (hasRail) AppNavigationRail(snapshot, onIntent)
        Column(if (hasRail) Modifier.navigationBarsPadding() else Modifier) {
            Box(Modifier.weight(1f)) {
                screenStates.Provide(snapshot) { Countdowns(snapshot.screen) { ScreenContent(snapshot, small, onIntent) } }
                if (!small) snapshot.toast?.let { ToastBox(it, Modifier.align(Alignment.BottomCenter), onIntent) }
            }
            BottomBar(snapshot.screen, onIntent)
            if (!hasRail && !small) AppNavigationBar(snapshot, onIntent)
        }
    }
}

@Composable
private fun ScreenContent(snapshot: Snapshot, small: Boolean, onIntent: (Intent) -> Unit) = when (val screen = snapshot.screen) {
    is Screen.Product -> ProductContent(screen.content, snapshot, onIntent)
    else -> Column(Modifier.fillMaxSize()) {
        if (!small) TopBar(snapshot, onIntent)
        when (screen) {
            is Screen.Home -> HomeContent(screen.content, snapshot.banners, onIntent)
            is Screen.Results -> ResultsContent(screen.content, snapshot.banners, onIntent)
            is Screen.Preview -> PreviewContent(screen.content, snapshot, onIntent)
            is Screen.Live -> LiveContent(screen.content, snapshot, small, onIntent)
            is Screen.Proposal -> ProposalContent(screen.content, snapshot.banners, onIntent)
            is Screen.Cart -> CartContent(screen.content, snapshot.banners, onIntent)
            is Screen.Checkout -> CheckoutContent(screen.content, snapshot.banners, onIntent)
            is Screen.Orders -> OrdersContent(screen.content, snapshot.banners, onIntent)
            is Screen.Order -> OrderContent(screen.content, snapshot.banners, onIntent)
            is Screen.Settings -> SettingsContent(screen.content, snapshot.banners, onIntent)
            is Screen.Product -> Unit
        }
    }
}

/** The bar above the tabs with a screen's main action, if it has one. */
@Composable
private fun BottomBar(screen: Screen, onIntent: (Intent) -> Unit) = when (screen) {
    is Screen.Product -> with(screen.content) {
        if (empty == null && title.isNotEmpty()) ActionBar { AddToCartBar(price, was, inCart, addLabel, canAdd, onIntent) } else Unit
    }
    is Screen.Preview -> with(screen.content) { ActionBar { AddToCartBar(price, "", inCart, addLabel, canAdd, onIntent) } }
    is Screen.Proposal -> if (screen.content.empty == null) ActionBar { ProposalBar(screen.content, onIntent) } else Unit
    is Screen.Cart -> if (screen.content.empty == null) ActionBar { CartBar(screen.content, onIntent) } else Unit
    is Screen.Checkout -> if (screen.content.hasBottomBar()) ActionBar { CheckoutBar(screen.content, onIntent) } else Unit
    else -> Unit
}

private fun ShopException.sentence() = when (this) {
    is ShopException.Refused -> text
    is ShopException.Host -> text
}
