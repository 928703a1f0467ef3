// What fits into the window: Material's window size classes, and the widths of content.
package example.tradewind.components

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.wrapContentWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalWindowInfo
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.window.core.layout.WindowSizeClass
import androidx.window.core.layout.WindowSizeClass.Companion.BREAKPOINTS_V1
import androidx.window.core.layout.WindowSizeClass.Companion.WIDTH_DP_EXPANDED_LOWER_BOUND
import androidx.window.core.layout.WindowSizeClass.Companion.WIDTH_DP_MEDIUM_LOWER_BOUND
import androidx.window.core.layout.computeWindowSizeClass
import example.tradewind.core.Screen

/** The class of this window's size: compact below 600 dp of width, medium below 840 dp, else expanded. */
@Composable
@ReadOnlyComposable
fun currentWindowSizeClass(): WindowSizeClass {
    val size = LocalWindowInfo.current.containerDpSize
    return BREAKPOINTS_V1.computeWindowSizeClass(size.width.value, size.height.value)
}

/** Whether two panes fit side by side: medium and expanded windows. */
val WindowSizeClass.showsTwoPanes: Boolean get() = isWidthAtLeastBreakpoint(WIDTH_DP_MEDIUM_LOWER_BOUND)

/** Whether the tabs are a rail beside the screen instead of a bar below it: expanded windows. */
val WindowSizeClass.showsNavigationRail: Boolean get() = isWidthAtLeastBreakpoint(WIDTH_DP_EXPANDED_LOWER_BOUND)

/** Maximum widths of content in wide windows. */
object ContentWidth {
    /** Of text and forms: about eighty letters a line. */
    val reading = 672.dp

    /** Of small text, whose letters are narrower: as many letters a line. */
    val caption = 448.dp

    /** Of grids and pictures. */
    val browsing = 1240.dp
}

/** As wide as possible up to `maxWidth`, centred. */
fun Modifier.maxContentWidth(maxWidth: Dp) =
    fillMaxWidth().wrapContentWidth(Alignment.CenterHorizontally).widthIn(max = maxWidth).fillMaxWidth()

/** Maximum width of a screen's content. */
val Screen.maxContentWidth: Dp
    get() = when (this) {
        is Screen.Home, is Screen.Results, is Screen.Product, is Screen.Preview, is Screen.Live -> ContentWidth.browsing
        else -> ContentWidth.reading
    }
