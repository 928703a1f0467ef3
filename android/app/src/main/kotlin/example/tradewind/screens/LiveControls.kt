// The controls of a show's player: stop and go on, sound, the newest picture, captions, the small window; of a recording its time too.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Slider
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.toggleableState
import androidx.compose.ui.state.ToggleableState
import example.tradewind.components.Icons
import example.tradewind.components.RoundButton
import example.tradewind.components.TonalButton
import example.tradewind.core.Intent
import example.tradewind.core.LiveScreen
import example.tradewind.ports.VideoPlayer
import example.tradewind.ports.VideoState
import example.tradewind.surface.rememberSmallWindow
import example.tradewind.theme.Space
import kotlinx.coroutines.delay

/** Milliseconds between two looks at a recording's time. */
private const val LOOK_MILLIS = 500L

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun LiveControls(screen: LiveScreen, player: VideoPlayer?, state: VideoState, modifier: Modifier, onIntent: (Intent) -> Unit) {
    val video = screen.video
    // Where nothing can play there is nothing to control; previews show how it would be.
    if (video == null || (player == null && !LocalInspectionMode.current)) return
    val enterSmallWindow = rememberSmallWindow()
    Column(modifier.fillMaxWidth()) {
        if (video.isReplay && player != null && state.length > 0) TimeSlider(screen.title, player, state)
        FlowRow(
            Modifier.fillMaxWidth(),
            horizontalArrangement = Arrangement.spacedBy(Space.sm),
            verticalArrangement = Arrangement.spacedBy(Space.sm),
            itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            if (state.wanted) {
                RoundButton(Icons.pause, screen.pauseLabel) { player?.pause() }
            } else {
                RoundButton(Icons.play, screen.playLabel) { player?.play() }
            }
            if (screen.soundLabel.isNotEmpty()) {
                val heard = Modifier.semantics { toggleableState = ToggleableState(state.sound) }
                RoundButton(if (state.sound) Icons.sound else Icons.muted, screen.soundLabel, heard) { player?.sound(!state.sound) }
            }
            if (screen.captionsLabel.isNotEmpty()) {
                RoundButton(Icons.captions, screen.captionsLabel, Intent.ShowCaptions(!video.captionsShown), onIntent)
            }
            if (screen.smallWindowLabel.isNotEmpty() && video.smallWindow && enterSmallWindow != null) {
                RoundButton(Icons.smallWindow, screen.smallWindowLabel, onClick = enterSmallWindow)
            }
            if (screen.edgeLabel.isNotEmpty()) TonalButton(screen.edgeLabel) { player?.goToEdge() }
        }
    }
}

/** The time of a recording, to be drawn to another. */
@Composable
private fun TimeSlider(title: String, player: VideoPlayer, state: VideoState) {
    val at by produceState(0L, player, state.jumps) {
        while (true) {
            player.position()?.let { value = it.time }
            delay(LOOK_MILLIS)
        }
    }
    var drawn by remember { mutableStateOf<Float?>(null) }
    Slider(
        value = drawn ?: (at.toFloat() / state.length).coerceIn(0f, 1f),
        onValueChange = { drawn = it },
        modifier = Modifier.fillMaxWidth().semantics { contentDescription = title },
        onValueChangeFinished = {
            drawn?.let { player.seek((it * state.length).toLong()) }
            drawn = null
        },
    )
}
