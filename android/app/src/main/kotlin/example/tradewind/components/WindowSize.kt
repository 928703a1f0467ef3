// What fits into the window: widths of content, two panes side by side, a navigation rail.
package example.tradewind.components

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.wrapContentWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import example.tradewind.core.Screen

object WindowSize {
    /** Maximum width of text and forms: about eighty letters a line. */
    val maxReadingWidth = 672.dp

    /** Maximum width of grids and pictures. */
    val maxBrowsingWidth = 1240.dp

    /** Whether two panes fit side by side. */
    val showsTwoPanes: Boolean
        @Composable @ReadOnlyComposable
        get() = LocalConfiguration.current.screenWidthDp >= 720

    /** Whether the tabs are a rail beside the screen instead of a bar below it. */
    val showsNavigationRail: Boolean
        @Composable @ReadOnlyComposable
        get() = LocalConfiguration.current.screenWidthDp >= 840
}

/** As wide as possible up to `maxWidth`, centred. */
fun Modifier.maxContentWidth(maxWidth: Dp) =
    fillMaxWidth().wrapContentWidth(Alignment.CenterHorizontally).widthIn(max = maxWidth).fillMaxWidth()

/** Maximum width of a screen's content. */
val Screen.maxContentWidth: Dp
    get() = when (this) {
        is Screen.Home, is Screen.Results, is Screen.Product, is Screen.Preview -> WindowSize.maxBrowsingWidth
        is Screen.Cart, is Screen.Checkout, is Screen.Orders, is Screen.Order, is Screen.Settings -> WindowSize.maxReadingWidth
    }
