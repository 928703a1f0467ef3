// Media3's player as a test moves it: it plays nothing, and tells its listeners what the test says.
package example.tradewind

import androidx.media3.common.C
import androidx.media3.common.MediaItem
import androidx.media3.common.PlaybackException
import androidx.media3.common.Player
import androidx.media3.common.Timeline
import androidx.media3.common.TrackSelectionParameters
import androidx.media3.exoplayer.ExoPlayer

class FakeExoPlayer : ExoPlayer {
    private val listeners = mutableListOf<Player.Listener>()
    val items = mutableListOf<MediaItem>()

    /** Where each item was to begin, null where nobody said. */
    val starts = mutableListOf<Long?>()
    val sought = mutableListOf<Long>()
    var edges = 0
    var prepared = 0
    var released = false

    override var currentTimeline = Timeline()
    override val currentMediaItemIndex = 0
    override var currentPosition = 0L
    override var duration = C.TIME_UNSET
    override var playbackState = Player.STATE_IDLE
    override val isPlaying get() = playWhenReady && playbackState == Player.STATE_READY
    override var trackSelectionParameters = TrackSelectionParameters.DEFAULT
    override var volume = 1f
    override var playWhenReady = false
        set(value) {
            field = value
            tell(Player.EVENT_PLAY_WHEN_READY_CHANGED, Player.EVENT_IS_PLAYING_CHANGED)
        }

    override fun addListener(listener: Player.Listener) {
        listeners += listener
    }

    override fun setMediaItem(mediaItem: MediaItem) = set(mediaItem, null)

    override fun setMediaItem(mediaItem: MediaItem, startPositionMs: Long) = set(mediaItem, startPositionMs)

    override fun prepare() {
        prepared++
        playbackState = Player.STATE_BUFFERING
        tell(Player.EVENT_PLAYBACK_STATE_CHANGED)
    }

    override fun seekTo(positionMs: Long) {
        sought += positionMs
        currentPosition = positionMs
        tell(Player.EVENT_POSITION_DISCONTINUITY)
    }

    override fun seekToDefaultPosition() {
        edges++
        tell(Player.EVENT_POSITION_DISCONTINUITY)
    }

    override fun release() {
        released = true
    }

    /** The playlist is there, and a picture stands. `offset` is how far the window is from its first begin. */
    fun gets(start: Long, position: Long, offset: Long = 0, length: Long = C.TIME_UNSET) {
        currentTimeline = Timeline(
            Timeline.Window().apply {
                windowStartTimeMs = start
                positionInFirstPeriodMs = offset
            },
        )
        currentPosition = position
        duration = length
        playbackState = Player.STATE_READY
        tell(
            Player.EVENT_TIMELINE_CHANGED,
            Player.EVENT_PLAYBACK_STATE_CHANGED,
            Player.EVENT_IS_PLAYING_CHANGED,
            Player.EVENT_RENDERED_FIRST_FRAME,
        )
    }

    /** Waits for data. */
    fun stalls() {
        playbackState = Player.STATE_BUFFERING
        tell(Player.EVENT_PLAYBACK_STATE_CHANGED, Player.EVENT_IS_PLAYING_CHANGED)
    }

    /** The last picture of a playlist that has ended. */
    fun ends() {
        playbackState = Player.STATE_ENDED
        tell(Player.EVENT_PLAYBACK_STATE_CHANGED, Player.EVENT_IS_PLAYING_CHANGED)
    }

    fun fails(code: Int) {
        playbackState = Player.STATE_IDLE
        listeners.forEach { it.onPlayerError(PlaybackException(code)) }
    }

    private fun set(item: MediaItem, start: Long?) {
        items += item
        starts += start
        currentTimeline = Timeline(Timeline.Window().apply { isPlaceholder = true })
        tell(Player.EVENT_TIMELINE_CHANGED, Player.EVENT_MEDIA_ITEM_TRANSITION)
    }

    private fun tell(vararg events: Int) = listeners.forEach { it.onEvents(this, Player.Events(*events)) }
}
