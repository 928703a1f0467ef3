// What a window has room for: lines that can be read, columns, two panes side by side, tabs at the side.
package example.tradewind.parts

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

object Room {
    /** For what is read or filled in: about eighty letters a line, with the edges. */
    val read = 672.dp

    /** For what is looked through. */
    val seen = 1240.dp

    /** Whether two panes stand side by side. */
    val panes: Boolean @Composable @ReadOnlyComposable get() = LocalConfiguration.current.screenWidthDp >= 720

    /** Whether the tabs stand at the side. */
    val rail: Boolean @Composable @ReadOnlyComposable get() = LocalConfiguration.current.screenWidthDp >= 840
}

/** As wide as there is room, but no wider than `most`; what is left stands on both sides. */
fun Modifier.atMost(most: Dp) = fillMaxWidth().wrapContentWidth(Alignment.CenterHorizontally).widthIn(max = most).fillMaxWidth()

/** How wide a screen may become. */
val Screen.room: Dp
    get() = when (this) {
        is Screen.Home, is Screen.Results, is Screen.Product, is Screen.Preview -> Room.seen
        is Screen.Cart, is Screen.Checkout, is Screen.Orders, is Screen.Order, is Screen.Settings -> Room.read
    }
