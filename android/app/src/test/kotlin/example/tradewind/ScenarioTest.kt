// The journeys that every shell runs, as data: by finger where the screen has something to press, by intent where not.
package example.tradewind

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.media3.common.Player
import androidx.media3.exoplayer.ExoPlayer
import example.tradewind.core.Intent
import example.tradewind.core.Screen
import example.tradewind.core.Tab
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class ScenarioTest(private val name: String, private val language: String, private val market: String) {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val scenario = SCENARIOS.getValue(name)
    private val players = mutableListOf<FakeExoPlayer>()
    private val begun = System.currentTimeMillis()
    private var fingers = 0
    private var intents = 0

    @Test
    fun showsWhatItSays() = Sandbox(*merchant()).use { sandbox ->
        TestKeystore.install()
        ExoPlayer.made = { FakeExoPlayer().also { players += it } }
        scenario.optJSONArray("faults").strings().forEach(sandbox::fault)
        val setup = Setup(
            sandbox,
            language,
            market,
            online = scenario.optBoolean("online", true),
            draws = scenario.optBoolean("painter", true),
            on = scenario.text("on"),
        )
        Device(rule, setup).use { phone ->
            phone.wallet = scenario.getString("wallet")
            phone.start(link = scenario.text("link"))
            var taps = phone.taps
            val steps = scenario.getJSONArray("steps")
            var last: ByteArray? = null
            for (at in 0 until steps.length()) {
                val step = steps.getJSONObject(at)
                val place = "$name in $language/$market, step ${at + 1}"
                step.text("wallet")?.let { phone.wallet = it }
                if (step.optBoolean("kill")) phone.start(phone.kill())
                step.text("elsewhere")?.let { elsewhere(phone, sandbox, it, place) }
                step.text("fault")?.let(sandbox::fault)
                step.text("clear")?.let(sandbox::clear)
                step.text("order")?.let(sandbox::advance)
                step.optJSONObject("host")?.let { sandbox.inShow(Paths.filled(it, phone.now) as JSONObject) }
                step.opt("do")?.takeIf { it != JSONObject.NULL }?.let { act(phone, Paths.filled(it, phone.now)) }
                val see = step.optJSONObject("see") ?: JSONObject()
                phone.await(place) {
                    watch()
                    see.keys().asSequence().all { Paths.sees(phone.now, it, see.get(it)) }
                }
                when (val wanted = step.optInt("taps", -1)) {
                    -1 -> {}
                    0 -> taps = phone.taps
                    else -> assertEquals("$place: presses", wanted, phone.taps - taps)
                }
                step.text("frame")?.let { last = frame(phone, it, last, place) }
                if (step.has("orders") && !step.isNull("orders")) assertEquals(place, step.getInt("orders"), sandbox.orders().size)
            }
            println("scenario: $name in $language/$market: ${steps.length()} steps, $fingers by finger, $intents by intent")
            // The one about settings sets them wherever one is: there is nothing to press on a product.
            assertTrue("$name: something is pressed", fingers > 0 || name == "settings")
        }
    }

    private fun merchant(): Array<String> {
        val packs = arrayOf("--packs", System.getProperty("tradewind.packs"))
        return if (scenario.optBoolean("show")) arrayOf("--show") + packs else packs
    }

    /** The picture of the show on the screen, where there is one, goes on at the newest moment. */
    private fun watch() {
        if (!scenario.optBoolean("show")) return
        players.lastOrNull { !it.released && it.items.isNotEmpty() }?.let { player ->
            val position = System.currentTimeMillis() - begun
            if (player.playbackState == Player.STATE_READY) player.currentPosition = position else player.gets(begun, position)
        }
        // A player begins, and is asked where it is, as the screen's clock goes on.
        rule.mainClock.advanceTimeBy(REPORT_MILLIS)
    }

    /** Does what the person does on the page that was opened, or in the library that was called, and comes back. */
    private fun elsewhere(phone: Device, sandbox: Sandbox, deed: String, place: String) {
        var page: String? = null
        phone.await("$place: the person is sent elsewhere") {
            page = page ?: shadowOf(phone.app).nextStartedActivity?.dataString?.takeIf { it.startsWith("${sandbox.base}/pay/") }
            page != null || phone.app.library.isCalled
        }
        page?.let { phone.open(sandbox.returned(it, deed)) } ?: phone.app.library.answer(deed)
    }

    /** Looks at the preview's picture. The screen draws it between in a size of its own: pixels are compared, not addresses. */
    private fun frame(phone: Device, wanted: String, last: ByteArray?, place: String): ByteArray? {
        var now: ByteArray? = null
        var seen = ""
        runCatching {
            phone.await("$place: frame $wanted", seconds = 20) {
                var size = WIDE to HIGH
                now = phone.app.container.store.frame(WIDE, HIGH)?.use { pixels ->
                    size = pixels.width().toInt() to pixels.height().toInt()
                    com.sun.jna.Pointer(pixels.address().toLong()).getByteArray(0, pixels.length().toInt())
                }
                val before = last
                seen = when {
                    size != WIDE to HIGH -> "of another size: $size"
                    now == null -> "none"
                    before != null && now.contentEquals(before) -> "same"
                    else -> "new"
                }
                seen == wanted
            }
        }
        assertEquals(place, wanted, seen)
        return now
    }

    /** Does what the step says: on the screen if it can be done there. What is no single press has its own way; a new control needs none. */
    private fun act(phone: Device, what: Any) {
        val (verb, body) = if (what is JSONObject) what.keys().next().let { it to what.get(it) } else what.toString() to JSONObject.NULL
        val intent = Intents.read(verb, body)
        val screen = phone.now.screen
        val done = when (intent) {
            is Intent.Search -> when (screen) {
                is Screen.Home -> write(phone, screen.content.searchHint, intent.words)
                is Screen.Results -> write(phone, screen.content.searchHint, intent.words)
                else -> false
            }
            is Intent.AddToCart -> when (screen) {
                is Screen.Product -> add(phone, screen.content.addLabel, intent.quantity.toInt())
                is Screen.Preview -> add(phone, screen.content.addLabel, intent.quantity.toInt())
                else -> false
            }
            is Intent.SetQuantity -> screen is Screen.Cart && steps(phone, intent.key, intent.quantity)
            is Intent.EditBuyer ->
                screen is Screen.Checkout &&
                    screen.content.fields.firstOrNull { it.field == intent.field && it.options.isEmpty() }
                        ?.let { write(phone, it.label, intent.value) } == true
            is Intent.AddCode -> screen is Screen.Checkout && screen.content.codeHint.isNotEmpty() &&
                write(phone, screen.content.codeHint, intent.code) && press(phone, screen.content.codeLabel)
            // Where there is one way to pay, its button does not name it.
            is Intent.Pay -> {
                val single = screen is Screen.Checkout && screen.content.methods.isEmpty()
                val behind = screen is Screen.Checkout && screen.content.moreMethods.any { it.key == intent.method }
                // The rest stays open once it was opened.
                phone.press(if (single) Intent.Pay(method = null) else intent) ||
                    (behind && press(phone, screen.content.moreLabel) && phone.press(intent))
            }
            is Intent.Connectivity -> {
                phone.network(intent.online)
                true
            }
            is Intent.OpenLink -> {
                phone.open(intent.url)
                true
            }
            is Intent.OpenCode -> {
                !intent.scanned && screen is Screen.Settings &&
                    write(phone, screen.content.code.title, intent.text) && press(phone, screen.content.code.openLabel)
            }
            else -> phone.press(if (screen is Screen.Settings) chosen(intent) else intent)
        }
        if (done) {
            fingers += 1
        } else {
            intents += 1
            println("scenario: $name: $verb has nothing to press on ${screen::class.simpleName}")
            phone.dispatch(intent)
        }
    }

    /** What the settings screen sends for an intent of one setting. */
    private fun chosen(intent: Intent): Intent = when (intent) {
        is Intent.SetLanguage -> Intent.ChooseSetting("language", intent.language)
        is Intent.SetMarket -> Intent.ChooseSetting("market", intent.market)
        is Intent.SetCurrency -> Intent.ChooseSetting("currency", intent.currency)
        is Intent.SetTimeZone -> Intent.ChooseSetting("time_zone", intent.zone)
        else -> intent
    }

    private fun press(phone: Device, label: String): Boolean {
        phone.press(label)
        return true
    }

    private fun write(phone: Device, label: String, text: String): Boolean {
        phone.write(label, text)
        return true
    }

    /** Presses so many times, each once the one before is counted. */
    private fun add(phone: Device, label: String, quantity: Int): Boolean {
        repeat(quantity) {
            val before = count(phone)
            if (!phone.has(label)) return false
            phone.press(label)
            phone.await("one more in the cart") { count(phone) != before }
        }
        return true
    }

    private fun count(phone: Device) = phone.now.tabs.first { it.tab == Tab.CART }.accessibility

    /** Presses plus or minus until the line has so many. */
    private fun steps(phone: Device, key: String, wanted: UInt): Boolean {
        while (true) {
            val line = phone.on<Screen.Cart>().content.lines.firstOrNull { it.key == key } ?: return false
            if (line.quantity == wanted) return true
            if (wanted > line.quantity && !line.canIncrease) return false
            phone.press(if (wanted > line.quantity) line.moreLabel else line.lessLabel)
            phone.await("one more or less") {
                (phone.now.screen as? Screen.Cart)?.content?.lines?.firstOrNull { it.key == key }?.quantity != line.quantity
            }
        }
    }

    companion object {
        private const val WIDE = 48
        private const val HIGH = 64

        /** How often a player tells where it is. */
        private const val REPORT_MILLIS = 250L

        /** One journey alone. */
        private val ONLY: String? = System.getenv("TRADEWIND_SCENARIO")

        private val SCENARIOS: Map<String, JSONObject> by lazy { Sandbox.scenarios() }

        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0} in {1}/{2}")
        fun runs(): List<Array<String>> = SCENARIOS.filter { ONLY == null || it.key == ONLY }.flatMap { (name, one) ->
            val places = one.getJSONArray("places")
            List(places.length()) { places.getJSONArray(it) }.map { arrayOf(name, it.getString(0), it.getString(1)) }
        }
    }
}

private fun JSONObject.text(name: String): String? = if (isNull(name)) null else getString(name)
