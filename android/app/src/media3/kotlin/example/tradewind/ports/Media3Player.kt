// A show's player by Media3. For apps with androidx.media3's exoplayer, exoplayer-hls and ui: add this folder to the app's sources.
package example.tradewind.ports

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.view.View
import androidx.media3.common.AudioAttributes
import androidx.media3.common.C
import androidx.media3.common.MediaItem
import androidx.media3.common.MimeTypes
import androidx.media3.common.PlaybackException
import androidx.media3.common.Player
import androidx.media3.common.Timeline
import androidx.media3.exoplayer.ExoPlayer
import androidx.media3.ui.PlayerView
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

/**
 * HLS by ExoPlayer. Its sound stops for calls and when headphones are pulled out. The picture is in step with the position that it tells
 * (sound cards' delays are in it), so no latency is told: `currentLiveOffset` is another thing, how far the position is behind the
 * merchant's clock.
 */
class Media3Player(context: Context) : VideoPlayer {
    private val player: ExoPlayer = ExoPlayer.Builder(context)
        .setAudioAttributes(
            AudioAttributes.Builder().setUsage(C.USAGE_MEDIA).setContentType(C.AUDIO_CONTENT_TYPE_MOVIE).build(),
            true,
        )
        .setHandleAudioBecomingNoisy(true)
        .build()
    private val main = Handler(Looper.getMainLooper())
    private val known = Timeline.Window()
    private val _state = MutableStateFlow(VideoState())
    private var view: PlayerView? = null
    private var closed = false

    /** Where to begin, until the playlist's dates are known. */
    private var begin: Long? = null

    override val state: StateFlow<VideoState> = _state.asStateFlow()

    init {
        player.addListener(Events())
    }

    override fun position(): VideoPosition? {
        if (closed || begin != null) return null
        val at = player.currentPosition
        val window = newest() ?: return null
        val start = window.windowStartTimeMs
        return VideoPosition(window.positionInFirstPeriodMs + at, if (start == C.TIME_UNSET) null else start + at)
    }

    override fun open(playlist: String, begin: Long?, at: Long?) {
        if (closed) return
        val item = MediaItem.Builder().setUri(playlist).setMimeType(MimeTypes.APPLICATION_M3U8).build()
        this.begin = if (at == null) begin else null
        if (at == null) player.setMediaItem(item) else player.setMediaItem(item, at)
        player.prepare()
        _state.update { it.copy(hasPicture = false, jumps = it.jumps + 1) }
    }

    override fun captions(language: String, shown: Boolean) {
        if (closed) return
        player.trackSelectionParameters = player.trackSelectionParameters.buildUpon()
            .setPreferredTextLanguage(language.ifEmpty { null })
            .setTrackTypeDisabled(C.TRACK_TYPE_TEXT, !shown)
            .build()
    }

    override fun sound(on: Boolean) {
        if (closed) return
        player.volume = if (on) 1f else 0f
        _state.update { it.copy(sound = on) }
    }

    override fun play() {
        if (closed) return
        // At the end of a recording: from its begin.
        if (player.playbackState == Player.STATE_ENDED) player.seekToDefaultPosition()
        player.playWhenReady = true
        again()
    }

    override fun pause() {
        if (!closed) player.playWhenReady = false
    }

    override fun seek(at: Long) {
        if (!closed) player.seekTo(at)
    }

    override fun goToEdge() {
        if (closed) return
        player.seekToDefaultPosition()
        play()
    }

    override fun attach(context: Context): View {
        view?.player = null
        val made = PlayerView(context)
        made.useController = false
        // What is to be seen says the screen; the view's own parts say nothing.
        made.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
        if (!closed) made.player = player
        view = made
        return made
    }

    override fun detach(view: View) {
        (view as? PlayerView)?.player = null
        if (this.view === view) this.view = null
    }

    override fun close() {
        if (closed) return
        closed = true
        main.removeCallbacksAndMessages(null)
        view?.player = null
        view = null
        player.release()
        _state.value = VideoState()
    }

    /** The playlist as it is known at this moment; null before the first. */
    private fun newest(): Timeline.Window? {
        val timeline = player.currentTimeline
        if (timeline.isEmpty) return null
        return timeline.getWindow(player.currentMediaItemIndex, known).takeUnless { it.isPlaceholder }
    }

    /** Where the player gave up for want of a network, it tries again. */
    private fun again() {
        main.removeCallbacksAndMessages(null)
        if (player.playbackState == Player.STATE_IDLE && !player.currentTimeline.isEmpty) player.prepare()
    }

    /** Begins where it is to begin, once the playlist says which moment it begins with. */
    private fun seekToBegin() {
        val wanted = begin ?: return
        val start = newest()?.windowStartTimeMs ?: return
        begin = null
        // A playlist without dates is played from where the player begins by itself.
        if (start != C.TIME_UNSET) player.seekTo((wanted - start).coerceAtLeast(0))
    }

    private inner class Events : Player.Listener {
        override fun onEvents(player: Player, events: Player.Events) {
            if (closed) return
            if (events.contains(Player.EVENT_TIMELINE_CHANGED)) seekToBegin()
            val jumped = events.containsAny(Player.EVENT_POSITION_DISCONTINUITY, Player.EVENT_MEDIA_ITEM_TRANSITION)
            val drawn = events.contains(Player.EVENT_RENDERED_FIRST_FRAME)
            val length = player.duration
            _state.update {
                VideoState(
                    playing = player.isPlaying,
                    wanted = player.playWhenReady,
                    hasPicture = it.hasPicture || drawn,
                    length = if (length == C.TIME_UNSET) 0 else length,
                    jumps = if (jumped) it.jumps + 1 else it.jumps,
                    ended = player.playbackState == Player.STATE_ENDED,
                    sound = it.sound,
                )
            }
        }

        /** Who fell behind what the playlist still holds goes on with the newest; else it is tried again in a while. */
        override fun onPlayerError(error: PlaybackException) {
            if (closed) return
            if (error.errorCode == PlaybackException.ERROR_CODE_BEHIND_LIVE_WINDOW) {
                player.seekToDefaultPosition()
                player.prepare()
            } else {
                main.removeCallbacksAndMessages(null)
                main.postDelayed({ if (!closed && player.playWhenReady) again() }, PAUSE)
            }
        }
    }

    private companion object {
        /** Milliseconds between an error and the next try. */
        const val PAUSE = 5_000L
    }
}
