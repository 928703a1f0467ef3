// Stands in for Media3's player (androidx.media3:media3-exoplayer 1.9): its signatures; it never ships.
package androidx.media3.exoplayer

import android.content.Context
import androidx.media3.common.AudioAttributes
import androidx.media3.common.Player

interface ExoPlayer : Player {
    class Builder(@Suppress("UNUSED_PARAMETER") context: Context) {
        fun setAudioAttributes(
            @Suppress("UNUSED_PARAMETER") audioAttributes: AudioAttributes,
            @Suppress("UNUSED_PARAMETER") handleAudioFocus: Boolean,
        ) = this

        fun setHandleAudioBecomingNoisy(@Suppress("UNUSED_PARAMETER") handleAudioBecomingNoisy: Boolean) = this

        fun build(): ExoPlayer = made()
    }

    companion object {
        /** Tests put theirs here. */
        var made: () -> ExoPlayer = { error("no test has set it") }
    }
}
