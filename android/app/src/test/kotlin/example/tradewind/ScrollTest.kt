// The scroll position belongs to its screen: back finds it again, a new visit and another product start at the top.
package example.tradewind

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performSemanticsAction
import example.tradewind.core.Intent
import example.tradewind.core.Screen
import example.tradewind.core.Tab
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class ScrollTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Before
    fun keys() = TestKeystore.install()

    private val vertical = SemanticsMatcher.keyIsDefined(SemanticsProperties.VerticalScrollAxisRange)

    /** How far a test scrolls, in pixels: less than any of these screens is longer than the window. */
    private val scrolled = 200f

    /** How far the screen is scrolled; the unit is the list's own. */
    private fun position(phone: Device): Float {
        phone.settle(5)
        val range = rule.onAllNodes(vertical).fetchSemanticsNodes().first().config[SemanticsProperties.VerticalScrollAxisRange]
        return range.value()
    }

    private fun scroll(phone: Device): Float {
        phone.settle(5)
        rule.onAllNodes(vertical).onFirst().performSemanticsAction(SemanticsActions.ScrollBy) { it(0f, scrolled) }
        val at = position(phone)
        assertTrue("it is scrolled: $at", at > 0f)
        return at
    }

    private fun back(phone: Device) {
        rule.waitForIdle()
        phone.activity.get().onBackPressedDispatcher.onBackPressed()
    }

    private fun phone(test: (Device) -> Unit) = Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
        Device(rule, Setup(sandbox, "en", "US")).use { test(it.start()) }
    }

    @Test
    fun backFindsTheScrollPositionAgainAndANewVisitStartsAtTheTop() = phone { phone ->
        val category = phone.on<Screen.Home> { it.content.categories.isNotEmpty() }.content.categories[0]
        val home = scroll(phone)
        phone.dispatch(Intent.OpenCategory(category.key))
        val row = phone.on<Screen.Results> { it.content.rows.isNotEmpty() }.content.rows[0]
        assertEquals("a new screen starts at the top", 0f, position(phone))
        val results = scroll(phone)
        phone.dispatch(Intent.OpenProduct(row.key))
        phone.on<Screen.Product> { it.content.title.isNotEmpty() }
        assertEquals("a product starts at the top", 0f, position(phone))
        back(phone)
        phone.on<Screen.Results> { it.content.rows.isNotEmpty() }
        assertEquals("the results are where they were", results, position(phone))
        back(phone)
        phone.on<Screen.Home>()
        assertEquals("home is where it was", home, position(phone))
        phone.dispatch(Intent.OpenCategory(category.key))
        phone.on<Screen.Results> { it.content.rows.isNotEmpty() }
        assertEquals("a new visit starts at the top", 0f, position(phone))
    }

    @Test
    fun otherWordsStartAtTheTop() = phone { phone ->
        phone.on<Screen.Home> { it.content.categories.isNotEmpty() }
        phone.write(phone.on<Screen.Home>().content.searchHint, "c")
        phone.on<Screen.Results> { it.content.words == "c" && it.content.rows.size > 12 }
        scroll(phone)
        phone.write(phone.on<Screen.Results>().content.searchHint, "b")
        phone.on<Screen.Results> { it.content.words == "b" && it.content.rows.size > 12 }
        assertEquals(0f, position(phone))
    }

    @Test
    fun anotherProductStartsAtTheTopAndAVariantStays() = phone { phone ->
        phone.on<Screen.Home> { it.content.categories.isNotEmpty() }
        phone.open("tradewind://p/mug-celadon")
        val other = phone.on<Screen.Product> { it.content.canAdd && it.content.variants.size > 1 }.content.variants.first { !it.selected }
        val mug = scroll(phone)
        phone.dispatch(Intent.ChooseVariant(other.key))
        phone.on<Screen.Product> { it.content.key == other.key && it.content.title.isNotEmpty() }
        assertEquals("a variant does not scroll", mug, position(phone))
        phone.dispatch(Intent.OpenProduct("vase-amber"))
        phone.on<Screen.Product> { it.content.key == "vase-amber" && it.content.title.isNotEmpty() }
        assertEquals("another product starts at the top", 0f, position(phone))
        back(phone)
        phone.on<Screen.Product> { it.content.key == other.key && it.content.title.isNotEmpty() }
        assertEquals("the first is where it was", mug, position(phone))
    }

    @Test
    fun aTabKeepsItsPositionAndSoDoesARecreatedActivity() = phone { phone ->
        phone.on<Screen.Home> { it.content.categories.isNotEmpty() }
        val home = scroll(phone)
        phone.press(phone.now.tabs.first { it.tab == Tab.SETTINGS }.accessibility)
        phone.on<Screen.Settings>()
        assertEquals(0f, position(phone))
        phone.press(phone.now.tabs.first { it.tab == Tab.HOME }.accessibility)
        phone.on<Screen.Home>()
        assertEquals(home, position(phone))
        phone.activity.recreate()
        phone.on<Screen.Home>()
        assertEquals("after the activity is recreated", home, position(phone))
    }

    @Test
    fun whatBackNoLongerLeadsToIsForgotten() {
        val stacks = BackStacks()
        assertEquals(emptyList<String>(), stacks.show(Tab.HOME, "home"))
        assertEquals(emptyList<String>(), stacks.show(Tab.HOME, "results/mugs"))
        assertEquals(emptyList<String>(), stacks.show(Tab.CART, "cart"))
        assertEquals(emptyList<String>(), stacks.show(Tab.HOME, "results/mugs"))
        assertEquals(emptyList<String>(), stacks.show(Tab.HOME, "product/a"))
        assertEquals(
            listOf(BackStacks.stateKey(Tab.HOME, "results/mugs"), BackStacks.stateKey(Tab.HOME, "product/a")),
            stacks.show(Tab.HOME, "home"),
        )
        assertEquals(emptyList<String>(), stacks.show(Tab.HOME, "home"))
    }
}
