// The sandbox merchant of a test: a process of its own, and the tester's control of it.
package example.tradewind

import java.io.File
import java.net.HttpURLConnection
import java.net.URL
import org.json.JSONArray
import org.json.JSONObject

class Sandbox(vararg how: String) : AutoCloseable {
    private val process = ProcessBuilder(listOf(program) + how).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val reply: JSONObject

    init {
        val line = process.inputStream.bufferedReader().readLine()
        reply = JSONObject(checkNotNull(line) { "the sandbox said nothing" })
    }

    val base: String = reply.getString("base")
    val hostOverrides: List<String> = reply.optJSONArray("host_overrides").strings()

    fun fault(text: String) = send(JSONObject().put("fault", text))

    fun clear(name: String) = send(JSONObject().put("clear", name))

    fun advance(step: String) {
        val newest = orders().last()
        send(JSONObject().put("order", JSONObject().put("id", newest.getString("id")).put("step", step)))
    }

    fun orders(): List<JSONObject> = ask(null).getJSONArray("orders").let { all -> List(all.length()) { all.getJSONObject(it) } }

    /** Presses a button of a provider's page, and gives the link by which it leads back to the app. */
    fun returned(page: String, deed: String): String {
        val connection = URL(page).openConnection() as HttpURLConnection
        connection.instanceFollowRedirects = false
        connection.doOutput = true
        connection.requestMethod = "POST"
        connection.setRequestProperty("content-type", "application/x-www-form-urlencoded")
        connection.outputStream.use { it.write("as=$deed".toByteArray()) }
        val code = connection.responseCode
        return checkNotNull(connection.getHeaderField("location")) { "the page answered $code to $deed, and leads nowhere" }
    }

    /** Sends a card's number as the script of the page with card fields does, and gives what the page then says to the app. */
    fun tokenized(page: String, number: String): String {
        val connection = URL(page).openConnection() as HttpURLConnection
        connection.doOutput = true
        connection.requestMethod = "POST"
        connection.setRequestProperty("content-type", "application/x-www-form-urlencoded")
        connection.outputStream.use { it.write("number=$number".toByteArray()) }
        check(connection.responseCode == 200) { "the page answered ${connection.responseCode} to $number" }
        return connection.inputStream.bufferedReader().readText()
    }

    /** What the host of the show that is on does (`tests/storefront/LIVE.md`). */
    fun inShow(deed: JSONObject) {
        val shows = ask(null, "/live").getJSONArray("sessions")
        val running = List(shows.length()) { shows.getJSONObject(it) }.first { it.getString("state") == "running" }
        ask(deed, "/live/${running.getString("id")}")
    }

    /** What the host does in a show (`tests/storefront/LIVE.md`). */
    fun inShow(show: String, deed: String, of: JSONObject) {
        ask(JSONObject().put(deed, of), "/live/$show")
    }

    private fun send(what: JSONObject) {
        ask(what)
    }

    private fun ask(what: JSONObject?, path: String = if (what == null) "/state" else ""): JSONObject {
        val connection = URL("$base/_sandbox$path").openConnection() as HttpURLConnection
        connection.setRequestProperty("x-sandbox-token", reply.getString("token"))
        if (what != null) {
            connection.doOutput = true
            connection.requestMethod = "POST"
            connection.setRequestProperty("content-type", "application/json")
            connection.outputStream.use { it.write(what.toString().toByteArray()) }
        }
        check(connection.responseCode == 200) { "the sandbox answered ${connection.responseCode} to $what" }
        return JSONObject(connection.inputStream.bufferedReader().readText())
    }

    override fun close() {
        process.outputStream.close()
        process.destroy()
        process.waitFor()
    }

    companion object {
        private val program: String = System.getProperty("tradewind.sandbox").also {
            check(File(it.orEmpty()).canExecute()) { "-Dtradewind.sandbox names no program: $it" }
        }

        /** All journeys by name. */
        fun scenarios(): Map<String, JSONObject> {
            val process = ProcessBuilder(program, "--scenarios").redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val text = process.inputStream.bufferedReader().readText()
            check(process.waitFor() == 0)
            val all = JSONObject(text)
            return all.keys().asSequence().associateWith { all.getJSONObject(it) }
        }
    }
}

fun JSONArray?.strings(): List<String> = if (this == null) emptyList() else List(length()) { getString(it) }
