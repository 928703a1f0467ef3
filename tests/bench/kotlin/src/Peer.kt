// The peer: the same list as JSON, over JNA's fastest way of calling C, read by kotlinx.serialization into equal classes.
package example.tradewind.bench

import com.sun.jna.Native
import com.sun.jna.Pointer
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json

object Peer {
    private val json = Json { ignoreUnknownKeys = true }

    init {
        Native.register(Peer::class.java, "tradewind")
    }

    @JvmStatic
    private external fun tradewind_peer_json(): Pointer

    @JvmStatic
    private external fun tradewind_peer_json_length(): Long

    fun snapshot(): JsonSnapshot {
        val text = tradewind_peer_json()
        return json.decodeFromString(String(text.getByteArray(0, tradewind_peer_json_length().toInt()), Charsets.UTF_8))
    }

    fun length(): Long = tradewind_peer_json_length()
}

// Named as JSON has them, so that no name has to be looked up elsewhere. The screen is known to be a list: no kind is looked at.

@Serializable
data class JsonSnapshot(
    val revision: ULong,
    val language: String,
    val direction: JsonDirection,
    val title: String,
    val can_go_back: Boolean,
    val back_label: String,
    val tabs_label: String,
    val tabs: List<JsonTabItem>,
    val banners: List<JsonBanner>,
    val toast: JsonToast?,
    val look_again: UInt?,
    val looks: UInt,
    val news: JsonNotice?,
    val wants_referrer: Boolean,
    val reminders: List<JsonReminder>,
    val screen: JsonResults,
)

@Serializable
data class JsonReminder(
    val key: String,
    val is_on: Boolean,
    val at: Long,
    val title: String,
    val body: String,
    val link: String,
    val label: String,
    val note: String,
)

@Serializable
enum class JsonDirection { ltr, rtl }

@Serializable
enum class JsonTab { home, cart, orders, settings }

@Serializable
data class JsonTabItem(val tab: JsonTab, val label: String, val badge: String, val selected: Boolean, val accessibility: String)

@Serializable
enum class JsonTone { info, success, warning, error }

@Serializable
data class JsonBanner(val tone: JsonTone, val code: String?, val text: String, val action: String)

@Serializable
data class JsonToast(val text: String, val undo: String, val dismiss: String)

@Serializable
data class JsonNotice(val tone: JsonTone, val code: String?, val title: String, val body: String)

@Serializable
data class JsonResults(
    val words: String,
    val search_hint: String,
    val clear_label: String,
    val category: String,
    val count: String,
    val total: UInt,
    val first: UInt,
    val rows: List<JsonCard>,
    val as_of: String,
    val loading: Boolean,
    val empty: JsonEmpty?,
)

@Serializable
data class JsonEmpty(val title: String, val body: String, val action: String)

@Serializable
data class JsonCard(
    val key: String,
    val title: String,
    val highlights: List<JsonRange>,
    val brand: String,
    val price: String,
    val was: String,
    val badge: String,
    val stock: String,
    val available: Boolean,
    val picture: JsonPicture?,
    val accessibility: String,
)

@Serializable
data class JsonRange(val start: UInt, val end: UInt)

/** Its first paint is left out of this JSON. */
@Serializable
data class JsonPicture(val key: String, val accessibility: String)
