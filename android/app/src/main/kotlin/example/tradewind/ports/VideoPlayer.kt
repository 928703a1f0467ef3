// Port: what plays a show's picture. The app draws round it and tells the core where it is.
package example.tradewind.ports

import android.content.Context
import android.view.View
import kotlinx.coroutines.flow.StateFlow

/** Makes a player; none ships: an app that has Media3 names its adapter in `TradewindApplication.videoPlayers` (README). */
typealias VideoPlayers = (Context) -> VideoPlayer

/** One player, for one show. On the main thread only. After [close] every call does nothing. */
interface VideoPlayer : AutoCloseable {
    /** Changes at each start, stop, stall, seek and new item: the core is told at once then. */
    val state: StateFlow<VideoState>

    /** Where it is at this moment; null while it does not know what it plays, or is still on the way to where it is to begin. */
    fun position(): VideoPosition?

    /**
     * Plays a playlist, as another item. `begin` is the programme date-time to begin with, in Unix milliseconds, `at` a time from the
     * playlist's begin, in milliseconds; without both the newest picture, or of a recording the first.
     */
    fun open(playlist: String, begin: Long?, at: Long?)

    /** Chooses captions by their BCP 47 language, which may be empty. */
    fun captions(language: String, shown: Boolean)

    /** Whether it is heard; each player begins so. */
    fun sound(on: Boolean)

    fun play()

    fun pause()

    /** To a time from the playlist's begin, in milliseconds. */
    fun seek(at: Long)

    /** To the newest picture. */
    fun goToEdge()

    /** A view that shows the picture and the captions; the one before shows nothing any more. */
    fun attach(context: Context): View

    fun detach(view: View)
}

/**
 * `playing`: the picture moves. `wanted`: it is to move, and may wait for data. `hasPicture`: one was drawn. `length` is a recording's, in
 * milliseconds, 0 where it is not known. `jumps` counts seeks and new items. `ended`: it was played to its end, and stands there. `sound`: it
 * is heard.
 */
data class VideoState(
    val playing: Boolean = false,
    val wanted: Boolean = false,
    val hasPicture: Boolean = false,
    val length: Long = 0,
    val jumps: Int = 0,
    val ended: Boolean = false,
    val sound: Boolean = true,
)

/**
 * In milliseconds: `time` from the begin of the first playlist that was given, `programme` the picture's programme date-time where it is
 * known, `latency` how far the glass is behind both, 0 where nobody knows.
 */
data class VideoPosition(val time: Long, val programme: Long?, val latency: Long = 0)
