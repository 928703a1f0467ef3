// Reads a snapshot by the paths of the scenario files: `body.lines.0.quantity`, as the core writes its screens.
package example.tradewind

import example.tradewind.core.Screen
import example.tradewind.core.SettingsScreen
import example.tradewind.core.Snapshot
import java.lang.reflect.Modifier
import org.json.JSONObject

object Paths {
    fun look(snapshot: Snapshot, path: String): Any? {
        val parts = path.split('.')
        return when (parts[0]) {
            "screen" -> snake(snapshot.screen::class.java.simpleName)
            "body" -> parts.drop(1).fold<String, Any?>(body(snapshot.screen)) { at, part -> step(at, part) }
            else -> parts.fold(snapshot as Any?) { at, part -> step(at, part) }
        }
    }

    fun sees(snapshot: Snapshot, path: String, wanted: Any): Boolean {
        val found = plain(look(snapshot, path))
        val empty = found == null || found == "" || (found is List<*> && found.isEmpty())
        return when {
            wanted == "*" -> !empty
            wanted == "" -> empty
            wanted is String && wanted.startsWith("~") -> found is String && wanted.drop(1) in found
            wanted is Number && found is Number -> wanted.toDouble() == found.toDouble()
            else -> found == wanted
        }
    }

    /** What is written, with each text `@PATH` as what stands there in the snapshot: keys that a merchant makes up are in no file. */
    fun filled(written: Any, snapshot: Snapshot): Any = when {
        written is JSONObject -> JSONObject().also { all ->
            written.keys().forEach { name -> all.put(name, filled(written.get(name), snapshot)) }
        }
        written is String && written.startsWith("@") -> checkNotNull(look(snapshot, written.drop(1))) { "nothing is at $written" }
        else -> written
    }

    /** Every text in it, for checks over all. */
    fun texts(at: Any?): List<String> = when (at) {
        is String -> listOf(at)
        is List<*> -> at.flatMap(::texts)
        null, is Number, is Boolean, is Enum<*>, is ByteArray -> emptyList()
        else -> fields(at.javaClass).flatMap { texts(it.get(at)) }
    }

    private fun body(screen: Screen): Any? = fields(screen.javaClass).single().get(screen)

    /** What another screen has is not there on this one. */
    private fun step(at: Any?, part: String): Any? {
        if (at == null) return null
        part.toIntOrNull()?.let { return (at as List<*>).getOrNull(it) }
        val name = part.replace(Regex("_(.)")) { it.groupValues[1].uppercase() }
        val field = fields(at.javaClass).firstOrNull { it.name == name }
        // As JSON each setting is a field of its own name.
        if (field == null && at is SettingsScreen) return at.choices.firstOrNull { it.setting == part }
        return field?.get(at)
    }

    private fun plain(found: Any?): Any? = if (found is Enum<*>) found.name.lowercase() else found

    private fun fields(kind: Class<*>) = kind.declaredFields.filter { !Modifier.isStatic(it.modifiers) }.onEach { it.isAccessible = true }

    /** `canGoBack` as `can_go_back`. */
    fun snake(name: String) = name.replace(Regex("(?<=.)([A-Z])")) { "_${it.value}" }.lowercase()
}
