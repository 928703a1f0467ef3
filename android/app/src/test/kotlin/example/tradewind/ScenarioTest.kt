// The journeys that every shell runs, as data: by finger where the screen has something to press, by intent where not.
package example.tradewind

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.BuyerField
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
import org.robolectric.annotation.Config

@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class ScenarioTest(private val name: String, private val language: String, private val market: String) {
    @get:Rule
    val rule = createEmptyComposeRule()

    private var fingers = 0
    private var intents = 0

    @Test
    fun showsWhatItSays() = Sandbox("--packs", System.getProperty("tradewind.packs")).use { sandbox ->
        TestKeystore.install()
        val scenario = SCENARIOS.getValue(name)
        scenario.optJSONArray("faults").strings().forEach(sandbox::fault)
        val world =
            World(sandbox, language, market, online = scenario.optBoolean("online", true), draws = scenario.optBoolean("painter", true))
        Device(rule, world).use { phone ->
            phone.wallet = scenario.getString("wallet")
            phone.start()
            val steps = scenario.getJSONArray("steps")
            var last: ByteArray? = null
            for (at in 0 until steps.length()) {
                val step = steps.getJSONObject(at)
                val place = "$name in $language/$market, step ${at + 1}"
                step.text("wallet")?.let { phone.wallet = it }
                if (step.optBoolean("kill")) phone.start(phone.kill())
                step.text("fault")?.let(sandbox::fault)
                step.text("clear")?.let(sandbox::clear)
                step.text("order")?.let(sandbox::advance)
                step.opt("do")?.takeIf { it != JSONObject.NULL }?.let { act(phone, it) }
                val see = step.optJSONObject("see") ?: JSONObject()
                phone.await(place) { see.keys().asSequence().all { Paths.sees(phone.now, it, see.get(it)) } }
                step.text("frame")?.let { last = frame(phone, it, last, place) }
                if (step.has("orders") && !step.isNull("orders")) assertEquals(place, step.getInt("orders"), sandbox.orders().size)
            }
            println("scenario: $name in $language/$market: ${steps.length()} steps, $fingers by finger, $intents by intent")
            // The one about settings sets them wherever one is: there is nothing to press on a product.
            assertTrue("$name: something is pressed", fingers > 0 || name == "settings")
        }
    }

    /** Looks at the preview's picture. The screen draws it between in a size of its own: pixels are compared, not addresses. */
    private fun frame(phone: Device, wanted: String, last: ByteArray?, place: String): ByteArray? {
        var now: ByteArray? = null
        var seen = ""
        runCatching {
            phone.await("$place: frame $wanted", seconds = 20) {
                var size = WIDE to HIGH
                now = phone.app.container.store.frame(WIDE, HIGH)?.use { lent ->
                    size = lent.width().toInt() to lent.height().toInt()
                    com.sun.jna.Pointer(lent.address().toLong()).getByteArray(0, lent.length().toInt())
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

    /** Does what the step says: on the screen if it can be done there. */
    private fun act(phone: Device, what: Any) {
        val (verb, body) = if (what is JSONObject) what.keys().next().let { it to what.get(it) } else what.toString() to JSONObject.NULL
        val said = body as? JSONObject ?: JSONObject()
        val press = { label: String? -> !label.isNullOrEmpty() && phone.has(label).also { if (it) phone.press(label) } }
        val done = when (val screen = phone.now.screen) {
            is Screen.Home -> when (verb) {
                "open_category" -> press(screen.v1.categories.firstOrNull { it.key == said.getString("key") }?.accessibility)
                "open_product" -> press((screen.v1.deals + screen.v1.recent).firstOrNull { it.key == said.getString("key") }?.accessibility)
                "search" -> write(phone, screen.v1.searchHint, said.getString("words"))
                "retry" -> press(screen.v1.empty?.action)
                "set_market" -> press(screen.v1.served.firstOrNull { it.key == said.getString("market") }?.label)
                else -> false
            }
            is Screen.Results -> when (verb) {
                "open_product" -> press(screen.v1.rows.firstOrNull { it.key == said.getString("key") }?.accessibility)
                "search" -> write(phone, screen.v1.searchHint, said.getString("words"))
                else -> false
            }
            is Screen.Product -> when (verb) {
                "open_preview" -> press(screen.v1.previewLabel)
                "choose_variant" -> press(screen.v1.variants.firstOrNull { it.key == said.getString("key") }?.accessibility)
                "add_to_cart" -> add(phone, screen.v1.addLabel, said.getInt("quantity"))
                else -> false
            }
            is Screen.Preview -> when (verb) {
                "preview_variant" -> press(screen.v1.variants.firstOrNull { it.key == said.getString("key") }?.accessibility)
                "preview_size" -> press(screen.v1.sizesLabel)
                "preview_reset" -> press(screen.v1.resetLabel)
                "add_to_cart" -> add(phone, screen.v1.addLabel, said.getInt("quantity"))
                "retry" -> press(screen.v1.notice?.action)
                else -> false
            }
            is Screen.Cart -> when (verb) {
                "open_checkout" -> press(screen.v1.checkoutLabel)
                "open_product" -> press(screen.v1.lines.firstOrNull { it.key == said.getString("key") }?.accessibility)
                "set_quantity" -> steps(phone, said.getString("key"), said.getInt("quantity").toUInt())
                "remove_line" -> press(screen.v1.lines.firstOrNull { it.key == said.getString("key") }?.removeLabel)
                "accept_cart_prices" -> press(screen.v1.acceptLabel)
                else -> false
            }
            is Screen.Checkout -> when (verb) {
                "edit_buyer" -> screen.v1.fields.firstOrNull {
                    it.field == BuyerField.valueOf(said.getString("field").uppercase()) && it.options.isEmpty()
                }?.let { write(phone, it.label, said.getString("value")) } == true
                "submit_buyer" -> press(screen.v1.submitLabel)
                "change_buyer" -> press(screen.v1.changeLabel)
                "choose_delivery" -> press(screen.v1.delivery.firstOrNull { it.key == said.getString("key") }?.accessibility)
                "add_code" -> screen.v1.codeHint.isNotEmpty() && write(
                    phone,
                    screen.v1.codeHint,
                    said.getString("code"),
                ) && press(screen.v1.codeLabel)
                "remove_code" -> press(screen.v1.codes.firstOrNull { it.key == said.getString("key") }?.removeLabel)
                "accept_price" -> press(screen.v1.acceptLabel)
                "pay" -> press(screen.v1.methods.firstOrNull { it.key == said.optString("method") }?.label ?: screen.v1.payLabel)
                "retry" -> press(screen.v1.retryLabel)
                "put_aside" -> press(screen.v1.asideLabel)
                "done" -> press(screen.v1.doneLabel)
                else -> false
            }
            is Screen.Orders -> verb == "open_order" && press(screen.v1.rows.firstOrNull { it.key == said.getString("key") }?.accessibility)
            is Screen.Order -> false
            is Screen.Settings -> when (verb) {
                "set_language" -> press(screen.v1.language.options.firstOrNull { it.key == said.getString("language") }?.label)
                "set_market" -> press(screen.v1.market.options.firstOrNull { it.key == said.getString("market") }?.label)
                "set_currency" -> press(screen.v1.currency.options.firstOrNull { it.key == said.getString("currency") }?.label)
                "set_time_zone" -> press(screen.v1.timeZone.options.firstOrNull { it.key == said.getString("zone") }?.label)
                "delete_buyer" -> press(screen.v1.deleteLabel)
                "erase_everything" -> press(if (said.getBoolean("confirmed")) screen.v1.eraseConfirm else screen.v1.eraseLabel)
                "refresh" -> press(screen.v1.refreshLabel)
                else -> false
            }
        } || when (verb) {
            "back" -> phone.now.canGoBack && press(phone.now.backLabel)
            "open_tab" -> press(phone.now.tabs.first { it.tab == Tab.valueOf(body.toString().uppercase()) }.accessibility)
            "undo" -> press(phone.now.toast?.undo)
            "dismiss_toast" -> press(phone.now.toast?.dismiss)
            "retry" -> press(phone.now.banners.firstOrNull { it.action.isNotEmpty() }?.action)
            "connectivity" -> {
                phone.network(said.getBoolean("online"))
                true
            }
            "open_link" -> {
                phone.open(said.getString("url"))
                true
            }
            else -> false
        }
        if (done) {
            fingers += 1
        } else {
            intents += 1
            println("scenario: $name: $verb has nothing to press on ${phone.now.screen::class.simpleName}")
            phone.dispatch(intent(verb, body, said))
        }
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
            val line = phone.on<Screen.Cart>().v1.lines.firstOrNull { it.key == key } ?: return false
            if (line.quantity == wanted) return true
            if (wanted > line.quantity && !line.canIncrease) return false
            phone.press(if (wanted > line.quantity) line.moreLabel else line.lessLabel)
            phone.await("one more or less") {
                (phone.now.screen as? Screen.Cart)?.v1?.lines?.firstOrNull { it.key == key }?.quantity != line.quantity
            }
        }
    }

    /** What has no place on the screen it is done on. */
    private fun intent(verb: String, body: Any, said: JSONObject): Intent = when (verb) {
        "back" -> Intent.Back
        "open_tab" -> Intent.OpenTab(Tab.valueOf(body.toString().uppercase()))
        "open_product" -> Intent.OpenProduct(said.getString("key"))
        "open_category" -> Intent.OpenCategory(said.getString("key"))
        "open_checkout" -> Intent.OpenCheckout
        "open_order" -> Intent.OpenOrder(said.getString("key"))
        "search" -> Intent.Search(said.getString("words"))
        "window" -> Intent.Window(said.getInt("first").toUInt(), said.getInt("count").toUInt())
        "add_to_cart" -> Intent.AddToCart(said.getInt("quantity").toUInt())
        "set_quantity" -> Intent.SetQuantity(said.getString("key"), said.getInt("quantity").toUInt())
        "edit_buyer" -> Intent.EditBuyer(BuyerField.valueOf(said.getString("field").uppercase()), said.getString("value"))
        "preview_variant" -> Intent.PreviewVariant(said.getString("key"))
        "preview_size" -> Intent.PreviewSize(said.getBoolean("shown"))
        "preview_drag" -> Intent.PreviewDrag(said.getDouble("dx").toFloat(), said.getDouble("dy").toFloat())
        "preview_release" -> Intent.PreviewRelease(said.getDouble("vx").toFloat(), said.getDouble("vy").toFloat())
        "preview_zoom" -> Intent.PreviewZoom(said.getDouble("factor").toFloat())
        "set_language" -> Intent.SetLanguage(said.getString("language"))
        "set_market" -> Intent.SetMarket(said.getString("market"))
        "set_currency" -> Intent.SetCurrency(said.getString("currency"))
        "set_time_zone" -> Intent.SetTimeZone(said.getString("zone"))
        "begin_purchase" -> Intent.BeginPurchase(said.getString("name"), said.getString("item"), said.getInt("quantity").toUInt())
        "resume_purchase" -> Intent.ResumePurchase(said.getString("name"), said.getInt("quantity").toUInt())
        "reading_time" -> Intent.ReadingTime(said.getInt("seconds").toUInt())
        "erase_everything" -> Intent.EraseEverything(said.getBoolean("confirmed"))
        "refresh" -> Intent.Refresh
        "retry" -> Intent.Retry
        "pay" -> Intent.Pay(said.optString("method").ifEmpty { null })
        "put_aside" -> Intent.PutAside
        "done" -> Intent.Done
        "memory_warning" -> Intent.MemoryWarning
        "foreground" -> Intent.Foreground(said.getBoolean("active"))
        else -> error("the scenarios have a new verb: $verb")
    }

    companion object {
        private const val WIDE = 48
        private const val HIGH = 64

        private val SCENARIOS: Map<String, JSONObject> by lazy { Sandbox.scenarios() }

        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0} in {1}/{2}")
        fun runs(): List<Array<String>> = SCENARIOS.flatMap { (name, one) ->
            val places = one.getJSONArray("places")
            List(places.length()) { places.getJSONArray(it) }.map { arrayOf(name, it.getString(0), it.getString(1)) }
        }
    }
}

private fun JSONObject.text(name: String): String? = if (isNull(name)) null else getString(name)
