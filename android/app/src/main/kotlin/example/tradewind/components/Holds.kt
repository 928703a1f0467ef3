// Held prices: what the core says of one, and what is left of its time, which comes by the small handle and not by snapshots.
package example.tradewind.components

import android.os.SystemClock
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.State
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalView
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.Countdown
import example.tradewind.core.HoldView
import example.tradewind.core.Screen
import example.tradewind.ports.LocalLiveHost
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space
import kotlinx.coroutines.delay

/** Milliseconds between two looks at what is left. */
private const val TICK_MILLIS = 1_000L

/** Milliseconds between two times that a screen reader says it by itself. */
private const val SAY_MILLIS = 60_000L

/** What is left of each held price, by its key. Who draws one reads it, so that nothing else is drawn anew each second. */
val LocalCountdowns = staticCompositionLocalOf<State<Map<String, Countdown>>> { mutableStateOf(emptyMap()) }

/** Asks the core once a second what is left, while a held price is on the screen. */
@Composable
fun Countdowns(screen: Screen, content: @Composable () -> Unit) {
    val tick = LocalLiveHost.current?.tick ?: return content()
    val known = remember { mutableStateOf(emptyMap<String, Countdown>()) }
    val running = screen.holds().any { it.holds }
    LaunchedEffect(running, tick) {
        while (running) {
            known.value = tick()?.countdowns.orEmpty().associateBy { it.key }
            delay(TICK_MILLIS)
        }
    }
    CompositionLocalProvider(LocalCountdowns provides known, content = content)
}

private fun Screen.holds(): List<HoldView> = when (this) {
    is Screen.Live -> (listOfNotNull(content.card) + content.earlier).mapNotNull { it.hold }
    is Screen.Product -> listOfNotNull(content.hold)
    is Screen.Cart -> content.lines.mapNotNull { it.hold }
    is Screen.Checkout -> content.holds
    else -> emptyList()
}

/** A price that is held, with what is left of it; or what became of it. */
@Composable
fun HoldPart(hold: HoldView?, modifier: Modifier = Modifier) {
    if (hold == null) return
    val (containerColor, contentColor) = hold.tone.colors(Design.colors)
    Column(
        modifier
            .fillMaxWidth()
            .background(containerColor, RoundedCornerShape(Radius.small))
            .padding(horizontal = Space.md, vertical = Space.sm),
        Arrangement.spacedBy(Space.xs),
    ) {
        if (hold.holds) {
            Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.sm), Alignment.CenterVertically) {
                if (hold.price.isNotEmpty()) AppText(hold.price, Modifier.weight(1f), Design.type.label, contentColor)
                CountdownText(hold.key, contentColor)
            }
            AppText(hold.sentence, style = Design.type.detail, color = contentColor)
            CountdownBar(hold.key, contentColor)
        } else {
            AppText(hold.sentence, Modifier.announced(hold.tone), Design.type.detail, contentColor)
        }
    }
}

/** Digits as wide as each other, so that nothing jumps. A screen reader says it when it comes, and then at most once a minute. */
@Composable
private fun CountdownText(key: String, color: Color) {
    val countdown = LocalCountdowns.current.value[key]?.takeUnless { it.over } ?: return
    val view = LocalView.current
    val said = remember(key) { LastSaid() }
    LaunchedEffect(countdown.spoken) {
        val now = SystemClock.elapsedRealtime()
        if (now - said.at < SAY_MILLIS) return@LaunchedEffect
        said.at = now
        view.announceForAccessibility(countdown.spoken)
    }
    AppText(
        countdown.text,
        Modifier.semantics { contentDescription = countdown.spoken },
        Design.type.label.copy(fontFeatureSettings = "tnum"),
        color,
        maxLines = 1,
    )
}

private class LastSaid(var at: Long = -SAY_MILLIS)

/** The same as a bar, a step each second; none where the person wants nothing to move. */
@Composable
private fun CountdownBar(key: String, color: Color) {
    val countdown = LocalCountdowns.current.value[key]?.takeUnless { it.over } ?: return
    if (isMotionReduced()) return
    val left = countdown.percent.toInt() / 100f
    val shape = RoundedCornerShape(Radius.full)
    Box(Modifier.fillMaxWidth().height(3.dp).background(color.copy(alpha = 0.2f), shape).hiddenFromAccessibility()) {
        Box(Modifier.fillMaxWidth(left).height(3.dp).background(color, shape))
    }
}
