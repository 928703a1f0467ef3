// Intents as the scenario files write them, built by their own fields: `"undo"`, `{"search": {"words": "mug"}}`.
package example.tradewind

import example.tradewind.core.Intent
import java.lang.reflect.Modifier
import org.json.JSONArray
import org.json.JSONObject

object Intents {
    /** The intent called `verb`. A body that is no object is the value of its only field. */
    fun read(verb: String, body: Any): Intent {
        val name = verb.split('_').joinToString("") { it.replaceFirstChar(Char::uppercase) }
        val kind = Intent::class.java.declaredClasses.firstOrNull { it.simpleName == name } ?: error("no intent is called $verb")
        val fields = kind.declaredFields.filter { !Modifier.isStatic(it.modifiers) }
        if (fields.isEmpty()) return kind.getField("INSTANCE").get(null) as Intent
        val values = fields.map { value(it.type, if (body is JSONObject) body.opt(Paths.snake(it.name)) else body) }
        // The one without the compiler's marker: it takes what the fields hold.
        val constructor = kind.declaredConstructors.first { it.parameterCount == fields.size }
        constructor.isAccessible = true
        return constructor.newInstance(*values.toTypedArray()) as Intent
    }

    private fun value(kind: Class<*>, json: Any?): Any? = when {
        json == null || json == JSONObject.NULL -> null
        kind == String::class.java || kind == Boolean::class.java -> json
        // A UInt is an int to the machine.
        kind == Int::class.java -> (json as Number).toInt()
        kind == Float::class.java -> (json as Number).toFloat()
        kind.isEnum -> kind.enumConstants!!.first { (it as Enum<*>).name == json.toString().uppercase() }
        kind == List::class.java -> (json as JSONArray).let { all -> List(all.length()) { all.getString(it) } }
        else -> error("no scenario writes a $kind yet")
    }
}
