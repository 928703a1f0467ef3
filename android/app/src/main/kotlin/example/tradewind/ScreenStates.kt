// Keeps what belongs to each screen, above all its scroll position: back finds it again, a new visit starts at the top.
package example.tradewind

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.SaveableStateHolder
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab

/** The screens that back can lead to, of each tab by itself. Follows the core's navigation by the snapshots. */
class BackStacks(saved: List<List<String>> = emptyList()) {
    private val stacks = Tab.entries.associateWith { saved.getOrElse(it.ordinal) { emptyList() }.toMutableList() }

    /** A screen is shown. Returns the state keys of those that were left for good, as back leads to them no more. */
    fun show(tab: Tab, place: String): List<String> {
        val stack = stacks.getValue(tab)
        val at = stack.indexOf(place)
        if (at < 0) {
            stack += place
            return emptyList()
        }
        val left = stack.subList(at + 1, stack.size)
        return left.map { stateKey(tab, it) }.also { left.clear() }
    }

    private fun saved(): List<List<String>> = Tab.entries.map { stacks.getValue(it).toList() }

    companion object {
        val Saver = listSaver<BackStacks, List<String>>({ it.saved() }, { BackStacks(it) })

        fun stateKey(tab: Tab, place: String) = "$tab/$place"
    }
}

/** The saved states of the screens on the back stacks. */
class ScreenStates(private val holder: SaveableStateHolder, private val stacks: BackStacks) {
    @Composable
    fun Provide(snapshot: Snapshot, content: @Composable () -> Unit) {
        val tab = snapshot.tabs.firstOrNull { it.selected }?.tab ?: Tab.HOME
        val place = place(snapshot.screen)
        val stateKey = BackStacks.stateKey(tab, place)
        key(stateKey) { holder.SaveableStateProvider(stateKey, content) }
        LaunchedEffect(stateKey) { stacks.show(tab, place).forEach(holder::removeState) }
    }
}

@Composable
fun rememberScreenStates(): ScreenStates {
    val holder = rememberSaveableStateHolder()
    val stacks = rememberSaveable(saver = BackStacks.Saver) { BackStacks() }
    return remember(holder, stacks) { ScreenStates(holder, stacks) }
}

/** Names a screen by what it shows. All variants of a product are one place: choosing one does not scroll. */
private fun place(screen: Screen): String = when (screen) {
    is Screen.Results -> "results/${screen.content.category}"
    is Screen.Product -> "product/${screen.content.variants.minOfOrNull { it.key } ?: screen.content.key}"
    is Screen.Checkout -> "checkout/${screen.content.phase}"
    is Screen.Order -> "order/${screen.content.key}"
    is Screen.Live -> "live/${screen.content.key}"
    // One place each.
    else -> screen.javaClass.simpleName
}
