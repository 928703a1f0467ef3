// Stands in for Media3 (androidx.media3:media3-common 1.9): a player and its timeline; their signatures; it never ships.
package androidx.media3.common

interface Player {
    val currentTimeline: Timeline
    val currentMediaItemIndex: Int

    /** From the begin of the window, in milliseconds. */
    val currentPosition: Long

    /** Of the window, or `C.TIME_UNSET`. */
    val duration: Long
    val playbackState: Int
    val isPlaying: Boolean
    var playWhenReady: Boolean

    var volume: Float
    var trackSelectionParameters: TrackSelectionParameters

    fun addListener(listener: Listener)

    fun setMediaItem(mediaItem: MediaItem)

    fun setMediaItem(mediaItem: MediaItem, startPositionMs: Long)

    fun prepare()

    fun seekTo(positionMs: Long)

    fun seekToDefaultPosition()

    fun release()

    interface Listener {
        fun onEvents(player: Player, events: Events) = Unit

        fun onPlayerError(error: PlaybackException) = Unit
    }

    class Events(private vararg val all: Int) {
        fun contains(event: Int) = event in all

        fun containsAny(vararg events: Int) = events.any { it in all }
    }

    companion object {
        const val STATE_IDLE = 1
        const val STATE_BUFFERING = 2
        const val STATE_READY = 3
        const val STATE_ENDED = 4
        const val EVENT_TIMELINE_CHANGED = 0
        const val EVENT_MEDIA_ITEM_TRANSITION = 1
        const val EVENT_PLAYBACK_STATE_CHANGED = 4
        const val EVENT_PLAY_WHEN_READY_CHANGED = 5
        const val EVENT_IS_PLAYING_CHANGED = 7
        const val EVENT_POSITION_DISCONTINUITY = 11
        const val EVENT_RENDERED_FIRST_FRAME = 26
    }
}

/** Of one window here, or of none. */
class Timeline(private val only: Window? = null) {
    val isEmpty: Boolean get() = only == null

    fun getWindow(@Suppress("UNUSED_PARAMETER") windowIndex: Int, window: Window): Window {
        val known = checkNotNull(only) { "no window" }
        window.windowStartTimeMs = known.windowStartTimeMs
        window.isPlaceholder = known.isPlaceholder
        window.positionInFirstPeriodMs = known.positionInFirstPeriodMs
        return window
    }

    class Window {
        /** The programme date-time of its begin in Unix milliseconds, or `C.TIME_UNSET`. */
        @JvmField
        var windowStartTimeMs: Long = C.TIME_UNSET

        /** Whether nothing is known of it yet. */
        @JvmField
        var isPlaceholder: Boolean = false

        /** How far its begin is from that of the first playlist, in milliseconds. */
        var positionInFirstPeriodMs: Long = 0
    }
}
