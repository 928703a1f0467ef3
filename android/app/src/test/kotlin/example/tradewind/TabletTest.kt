// The shop on a tablet: pictures of every screen; columns and panes, nothing cut, no line too long to be read.
package example.tradewind

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.text.TextLayoutResult
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.PreviewPhase
import example.tradewind.core.ProductCard
import example.tradewind.core.Screen
import example.tradewind.core.Tab
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(application = SandboxApplication::class)
class TabletTest(
    private val name: String,
    private val language: String,
    private val market: String,
    private val window: String,
    private val columns: IntRange,
) {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun everyScreenHasRoom() {
        RuntimeEnvironment.setQualifiers(window)
        TestKeystore.install()
        Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
            Device(rule, Setup(sandbox, language, market)).use { walk(it.start(), sandbox) }
        }
    }

    private fun walk(phone: Device, sandbox: Sandbox) {
        val shot = { screen: String ->
            phone.screenshot("tablet/$name/$screen")
            phone.checkTargets("$name $screen")
            whole("$name $screen")
        }
        val tab = { tab: Tab -> phone.press(phone.now.tabs.first { it.tab == tab }.accessibility) }
        val home = phone.on<Screen.Home> { it.content.deals.isNotEmpty() && it.content.categories.isNotEmpty() }.content
        shot("1-home")
        phone.node(phone.named(home.categories[0].accessibility))
        val tiles = home.categories.flatMap { phone.places(it.accessibility) }
        assertTrue("$name: tiles stand in columns: $tiles", tiles.map { it.left }.distinct().size >= 3)

        phone.press(home.categories[0].accessibility)
        val rows = phone.on<Screen.Results> { it.content.rows.isNotEmpty() }.content.rows
        shot("2-category")
        cards(phone, rows)
        phone.press(phone.now.backLabel)
        phone.on<Screen.Home>()
        phone.write(phone.on<Screen.Home>().content.searchHint, "mug")
        phone.on<Screen.Results> { it.content.words == "mug" && it.content.rows.isNotEmpty() }
        shot("2-results")
        phone.write(phone.on<Screen.Results>().content.searchHint, "qqqq")
        phone.on<Screen.Results> { it.content.empty != null }
        shot("2-nothing")

        phone.open("tradewind://p/mug-celadon")
        val product = phone.on<Screen.Product> { it.content.canAdd }.content
        shot("3-product")
        val (picture, title) = place(hasContentDescription(product.pictures[0].accessibility)) to place(hasText(product.title))
        if (language == "ar") {
            assertTrue("$name: the facts stand beside the picture", title.right <= picture.left)
        } else {
            assertTrue("$name: the facts stand beside the picture", title.left >= picture.right)
        }
        phone.press(product.previewLabel)
        phone.on<Screen.Preview> { it.content.phase == PreviewPhase.READY }
        phone.press(phone.on<Screen.Preview>().content.sizesLabel)
        phone.on<Screen.Preview> { it.content.labels.isNotEmpty() }
        phone.settle(60)
        shot("4-preview")
        phone.press(phone.now.backLabel)

        tab(Tab.CART)
        phone.on<Screen.Cart> { it.content.empty != null }
        shot("5-cart-empty")
        tab(Tab.HOME)
        phone.press(phone.on<Screen.Product> { it.content.canAdd }.content.addLabel)
        phone.on<Screen.Product> { it.content.inCart.isNotEmpty() }
        tab(Tab.CART)
        phone.on<Screen.Cart> { it.content.canCheckout }
        shot("5-cart")
        phone.press(phone.on<Screen.Cart>().content.checkoutLabel)
        phone.on<Screen.Checkout> { it.content.fields.isNotEmpty() }
        phone.press(phone.on<Screen.Checkout>().content.submitLabel)
        phone.on<Screen.Checkout> { it.content.fields.any { field -> field.error.isNotEmpty() } }
        shot("6-form")
        val widest = rule.onAllNodes(hasSetTextAction()).fetchSemanticsNodes().maxOf { it.size.width } / density(phone)
        assertTrue("$name: a field is $widest dp wide", widest <= 640)
        JourneyTest.fillIn(phone)
        phone.press(phone.on<Screen.Checkout>().content.submitLabel)
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.REVIEW && it.content.canPay }
        shot("7-review")
        phone.press(phone.on<Screen.Checkout>().content.payLabel)
        phone.await("the wallet's sheet") { phone.app.container.wallet.sheet.value != null }
        shot("8-wallet")
        phone.wallet = "approve"
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.CONFIRMED }
        shot("9-confirmed")
        assertEquals(1, sandbox.orders().size)
        phone.press(phone.on<Screen.Checkout>().content.doneLabel)
        phone.on<Screen.Order> { it.content.timeline.isNotEmpty() }
        shot("10-order")
        phone.press(phone.now.backLabel)
        phone.on<Screen.Orders> { it.content.rows.isNotEmpty() }
        shot("11-orders")
        tab(Tab.SETTINGS)
        phone.on<Screen.Settings> { it.content.deleteLabel.isNotEmpty() }
        shot("12-settings")
    }

    /** As many columns as the window has room for, none of them a card stretched. */
    private fun cards(phone: Device, rows: List<ProductCard>) {
        val seen = rows.flatMap { phone.places(it.accessibility) }
        val found = seen.map { it.left }.distinct().size
        assertTrue("$name: $found columns", found in columns)
        val wide = seen.map { it.width / density(phone) }
        assertTrue("$name: cards are $wide dp wide", wide.all { it in 160f..300f })
    }

    private fun place(matcher: SemanticsMatcher) = rule.onAllNodes(matcher).fetchSemanticsNodes().first().boundsInRoot

    private fun density(phone: Device) = phone.app.resources.displayMetrics.density

    /** No word is cut off, none stands beside the window, and no line is longer than an eye follows. */
    private fun whole(place: String) {
        val root = rule.onAllNodes(SemanticsMatcher("the whole") { it.isRoot }).fetchSemanticsNodes().first().size
        val all = rule.onAllNodes(
            SemanticsMatcher.keyIsDefined(SemanticsActions.GetTextLayoutResult),
            useUnmergedTree = true,
        ).fetchSemanticsNodes()
        assertTrue("$place: there are words", all.isNotEmpty())
        for (node in all) {
            val laid = mutableListOf<TextLayoutResult>()
            node.config[SemanticsActions.GetTextLayoutResult].action?.invoke(laid)
            for (text in laid) {
                val words = text.layoutInput.text.text
                val one = text.layoutInput.maxLines == 1
                assertTrue("$place: cut: $words", one || !text.hasVisualOverflow)
                for (line in 0 until text.lineCount) {
                    val letters = text.getLineEnd(line, visibleEnd = true) - text.getLineStart(line)
                    assertTrue("$place: $letters letters in a line: $words", letters <= 95)
                }
            }
            if (!sideways(node)) {
                assertTrue(
                    "$place: beside the window: ${node.config}",
                    node.positionInRoot.x >= 0 && node.positionInRoot.x + node.size.width <= root.width + 1,
                )
            }
        }
    }

    /** What is leafed through sideways goes on beyond the window. */
    private fun sideways(node: SemanticsNode): Boolean =
        generateSequence(node.parent) { it.parent }.any { SemanticsProperties.HorizontalScrollAxisRange in it.config }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun windows() = listOf(
            arrayOf("landscape", "en", "US", "w1280dp-h800dp-xlarge-land-mdpi", 4..6),
            arrayOf("portrait", "de", "DE", "w800dp-h1280dp-xlarge-port-mdpi", 3..4),
            arrayOf("medium", "de", "DE", "w600dp-h960dp-large-port-mdpi", 2..2),
            arrayOf("arabic", "ar", "AE", "w1280dp-h800dp-xlarge-land-mdpi", 4..6),
        )
    }
}
