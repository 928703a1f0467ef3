// What a shop, a bank or a phone does unexpectedly, as the app draws it: once as the merchant makes it, once by hand.
package example.tradewind

import android.content.Intent as SystemIntent
import androidx.activity.compose.setContent
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import example.tradewind.components.ActionBar
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.CheckoutScreen
import example.tradewind.core.Direction
import example.tradewind.core.Intent
import example.tradewind.core.MessageRow
import example.tradewind.core.Notice
import example.tradewind.core.Screen
import example.tradewind.core.Tone
import example.tradewind.screens.CheckoutBar
import example.tradewind.screens.CheckoutContent
import example.tradewind.screens.hasBottomBar
import example.tradewind.theme.DesignTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class MerchantMessagesTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Before
    fun keys() = TestKeystore.install()

    private val intents = mutableListOf<Intent>()

    private fun phone(test: (Device, Sandbox) -> Unit) =
        Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
            Device(rule, Setup(sandbox, "en", "US")).use { test(it.start(), sandbox) }
        }

    /** A checkout at its review, as the core says it, to be changed by hand. */
    private fun review(phone: Device): CheckoutScreen {
        phone.toReview()
        return phone.on<Screen.Checkout> { it.content.canPay && !it.content.loading && it.content.lines.isNotEmpty() }.content
    }

    private fun CheckoutScreen.at(phase: CheckoutPhase) =
        copy(phase = phase, delivery = emptyList(), codeHint = "", notice = notice("Not known", "Nobody knows yet."))

    private fun notice(title: String, body: String) = Notice(Tone.WARNING, "SAID", title, body)

    /** Draws a checkout that the core did not say, by the app's own parts. */
    private fun show(phone: Device, screen: CheckoutScreen) {
        phone.activity.get().setContent {
            CompositionLocalProvider(LocalAppContainer provides phone.app.container) {
                DesignTheme("en", Direction.LTR) {
                    Column {
                        Box(Modifier.weight(1f)) { CheckoutContent(screen, emptyList()) { intents += it } }
                        if (screen.hasBottomBar()) ActionBar { CheckoutBar(screen) { intents += it } }
                    }
                }
            }
        }
        phone.settle(3)
    }

    private fun all(matcher: SemanticsMatcher) = rule.onAllNodes(matcher, useUnmergedTree = true).fetchSemanticsNodes()

    private fun top(text: String) = all(hasText(text)).first().positionInRoot.y

    private fun tap(phone: Device, label: String) {
        phone.node(hasClickAction() and phone.named(label)).performClick()
        phone.pump()
    }

    private fun hasProperty(key: androidx.compose.ui.semantics.SemanticsPropertyKey<*>) = SemanticsMatcher.keyIsDefined(key)

    @Test
    fun aPaymentThatNobodyAnswersForIsToldToTheShopAndPutAsideWhereThatIsOffered() = phone { phone, _ ->
        val unknown = review(phone).at(CheckoutPhase.UNKNOWN)
        show(phone, unknown.copy(contactTitle = "Contact the shop", contact = "Checkout chk_7, noon, 18 dollars"))
        assertEquals(1, all(hasText("Checkout chk_7, noon, 18 dollars")).size)
        assertTrue("it stands above what was to be bought", top("Checkout chk_7, noon, 18 dollars") < top(unknown.lines[0].label))
        tap(phone, "Contact the shop")
        val chosen = checkNotNull(shadowOf(phone.activity.get()).nextStartedActivity) { "nothing is shared" }
        assertEquals(SystemIntent.ACTION_CHOOSER, chosen.action)
        @Suppress("DEPRECATION")
        val sent = checkNotNull(chosen.getParcelableExtra<SystemIntent>(SystemIntent.EXTRA_INTENT))
        assertEquals(SystemIntent.ACTION_SEND, sent.action)
        assertEquals("Checkout chk_7, noon, 18 dollars", sent.getStringExtra(SystemIntent.EXTRA_TEXT))

        assertTrue("without its words there is nothing to put aside", all(hasText("Put this payment aside")).isEmpty())
        show(phone, unknown.copy(asideLabel = "Put this payment aside"))
        assertTrue("without words for the shop there is nothing to share", all(hasContentDescription("Contact the shop")).isEmpty())
        tap(phone, "Put this payment aside")
        assertEquals(listOf<Intent>(Intent.PutAside), intents)
        phone.checkTargets("aside")
    }

    @Test
    fun eachParcelIsChosenFromByItself() = phone { phone, sandbox ->
        sandbox.fault("two-parcels:times=1")
        val rows = review(phone).delivery
        val names = rows.map { it.parcel }.distinct()
        assertEquals("two parcels: $names", 2, names.size)
        for (name in names) assertEquals(name, 1, all(hasText(name) and isHeading()).size)
        val radios = SemanticsMatcher.expectValue(SemanticsProperties.Role, Role.RadioButton)
        assertEquals("one is chosen in each", 2, rule.onAllNodes(radios and isSelected()).fetchSemanticsNodes().size)
        val at = rows.indexOfLast { it.parcel == names[1] && !it.selected }
        // The rows of the parcels have the same words: it is the last of them.
        val same = rule.onAllNodes(hasClickAction() and phone.named(rows[at].accessibility))
        same[same.fetchSemanticsNodes().size - 1].performScrollTo().performClick()
        val now = phone.on<Screen.Checkout>("the second parcel") {
            it.content.delivery.getOrNull(at)?.selected == true && !it.content.loading
        }.content
        assertEquals(rows.filter { it.parcel == names[0] }, now.delivery.filter { it.parcel == names[0] })
        phone.screenshot("messages/parcels")

        show(phone, now.copy(delivery = now.delivery.filter { it.parcel == names[0] }.map { it.copy(parcel = "") }))
        for (name in names) assertTrue("one parcel needs no name", all(hasText(name)).isEmpty())
    }

    @Test
    fun aDisclosureStandsBesideTheLinesInEveryPhase() = phone { phone, _ ->
        val base = review(phone)
        val law =
            MessageRow(
                Tone.WARNING,
                "prop65",
                "WARNING: This product can expose you to lead.",
                true,
                "A mug of celadon",
                "https://seed.tradewind.example/nowhere.jpg",
                "https://www.p65warnings.example/",
            )
        val thanks = MessageRow(Tone.INFO, "thanks", "Thank you for your order.", false, "", "", "")
        for (phase in CheckoutPhase.entries - CheckoutPhase.BUYER) {
            show(phone, (if (phase == CheckoutPhase.REVIEW) base else base.at(phase)).copy(messages = listOf(thanks, law)))
            val words = all(hasText(law.text)).single()
            assertTrue("$phase: below the lines", words.positionInRoot.y > top(base.lines.last().label))
            assertTrue("$phase: above the sums", words.positionInRoot.y < top(base.totals.first { it.grand }.label))
            assertTrue("$phase: below all", top(thanks.text) > top(base.totals.first { it.grand }.label))
            assertTrue("$phase: it is no news", SemanticsProperties.LiveRegion !in words.config)
            assertEquals("$phase: what it is about", 1, all(hasText(law.about) and isHeading()).size)
            val image = all(hasContentDescription(law.text)).single()
            assertEquals("$phase: its image", Role.Image, image.config[SemanticsProperties.Role])
            assertEquals("$phase: where more is said", 1, rule.onAllNodes(hasText(law.url) and hasClickAction()).fetchSemanticsNodes().size)
        }
        // Without lines, and in the form, it is there all the same.
        show(phone, base.copy(lines = emptyList(), totals = emptyList(), messages = listOf(law)))
        assertEquals(1, all(hasText(law.text)).size)
        show(phone, base.copy(phase = CheckoutPhase.BUYER, messages = listOf(law)))
        assertEquals(1, all(hasText(law.text)).size)
    }

    @Test
    fun changesAreToldOneByOneAndOneSentenceStaysOne() = phone { phone, _ ->
        val base = review(phone)
        val changes = listOf("Removed: a mug", "Added: a lamp", "Total: 20 instead of 18")
        for (screen in listOf(base, base.at(CheckoutPhase.UNKNOWN))) {
            show(phone, screen.copy(notice = notice("Your order has changed", changes.joinToString("\n"))))
            val list = all(hasProperty(SemanticsProperties.CollectionInfo)).single()
            assertEquals(changes.size, list.config[SemanticsProperties.CollectionInfo].rowCount)
            assertEquals(
                "${screen.phase}: each is read by itself",
                listOf(0, 1, 2),
                changes.map {
                    all(hasText(it)).single().config[SemanticsProperties.CollectionItemInfo].rowIndex
                },
            )
            assertEquals("one below the other", changes, changes.sortedBy { top(it) })
            show(phone, screen.copy(notice = notice("Your order has changed", changes[0])))
            assertTrue(all(hasProperty(SemanticsProperties.CollectionInfo)).isEmpty())
            assertEquals(1, all(hasText(changes[0])).size)
        }
    }

    @Test
    fun theWayBackFromTheBankStandsBelowTheWayThereAndAsks() = phone { phone, _ ->
        val base = review(phone)
        show(
            phone,
            base.copy(
                canPay = false,
                continueUrl = "https://bank.example/3ds",
                continueLabel = "Continue at your bank",
                retryLabel = "I'm back: check now",
            ),
        )
        assertTrue(top("Continue at your bank") < top("I'm back: check now"))
        assertTrue("nothing is paid meanwhile", all(hasText(base.payLabel)).isEmpty())
        tap(phone, "I'm back: check now")
        assertEquals(listOf<Intent>(Intent.Retry), intents)
        phone.checkTargets("bank")
        // Where nothing is continued elsewhere it stands above Pay, as before.
        show(phone, base.copy(retryLabel = "Try again"))
        assertTrue(top("Try again") < top(base.payLabel))
    }

    @Test
    fun boughtAtAnotherTotalIsSaidFirstOnTheOrder() = phone { phone, sandbox ->
        sandbox.fault("other-total:times=1")
        phone.wallet = "approve"
        val base = review(phone)
        phone.press(base.payLabel)
        val done = phone.on<Screen.Checkout> {
            it.content.phase == CheckoutPhase.CONFIRMED && it.content.notice?.code == "TOTAL_DIFFERS"
        }.content
        phone.press(done.doneLabel)
        val order = phone.on<Screen.Order> { it.content.notice?.code == "TOTAL_DIFFERS" && it.content.status.isNotEmpty() }.content
        phone.screenshot("messages/total")
        val notice = checkNotNull(order.notice)
        assertEquals(checkNotNull(done.notice).title, notice.title)
        assertTrue("it stands first", top(notice.title) < top(order.status))
        assertTrue("with both numbers", all(hasText(notice.body)).isNotEmpty())
    }
}
