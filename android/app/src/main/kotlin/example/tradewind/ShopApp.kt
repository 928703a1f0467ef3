// What is round every screen: top bar with search, banners, the screen, its action bar, tabs below or at the side, toast, the wallet's sheet.
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
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import example.tradewind.core.Direction
import example.tradewind.core.Intent
import example.tradewind.core.Screen
import example.tradewind.core.ShopException
import example.tradewind.core.Snapshot
import example.tradewind.parts.ActionBar
import example.tradewind.parts.Rail
import example.tradewind.parts.Room
import example.tradewind.parts.Tabs
import example.tradewind.parts.ToastBox
import example.tradewind.parts.TopBar
import example.tradewind.parts.WalletSheet
import example.tradewind.parts.Words
import example.tradewind.screens.Addition
import example.tradewind.screens.Cart
import example.tradewind.screens.CartBar
import example.tradewind.screens.Checkout
import example.tradewind.screens.CheckoutBar
import example.tradewind.screens.Home
import example.tradewind.screens.Order
import example.tradewind.screens.Orders
import example.tradewind.screens.Preview
import example.tradewind.screens.Product
import example.tradewind.screens.Results
import example.tradewind.screens.Settings
import example.tradewind.screens.hasBar
import example.tradewind.theme.Design
import example.tradewind.theme.DesignTheme
import example.tradewind.theme.Space

@Composable
fun ShopApp() {
    val phone = LocalPhone.current
    val snapshot by phone.store.snapshot.collectAsStateWithLifecycle()
    val fault by phone.store.fault.collectAsStateWithLifecycle()
    val sheet by phone.wallet.sheet.collectAsStateWithLifecycle()
    val now = snapshot
    DesignTheme(now?.language.orEmpty(), now?.direction ?: Direction.LTR) {
        val selection = TextSelectionColors(Design.colors.accent, Design.colors.accentContainer)
        CompositionLocalProvider(LocalTextSelectionColors provides selection) {
            Box(Modifier.fillMaxSize().background(Design.colors.background)) {
                if (now != null) Frame(now, covered = sheet != null, act = phone.store::dispatch)
                fault?.let { Words(it.sentence(), Modifier.align(Alignment.Center).padding(Space.roomy)) }
                sheet?.let { WalletSheet(it) { outcome -> phone.answer(it.sheet, outcome) } }
            }
        }
    }
}

/** Under the wallet's sheet the screen is seen, but nothing in it can be reached. */
@Composable
private fun Frame(now: Snapshot, covered: Boolean, act: (Intent) -> Unit) {
    BackHandler(now.canGoBack && !covered) { act(Intent.Back) }
    val places = rememberSaveableStateHolder()
    val rail = Room.rail
    Row(Modifier.fillMaxSize().imePadding().then(if (covered) Modifier.clearAndSetSemantics { } else Modifier)) {
        if (rail) Rail(now, act)
        Column(if (rail) Modifier.navigationBarsPadding() else Modifier) {
            Box(Modifier.weight(1f)) {
                key(place(now.screen)) { places.SaveableStateProvider(place(now.screen)) { Main(now, act) } }
                now.toast?.let { ToastBox(it, Modifier.align(Alignment.BottomCenter), act) }
            }
            Bar(now.screen, act)
            if (!rail) Tabs(now, act)
        }
    }
}

@Composable
private fun Main(now: Snapshot, act: (Intent) -> Unit) = when (val screen = now.screen) {
    is Screen.Product -> Product(screen.v1, now, act)
    else -> Column(Modifier.fillMaxSize()) {
        TopBar(now, act)
        when (screen) {
            is Screen.Home -> Home(screen.v1, now.banners, act)
            is Screen.Results -> Results(screen.v1, now.banners, act)
            is Screen.Preview -> Preview(screen.v1, now, act)
            is Screen.Cart -> Cart(screen.v1, now.banners, act)
            is Screen.Checkout -> Checkout(screen.v1, now.banners, act)
            is Screen.Orders -> Orders(screen.v1, now.banners, act)
            is Screen.Order -> Order(screen.v1, now.banners, act)
            is Screen.Settings -> Settings(screen.v1, now.banners, act)
            is Screen.Product -> Unit
        }
    }
}

/** What stands above the tabs, where a screen has something to do there. */
@Composable
private fun Bar(screen: Screen, act: (Intent) -> Unit) = when (screen) {
    is Screen.Product -> with(screen.v1) { if (empty == null && title.isNotEmpty()) ActionBar { Addition(price, was, inCart, addLabel, canAdd, act) } else Unit }
    is Screen.Preview -> with(screen.v1) { ActionBar { Addition(price, "", inCart, addLabel, canAdd, act) } }
    is Screen.Cart -> if (screen.v1.empty == null) ActionBar { CartBar(screen.v1, act) } else Unit
    is Screen.Checkout -> if (screen.v1.hasBar()) ActionBar { CheckoutBar(screen.v1, act) } else Unit
    else -> Unit
}

/** Where the person is: the same place keeps its scroll. */
private fun place(screen: Screen): String = when (screen) {
    is Screen.Results -> "results/${screen.v1.category}"
    is Screen.Product -> "product"
    is Screen.Checkout -> "checkout/${screen.v1.phase}"
    is Screen.Order -> "order/${screen.v1.key}"
    else -> screen::class.java.name
}

private fun ShopException.sentence() = when (this) {
    is ShopException.Refused -> text
    is ShopException.Host -> text
}
