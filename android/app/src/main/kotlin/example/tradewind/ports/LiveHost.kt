// What a show's screen needs of the phone and of the core beside snapshots: a player, reminders, the small handle.
package example.tradewind.ports

import androidx.compose.runtime.staticCompositionLocalOf
import example.tradewind.core.LivePosition
import example.tradewind.core.LiveTick

/** `tell` and `tick` are the core's small handle: they return at once, and no snapshot crosses for them. */
class LiveHost(val players: VideoPlayers?, val reminders: ShowReminders, val tell: (LivePosition) -> Unit, val tick: () -> LiveTick?)

/** Null where nothing plays, as in previews. */
val LocalLiveHost = staticCompositionLocalOf<LiveHost?> { null }
