// What a phone does to an app in the middle of paying: takes the process, turns the screen, breaks the vault, loses the wallet.
package example.tradewind

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.core.app.ApplicationProvider
import example.tradewind.core.BuyerField
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.HostException
import example.tradewind.core.LiveHandles
import example.tradewind.core.Screen
import example.tradewind.core.SheetEnd
import example.tradewind.core.Tab
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletRequest
import example.tradewind.core.liveHandles
import example.tradewind.ports.SandboxWallet
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-xhdpi")
class InterruptionsTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Before
    fun keys() = TestKeystore.install()

    private fun phone(
        language: String = "en",
        market: String = "US",
        vault: VaultHost? = null,
        wallet: (SandboxWallet) -> WalletHost = {
            it
        },
        test: (Device, Sandbox) -> Unit,
    ) = Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
        Device(rule, Setup(sandbox, language, market, vault = vault, wallet = wallet)).use { test(it.start(), sandbox) }
    }

    @Test
    fun killedWhilePayingItIsUnknownAndThenOneOrder() = phone { phone, sandbox ->
        phone.toReview()
        // The merchant does it, and its answer does not come back in time.
        sandbox.fault("delay:path=complete:ms=4000")
        phone.wallet = "approve"
        phone.press(phone.on<Screen.Checkout>().content.payLabel)
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.SENDING }
        val saved = phone.kill()
        assertTrue("the system keeps what the activity saved", !saved.isEmpty)
        val seen = mutableSetOf<CheckoutPhase>()
        sandbox.clear("delay")
        phone.start(saved)
        phone.await("the order") {
            val screen = phone.now.screen as? Screen.Checkout
            screen?.content?.phase?.let { seen += it }
            screen?.content?.phase == CheckoutPhase.CONFIRMED
        }
        assertTrue("what is not known is said: $seen", CheckoutPhase.UNKNOWN in seen || CheckoutPhase.SENDING in seen)
        assertEquals(1, sandbox.orders().size)
        phone.screenshot("kill/after")
    }

    @Test
    fun aWalletThatNeverAnswersHoldsNothingUp() = phone { phone, sandbox ->
        phone.toReview()
        phone.wallet = "silent"
        phone.press(phone.on<Screen.Checkout>().content.payLabel)
        phone.await("the sheet") { phone.app.container.wallet.sheet.value != null }
        phone.start(phone.kill())
        // Nothing was approved, so nothing was sent: the same checkout can be paid.
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.REVIEW && it.content.canPay && it.content.notice != null }
        assertEquals(0, sandbox.orders().size)
        phone.screenshot("silent/cancelled")
        phone.wallet = "approve"
        phone.on<Screen.Checkout> { it.content.canPay }
        phone.press(phone.on<Screen.Checkout>().content.payLabel)
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.CONFIRMED }
        assertEquals(1, sandbox.orders().size)
    }

    @Test
    fun backClosesTheWalletsSheetAndNothingIsPaid() = phone { phone, sandbox ->
        phone.toReview()
        phone.press(phone.on<Screen.Checkout>().content.payLabel)
        phone.await("the sheet") { phone.app.container.wallet.sheet.value != null }
        rule.waitForIdle()
        phone.activity.get().onBackPressedDispatcher.onBackPressed()
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.REVIEW && it.content.notice?.code == "PAYMENT_CANCELLED" }
        assertEquals(0, sandbox.orders().size)
        rule.waitForIdle()
        phone.activity.get().onBackPressedDispatcher.onBackPressed()
        phone.on<Screen.Cart> { it.content.lines.size == 1 }
    }

    @Test
    fun aWalletThatThrowsIsSaidAndPayWorksAfterwards() {
        val faults = ArrayDeque(listOf<Exception>(HostException.Unavailable(), IllegalStateException("not what was declared")))
        phone(wallet = { ThrowingWallet(it, faults) }) { phone, sandbox ->
            phone.toReview()
            phone.wallet = "approve"
            while (faults.isNotEmpty()) {
                val (left, before) = faults.size to phone.now.revision
                phone.press(phone.on<Screen.Checkout>().content.payLabel)
                phone.await("the wallet is asked") { faults.size < left }
                val checkout = phone.on<Screen.Checkout> {
                    phone.now.revision > before && it.content.canPay && it.content.notice?.code == "WALLET_FAILED"
                }.content
                assertTrue("in words: ${checkout.notice}", " " in checkNotNull(checkout.notice).title)
                assertEquals(0, sandbox.orders().size)
                phone.screenshot("wallet/failed-${faults.size}")
            }
            phone.press(phone.on<Screen.Checkout>().content.payLabel)
            phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.CONFIRMED }
            assertEquals(1, sandbox.orders().size)
        }
    }

    @Test
    fun aVaultThatThrowsIsSaidAndTheShopGoesOn() = phone(vault = ThrowingVault) { phone, _ ->
        phone.on<Screen.Home> { it.content.deals.isNotEmpty() || it.content.empty != null }
        assertNotNull(phone.now.title)
        phone.press(phone.now.tabs.first { it.tab == Tab.SETTINGS }.accessibility)
        phone.on<Screen.Settings>()
        phone.screenshot("vault/settings")
    }

    @Test
    fun turnedInTheMiddleOfTheFormNothingTypedIsLost() = phone("de", "DE") { phone, _ ->
        phone.toForm()
        val field = phone.on<Screen.Checkout>().content.fields.first { it.field == BuyerField.LAST_NAME }
        phone.write(field.label, "Weiß")
        phone.on<Screen.Checkout> { it.content.fields.first { one -> one.field == BuyerField.LAST_NAME }.value == "Weiß" }
        RuntimeEnvironment.setQualifiers("+land")
        // Turning alone makes no new activity (a show's player would stop); other changes of the system's do.
        phone.activity.configurationChange().visible()
        phone.pump()
        phone.activity.recreate()
        phone.pump()
        assertEquals("Weiß", phone.on<Screen.Checkout>().content.fields.first { it.field == BuyerField.LAST_NAME }.value)
        phone.node(androidx.compose.ui.test.hasText("Weiß"))
        phone.screenshot("turned/form")
        phone.checkTargets("turned")
    }

    @Test
    fun theWordsGrowAndNothingIsLost() {
        RuntimeEnvironment.setFontScale(2f)
        phone("de", "DE") { phone, _ ->
            phone.on<Screen.Home> { it.content.deals.isNotEmpty() }
            phone.screenshot("large/home")
            phone.checkTargets("large home")
            phone.toReview()
            phone.screenshot("large/review")
            phone.checkTargets("large review")
            assertTrue(phone.has(phone.on<Screen.Checkout>().content.payLabel))
            phone.press(phone.now.tabs.first { it.tab == Tab.CART }.accessibility)
            phone.on<Screen.Cart>()
            phone.screenshot("large/cart")
        }
    }

    @Test
    @Config(qualifiers = "+night")
    fun theNightIsDark() = phone("ar", "AE") { phone, _ ->
        phone.on<Screen.Home> { it.content.deals.isNotEmpty() }
        phone.screenshot("dark/home")
        phone.press(phone.on<Screen.Home>().content.deals[0].accessibility)
        phone.on<Screen.Product> { it.content.title.isNotEmpty() }
        phone.screenshot("dark/product")
        phone.toReview()
        phone.screenshot("dark/review")
    }

    @Test
    fun aLinkOpensTheAppWhereItLeads() {
        val context = ApplicationProvider.getApplicationContext<SandboxApplication>()
        for (link in listOf("tradewind://p/mug-indigo", "https://shop.tradewind.example/product/mug-indigo")) {
            val view = android.content.Intent(
                android.content.Intent.ACTION_VIEW,
                android.net.Uri.parse(link),
            ).addCategory(android.content.Intent.CATEGORY_BROWSABLE)
            val found = context.packageManager.queryIntentActivities(view, android.content.pm.PackageManager.MATCH_DEFAULT_ONLY)
            assertTrue("$link: ${found.size}", found.any { it.activityInfo.name == ShopActivity::class.java.name })
        }
        // What is not the core's is a browser's, whatever host it is on; and so is every link out of the app.
        val answers = { intent: android.content.Intent ->
            context.packageManager.queryIntentActivities(intent, android.content.pm.PackageManager.MATCH_DEFAULT_ONLY).any {
                it.activityInfo.name == ShopActivity::class.java.name
            }
        }
        for (page in listOf(
            "https://shop.tradewind.example/terms",
            "https://shop.tradewind.example/checkout/1",
            "https://shop.tradewind.example/",
        )) {
            assertTrue(
                page,
                !answers(
                    android.content.Intent(
                        android.content.Intent.ACTION_VIEW,
                        android.net.Uri.parse(page),
                    ).addCategory(android.content.Intent.CATEGORY_BROWSABLE),
                ),
            )
        }
        val out = example.tradewind.components.browserIntent("https://shop.tradewind.example/p/mug-indigo")
        assertTrue(out.dataString, out.dataString == "https://shop.tradewind.example/p/mug-indigo" && !answers(checkNotNull(out.selector)))
        Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
            Device(rule, Setup(sandbox, "ja", "JP")).use { phone ->
                phone.start(link = "tradewind://p/mug-indigo")
                phone.on<Screen.Product> { it.content.key == "mug-indigo" && it.content.title.isNotEmpty() }
                // Turned round, it does not lead there again.
                phone.press(phone.now.backLabel)
                phone.on<Screen.Home>()
                phone.activity.recreate()
                phone.pump()
                phone.on<Screen.Home>()
                // One that comes while the app runs.
                phone.open("tradewind://p/vase-amber")
                phone.on<Screen.Product> { it.content.key == "vase-amber" }
                phone.open("javascript:alert(1)")
                phone.await("a word on it") { phone.now.toast != null }
            }
        }
    }

    @Test
    fun afterTheEndNothingIsHeld() {
        val before = liveHandles()
        phone { phone, _ ->
            phone.on<Screen.Home> { it.content.deals.isNotEmpty() }
            phone.settle()
            val during = liveHandles()
            assertEquals(before.shops + 1u, during.shops)
            assertEquals(before.observations + 1u, during.observations)
        }
        // What a cleaner lets go, it does after a collection.
        val nothing = LiveHandles(0u, 0u, 0u, 0u)
        val end = System.nanoTime() + 10_000_000_000
        while (liveHandles() != nothing && System.nanoTime() < end) {
            System.gc()
            Thread.sleep(50)
        }
        assertEquals(nothing, liveHandles())
    }

    /** Throws the given faults, one a call; then it shows the sheet. */
    private class ThrowingWallet(private val sheet: WalletHost, private val faults: ArrayDeque<Exception>) : WalletHost {
        override fun present(request: WalletRequest) = faults.removeFirstOrNull()?.let { throw it } ?: sheet.present(request)
        override fun isReady() = sheet.isReady()
        override fun dismiss(sheet: String, end: SheetEnd) = this.sheet.dismiss(sheet, end)
    }

    private object ThrowingVault : VaultHost {
        override fun read(name: String): ByteArray? = throw HostException.Failed()
        override fun write(name: String, value: ByteArray): Unit = throw IllegalStateException("not what was declared")
        override fun delete(name: String): Unit = throw HostException.Locked()
    }
}

/** To the buyer's form with one mug in the cart. */
fun Device.toForm() {
    on<Screen.Home> { it.content.categories.isNotEmpty() || it.content.deals.isNotEmpty() }
    open("tradewind://p/mug-celadon")
    on<Screen.Product> { it.content.canAdd }
    press(on<Screen.Product>().content.addLabel)
    on<Screen.Product> { it.content.inCart.isNotEmpty() }
    press(now.tabs.first { it.tab == Tab.CART }.accessibility)
    on<Screen.Cart> { it.content.canCheckout }
    press(on<Screen.Cart>().content.checkoutLabel)
    on<Screen.Checkout> { it.content.phase == CheckoutPhase.BUYER && it.content.fields.isNotEmpty() }
}

/** To where Pay is the next step. */
fun Device.toReview() {
    if (now.screen !is Screen.Home) {
        press(now.tabs.first { it.tab == Tab.HOME }.accessibility)
        on<Screen.Home>()
    }
    toForm()
    JourneyTest.fillIn(this)
    press(on<Screen.Checkout>().content.submitLabel)
    on<Screen.Checkout> { it.content.phase == CheckoutPhase.REVIEW && it.content.canPay }
}
