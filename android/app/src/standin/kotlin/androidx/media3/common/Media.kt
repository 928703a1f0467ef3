// Stands in for Media3 (androidx.media3:media3-common 1.9): what is played and by what choices; its signatures; it never ships.
package androidx.media3.common

object C {
    const val TIME_UNSET = Long.MIN_VALUE + 1
    const val TRACK_TYPE_TEXT = 3
    const val USAGE_MEDIA = 1
    const val AUDIO_CONTENT_TYPE_MOVIE = 3
}

object MimeTypes {
    const val APPLICATION_M3U8 = "application/x-mpegURL"
}

class MediaItem private constructor(val uri: String, val mimeType: String?) {
    class Builder {
        private var uri = ""
        private var mimeType: String? = null

        fun setUri(uri: String?) = apply { this.uri = uri.orEmpty() }

        fun setMimeType(mimeType: String?) = apply { this.mimeType = mimeType }

        fun build() = MediaItem(uri, mimeType)
    }
}

class AudioAttributes private constructor(val usage: Int, val contentType: Int) {
    class Builder {
        private var usage = 0
        private var contentType = 0

        fun setUsage(usage: Int) = apply { this.usage = usage }

        fun setContentType(contentType: Int) = apply { this.contentType = contentType }

        fun build() = AudioAttributes(usage, contentType)
    }
}

class TrackSelectionParameters private constructor(val preferredTextLanguage: String?, val disabledTrackTypes: Set<Int>) {
    fun buildUpon() = Builder(preferredTextLanguage, disabledTrackTypes)

    class Builder internal constructor(private var language: String?, private var disabled: Set<Int>) {
        fun setPreferredTextLanguage(preferredTextLanguage: String?) = apply { language = preferredTextLanguage }

        fun setTrackTypeDisabled(trackType: Int, disabled: Boolean) = apply {
            this.disabled = if (disabled) this.disabled + trackType else this.disabled - trackType
        }

        fun build() = TrackSelectionParameters(language, disabled)
    }

    companion object {
        /** What a new player has. */
        val DEFAULT = TrackSelectionParameters(null, emptySet())
    }
}

class PlaybackException(@JvmField val errorCode: Int) : Exception() {
    companion object {
        const val ERROR_CODE_BEHIND_LIVE_WINDOW = 1002
        const val ERROR_CODE_IO_NETWORK_CONNECTION_FAILED = 2001
    }
}
