// A phone without a screen, told by lines what to measure: `rows 200`. Answers each with a line of JSON.
package example.tradewind.bench

import example.tradewind.core.peerHold
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json

/** What is measured with. */
@Serializable
class About(val runtime: String, val rows: Int, val bytes: Long)

fun main(arguments: Array<String>) {
    val (merchant, folder, words) = arguments
    Phone(merchant, folder).use { phone ->
        val shown = phone.list(words)
        peerHold(shown)
        val runtime = "Kotlin ${KotlinVersion.CURRENT}, OpenJDK ${System.getProperty("java.version")}, JNA ${com.sun.jna.Native.VERSION}"
        say(About(runtime, Peer.snapshot().screen.rows.size, Peer.length()))
        for (line in generateSequence(::readLine)) {
            val (what, count) = line.split(' ')
            when (what) {
                "rows" -> say(rows(count.toInt()))
                "told" -> say(phone.told(count.toInt()))
                "tabs" -> say(phone.tabs(count.toInt()))
                "endure" -> say(phone.endure(count.toInt()))
                else -> error("what is $what?")
            }
        }
    }
}

inline fun <reified T> say(what: T) {
    println(Json.encodeToString(what))
    System.out.flush()
}
