// A card in a provider's own fields: which page is shown, whom it is heard from, and that it answers once.
package example.tradewind

import android.app.Application
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Looper
import android.webkit.WebResourceRequest
import androidx.test.core.app.ApplicationProvider
import example.tradewind.core.HostException
import example.tradewind.core.Intent
import example.tradewind.core.SheetEnd
import example.tradewind.core.SystemSheet
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import example.tradewind.core.WalletWords
import example.tradewind.ports.BankPage
import example.tradewind.ports.HostedFieldsWallet
import example.tradewind.ports.SurfaceHandOff
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class HostedFieldsWalletTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val told = mutableListOf<Intent>()
    private val opened = mutableListOf<String>()
    private val answers = mutableListOf<Pair<String, WalletOutcome>>()
    private val surfaces = SurfaceHandOff(app, { opened.add(it) }, { told += it })
    private val wallet = HostedFieldsWallet(surfaces) { sheet, outcome -> answers += sheet to outcome }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private fun request(sheet: String, system: SystemSheet?) =
        WalletRequest(sheet, "h", "Shop", emptyList(), "1.00", "EUR", "1,00 €", WalletWords("Card", "", "", "Cancel"), system)

    private fun page(sheet: String, max: UInt = 100u): BankPage {
        wallet.present(request(sheet, SystemSheet.HostedFields("$SHOP/fields?key=1", SHOP, max)))
        idle()
        return surfaces.pages.value.single()
    }

    /** By the bridge of web views before 2020, which is what there is here. */
    private fun BankPage.says(text: String) {
        (shadowOf(view).getJavascriptInterface(BankPage.FIELDS_TO_APP) as BankPage.Bridge).postMessage(text)
        idle()
    }

    @Test
    fun itIsOfferedWhereThePhoneShowsWebPages() {
        assertFalse(wallet.isReady())
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_WEBVIEW, true)
        assertTrue(wallet.isReady())
        assertThrows(HostException.Unavailable::class.java) { wallet.present(request("s", system = null)) }
        assertThrows(HostException.Unavailable::class.java) {
            wallet.present(request("s", SystemSheet.GooglePay("{}", production = false)))
        }
        idle()
        assertTrue(surfaces.pages.value.isEmpty())
    }

    @Test
    fun thePageIsShownWithItsChannelAloneAndItsFirstWordIsTheAnswer() {
        val page = page("s")
        assertEquals("it is loaded after the listener is there", "$SHOP/fields?key=1", shadowOf(page.view).lastLoadedUrl)
        assertTrue(page.visible)
        assertEquals("1,00 €", page.fields?.amountText)
        assertNull("a bank's page has another channel", shadowOf(page.view).getJavascriptInterface(BankPage.TO_APP))
        assertFalse(page.view.settings.run { allowFileAccess || allowContentAccess || javaScriptCanOpenWindowsAutomatically })
        page.says("token")
        page.heard(SHOP, isMainFrame = true, "another")
        idle()
        assertEquals(listOf<Pair<String, WalletOutcome>>("s" to WalletOutcome.HostedFields(SHOP, "token")), answers)
        assertTrue("it goes with its answer", surfaces.pages.value.isEmpty() && shadowOf(page.view).wasDestroyCalled())
        wallet.dismiss("s", SheetEnd.TAKEN)
        idle()
        assertEquals(1, answers.size)
        assertTrue("it is no hand-off", told.isEmpty())
    }

    @Test
    fun nobodyElseIsHeard() {
        val page = page("s")
        page.heard("https://elsewhere.example", isMainFrame = true, "foreign")
        page.heard("$SHOP:8443", isMainFrame = true, "another port")
        page.heard("http://shop.example", isMainFrame = true, "in the clear")
        page.heard(SHOP, isMainFrame = false, "a frame, of the provider's too")
        page.heard(SHOP, isMainFrame = true, text = null)
        page.heard(origin = null, isMainFrame = true, "nobody")
        assertTrue(answers.isEmpty())
        page.view.loadUrl("https://elsewhere.example/")
        page.says("foreign")
        assertTrue(answers.isEmpty())
    }

    @Test
    fun aMessageThatIsTooLongIsNotHandedOn() {
        page("short", max = 3u).says("1234")
        page("fits", max = 4u).says("1234")
        val all = listOf<Pair<String, WalletOutcome>>("short" to WalletOutcome.Failed, "fits" to WalletOutcome.HostedFields(SHOP, "1234"))
        assertEquals(all, answers)
    }

    @Test
    fun closingCancelsAndWhatTheCoreTakesAwayAnswersNothing() {
        page("closed")
        surfaces.close("closed")
        surfaces.close("closed")
        page("dropped")
        wallet.dismiss("another", SheetEnd.DROPPED)
        idle()
        assertEquals(1, surfaces.pages.value.size)
        wallet.dismiss("dropped", SheetEnd.DROPPED)
        idle()
        assertTrue(surfaces.pages.value.isEmpty())
        assertEquals(listOf<Pair<String, WalletOutcome>>("closed" to WalletOutcome.Cancelled), answers)
        assertTrue(told.isEmpty())
    }

    @Test
    fun thePageStaysOnItsOriginAndOpensNoApp() {
        val page = page("s")
        val client = shadowOf(page.view).webViewClient
        val refuses = { link: String, main: Boolean -> client.shouldOverrideUrlLoading(page.view, Asked(link, main)) }
        assertFalse(refuses("$SHOP/fields?step=2", true))
        assertTrue(refuses("https://elsewhere.example/", true))
        assertTrue(refuses("http://shop.example/", true))
        assertTrue(refuses("bank://pay", true))
        assertFalse("a frame of the provider's", refuses("https://provider.example/field", false))
        assertTrue(refuses("file:///etc/hosts", false))
        assertTrue(opened.isEmpty())
    }

    /** What a page asks to go to, by a finger. */
    private class Asked(private val link: String, private val main: Boolean) : WebResourceRequest {
        override fun getUrl(): Uri = Uri.parse(link)

        override fun isForMainFrame() = main

        override fun isRedirect() = false

        override fun hasGesture() = true

        override fun getMethod() = "GET"

        override fun getRequestHeaders() = emptyMap<String, String>()
    }

    companion object {
        private const val SHOP = "https://shop.example"
    }
}
