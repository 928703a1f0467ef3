// A show's player while its screen is shown: made, told what to play, stopped; and where it is goes to the core by the small handle.
package example.tradewind.surface

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.MutableState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.viewinterop.AndroidView
import androidx.lifecycle.compose.LifecycleStartEffect
import example.tradewind.components.AsyncImage
import example.tradewind.core.LivePosition
import example.tradewind.core.LiveScreen
import example.tradewind.core.LiveVideo
import example.tradewind.ports.LiveHost
import example.tradewind.ports.LocalLiveHost
import example.tradewind.ports.VideoPlayer
import example.tradewind.ports.VideoPosition
import example.tradewind.ports.VideoState
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/** Milliseconds between two reports while the picture moves. */
private const val REPORT_MILLIS = 250L

/** No time of a recording. */
private const val NOWHERE = -1L

/** The player of this show; null where there is nothing to play, or nothing to play it with. It goes when the screen does. */
@Composable
fun rememberShowPlayer(screen: LiveScreen): VideoPlayer? {
    val host = LocalLiveHost.current
    val players = host?.players
    val context = LocalContext.current.applicationContext
    val plays = screen.video != null
    var player by remember { mutableStateOf<VideoPlayer?>(null) }
    DisposableEffect(players, screen.key, plays) {
        val made = if (plays) players?.invoke(context) else null
        player = made
        onDispose {
            player = null
            made?.close()
        }
    }
    val (made, video) = player to screen.video
    // A recording goes on where it was left, when back leads to the screen again.
    val left = rememberSaveable(screen.key) { mutableStateOf(NOWHERE) }
    if (host != null && made != null && video != null) key(made) { Play(made, screen.key, video, host, left) }
    return player
}

/** `left` is where a recording is, kept with the screen. */
@Composable
private fun Play(player: VideoPlayer, show: String, video: LiveVideo, host: LiveHost, left: MutableState<Long>) {
    LaunchedEffect(video.playlist) {
        player.open(video.playlist, video.begin, left.value.takeIf { video.isReplay && it != NOWHERE })
    }
    LaunchedEffect(video.captionsLanguage, video.captionsShown) { player.captions(video.captionsLanguage, video.captionsShown) }
    val replay by rememberUpdatedState(video.isReplay)
    LaunchedEffect(show, host) {
        val tell = {
            val at = player.position()
            val state = player.state.value
            val playing = state.playing
            if (at != null && playing) left.value = if (replay) at.time else NOWHERE
            if (at != null) host.tell(at.of(show, playing, state.ended))
        }
        // At once at each change, and four times a second while the picture moves.
        launch { player.state.collect { tell() } }
        while (true) {
            delay(REPORT_MILLIS)
            if (player.state.value.playing) tell()
        }
    }
    // Out of sight it stands still; in the system's small window it is in sight.
    val wish = remember { Wish() }
    LifecycleStartEffect(player) {
        if (wish.plays) player.play()
        onStopOrDispose {
            wish.plays = player.state.value.wanted
            player.pause()
        }
    }
}

private fun VideoPosition.of(show: String, playing: Boolean, ended: Boolean) = LivePosition(
    show = show,
    positionMs = time.coerceAtLeast(0).toULong(),
    programmeMs = programme,
    latencyMs = latency.coerceAtLeast(0).toULong(),
    playing = playing,
    ended = ended,
)

/** Whether the picture is to move when it is in sight. A show begins by itself. */
private class Wish(var plays: Boolean = true)

/** The picture, or the poster until there is one. */
@Composable
fun ShowPicture(screen: LiveScreen, player: VideoPlayer?, state: VideoState, modifier: Modifier = Modifier) =
    Box(modifier.background(Color.Black)) {
        if (player != null) {
            val description = screen.video?.accessibility.orEmpty()
            key(player) {
                AndroidView(
                    factory = { context -> player.attach(context) },
                    modifier = Modifier.fillMaxSize().semantics {
                        contentDescription = description
                        role = Role.Image
                    },
                    onRelease = { view -> player.detach(view) },
                    update = { view -> view.keepScreenOn = state.playing },
                )
            }
        }
        if (!state.hasPicture) {
            AsyncImage(
                screen.poster,
                480.dp,
                Modifier.fillMaxSize(),
                described = player == null,
                contentScale = ContentScale.Fit,
                backdrop = Color.Black,
            )
        }
    }
