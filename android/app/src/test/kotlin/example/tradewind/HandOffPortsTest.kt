// The ports of hand-offs: links to apps and pages, a bank's page and whom it listens to, methods' own libraries.
package example.tradewind

import android.app.Activity
import android.app.Application
import android.content.ComponentName
import android.content.Intent as SystemIntent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.os.Build
import android.os.Looper
import androidx.test.core.app.ApplicationProvider
import com.alipay.sdk.app.PayTask
import com.tencent.mm.opensdk.modelbase.BaseReq
import com.tencent.mm.opensdk.modelpay.PayReq
import com.tencent.mm.opensdk.modelpay.PayResp
import com.tencent.mm.opensdk.openapi.IWXAPI
import com.tencent.mm.opensdk.openapi.IWXAPIEventHandler
import example.tradewind.core.HandOff
import example.tradewind.core.HostException
import example.tradewind.core.Intent
import example.tradewind.core.Way
import example.tradewind.core.WayKind
import example.tradewind.platform.PAYMENT_RETURN
import example.tradewind.platform.intentOf
import example.tradewind.ports.AlipayLibrary
import example.tradewind.ports.BankPage
import example.tradewind.ports.CallHandOff
import example.tradewind.ports.HandOffs
import example.tradewind.ports.LinkHandOff
import example.tradewind.ports.SurfaceHandOff
import example.tradewind.ports.WeChatPayLibrary
import java.io.File
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class HandOffPortsTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val told = mutableListOf<Intent>()
    private val links = LinkHandOff(app)
    private val surfaces = SurfaceHandOff(app, { opened.add(it) }, { told += it })
    private val opened = mutableListOf<String>()

    @Before
    fun onlyAppsThatAreHereOpen() = shadowOf(app).checkActivities(true)

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    /** Installs an app that opens links. */
    private fun install(name: String, scheme: String, host: String? = null) {
        val packages = shadowOf(app.packageManager)
        val activity = ComponentName(name, "$name.Pay")
        packages.addActivityIfNotPresent(activity)
        val filter = IntentFilter(SystemIntent.ACTION_VIEW).apply {
            addCategory(SystemIntent.CATEGORY_DEFAULT)
            addCategory(SystemIntent.CATEGORY_BROWSABLE)
            addDataScheme(scheme)
            host?.let { addDataAuthority(it, null) }
        }
        packages.addIntentFilterForActivity(activity, filter)
    }

    @Test
    fun anAppIsFoundByItsSchemeOrItsPackage() {
        assertFalse(links.hasApp("upi"))
        assertFalse(links.hasApp("com.eg.android.AlipayGphone"))
        install("in.example.bank", "upi", host = "pay")
        install("com.eg.android.AlipayGphone", "alipays")
        assertTrue(links.hasApp("upi"))
        assertTrue(links.hasApp("alipays"))
        assertTrue(links.hasApp("com.eg.android.AlipayGphone"))
        assertFalse(links.hasApp("weixin"))
    }

    @Test
    fun theAppOpensItsLinkElseTheBrowserThePage() {
        install("org.example.browser", "https")
        links.open("swish://paymentrequest?token=1", "https://pay.example/1")
        shadowOf(app).nextStartedActivity.let {
            assertEquals("https://pay.example/1", it.dataString)
            assertTrue("never this app", it.selector != null)
        }
        install("se.bankgirot.swish", "swish")
        links.open("swish://paymentrequest?token=1", "https://pay.example/1")
        shadowOf(app).nextStartedActivity.let {
            assertEquals("swish://paymentrequest?token=1", it.dataString)
            assertTrue(it.flags and SystemIntent.FLAG_ACTIVITY_NEW_TASK != 0)
            assertTrue(it.flags and SystemIntent.FLAG_ACTIVITY_REQUIRE_NON_BROWSER != 0)
        }
        assertNull(shadowOf(app).nextStartedActivity)
    }

    @Test
    fun beforeAndroid11AnAppLinkEndsInNoBrowserEither() {
        val old = LinkHandOff(app, sdk = Build.VERSION_CODES.Q)
        install("org.example.browser", "https")
        assertFalse(old.openApp("https://app.pay.example/1"))
        assertNull(shadowOf(app).nextStartedActivity)
        install("example.pay", "https", host = "app.pay.example")
        assertTrue(old.openApp("https://app.pay.example/1"))
        assertEquals("https://app.pay.example/1", shadowOf(app).nextStartedActivity.dataString)
    }

    @Test
    fun whatNothingOpensIsSaid() {
        assertThrows(HostException.Unavailable::class.java) { links.open("swish://x", "") }
        assertThrows(HostException.Unavailable::class.java) { links.open("", "https://pay.example/1") }
        for (link in listOf(
            "intent://x#Intent;end",
            "javascript:alert(1)",
            "file:///x",
            "content://x",
            "tradewind://payment/return/x",
            "x",
        )) {
            assertFalse(link, links.openApp(link))
        }
    }

    @Test
    fun onlyAReturnLinkGoesToThePayment() {
        val id = "0f8fad5b-d9cb-469f-a165-70867728950e"
        for (link in listOf("$PAYMENT_RETURN$id", "TRADEWIND://payment/return/$id?status=ok")) {
            assertEquals(Intent.PaymentReturned(link), intentOf(link))
        }
        for (link in listOf("tradewind://payment/other/$id", "tradewind://p/mug", "https://x/payment/return/$id")) {
            assertEquals(Intent.OpenLink(link), intentOf(link))
        }
    }

    @Test
    fun aReturnLinkOpensThisApp() {
        val link = SystemIntent(SystemIntent.ACTION_VIEW, android.net.Uri.parse("${PAYMENT_RETURN}id"))
            .addCategory(SystemIntent.CATEGORY_BROWSABLE)
            .setPackage(app.packageName)
        val names = app.packageManager.queryIntentActivities(link, 0).map { it.activityInfo.name }
        assertEquals(listOf(ShopActivity::class.java.name), names.distinct())
    }

    /** What the core may ask for is what Android lets this app see. */
    @Test
    fun theManifestNamesTheAppsThatTheCoreAsksFor() {
        val here = File(System.getProperty("tradewind.android"))
        val devices = here.resolve("../assets/payments").listFiles { file -> file.extension == "toml" }!!
            .flatMap { file -> file.readLines().filter { it.startsWith("device = ") } }
        val quoted = Regex("\"([^\"]+)\"")
        val named = { key: String ->
            devices.mapNotNull { Regex("\\b$key = (\\[[^]]*]|\"[^\"]*\")").find(it) }
                .flatMap { found -> quoted.findAll(found.groupValues[1]).map { it.groupValues[1] } }.toSet()
        }
        val queries = here.resolve("app/src/main/AndroidManifest.xml").readText().substringAfter("<queries>").substringBefore("</queries>")
        val stated = { attribute: String -> Regex("$attribute=\"([^\"]+)\"").findAll(queries).map { it.groupValues[1] }.toSet() }
        assertTrue("packages are read", named("android").size >= 5)
        assertEquals(named("android"), stated("<package android:name"))
        assertEquals(named("android_scheme") + "https", stated("android:scheme"))
    }

    private fun page(visible: Boolean = true): BankPage {
        surfaces.open("key", Way.Surface("https://acs.bank.example/challenge", listOf("https://acs.bank.example"), visible))
        idle()
        return surfaces.pages.value.single()
    }

    private fun BankPage.says(text: String) {
        (shadowOf(view).getJavascriptInterface(BankPage.TO_APP) as BankPage.Bridge).postMessage(text)
        idle()
    }

    @Test
    fun aPageIsHeardFromItsOriginsOnly() {
        val page = page()
        assertEquals("it is loaded after the listener is there", "https://acs.bank.example/challenge", shadowOf(page.view).lastLoadedUrl)
        page.says("hello")
        assertEquals(listOf<Intent>(Intent.SurfaceSaid("key", "https://acs.bank.example", "hello")), told)
        page.view.loadUrl("https://elsewhere.example/")
        page.says("foreign")
        page.heard("https://elsewhere.example", isMainFrame = true, "foreign")
        page.heard("https://acs.bank.example:8443", isMainFrame = true, "another port")
        page.heard("http://acs.bank.example", isMainFrame = true, "in the clear")
        page.heard("https://acs.bank.example", isMainFrame = false, "a frame")
        page.heard("https://acs.bank.example", isMainFrame = true, text = null)
        page.heard(origin = null, isMainFrame = true, "nobody")
        assertEquals(1, told.size)
        page.heard("https://acs.bank.example", isMainFrame = true, "again")
        assertEquals(Intent.SurfaceSaid("key", "https://acs.bank.example", "again"), told.last())
    }

    @Test
    fun answersGoToThePageAndToNoOther() {
        val page = page()
        surfaces.post("key", "{\"a\":\"</script>\\\"\"}")
        idle()
        val script = checkNotNull(shadowOf(page.view).lastEvaluatedJavascript)
        assertEquals("window.EmbeddedActionProtocol.postMessage(\"{\\\"a\\\":\\\"\\u003c/script>\\\\\\\"\\\"}\")", script)
        page.view.loadUrl("https://elsewhere.example/")
        surfaces.post("key", "secret")
        idle()
        assertEquals(script, shadowOf(page.view).lastEvaluatedJavascript)
        val text = "\" \\ \n \u2028 \u0000 ü"
        assertEquals("read back as it was", text, org.json.JSONTokener(BankPage.quoted(text)).nextValue())
    }

    @Test
    fun aPageReachesNoFileAndKeepsNothingForOthers() {
        val settings = page(visible = false).view.settings
        assertFalse(settings.allowFileAccess || settings.allowContentAccess || settings.javaScriptCanOpenWindowsAutomatically)
        assertFalse(surfaces.pages.value.single().visible)
    }

    @Test
    fun aClosedPageIsToldOnceAndOneThatTheCoreTakesAwayIsNot() {
        val page = page()
        surfaces.close("key")
        surfaces.close("key")
        assertEquals(listOf<Intent>(Intent.SurfaceClosed("key")), told)
        assertTrue(surfaces.pages.value.isEmpty() && shadowOf(page.view).wasDestroyCalled())
        told.clear()
        page()
        surfaces.dismiss("key")
        idle()
        assertTrue(told.isEmpty() && surfaces.pages.value.isEmpty())
    }

    @Test
    fun originsAreSchemeHostAndPort() {
        assertEquals("https://bank.example", BankPage.originOf("https://user@bank.example:443/a?b#c"))
        assertEquals("https://bank.example:8443", BankPage.originOf("https://bank.example:8443/"))
        assertNull(BankPage.originOf("about:blank"))
        assertNull(BankPage.originOf(null))
    }

    @Test
    fun whatThePhoneCanIsWhatIsThere() {
        val handOffs = HandOffs(links, surfaces, CallHandOff(emptyMap()) { told += it })
        assertTrue(handOffs.can(WayKind.LINK, "com.example.redirect"))
        assertFalse(handOffs.can(WayKind.CALL, "com.alipay"))
        assertFalse(handOffs.can(WayKind.SURFACE, "com.example.card"))
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_WEBVIEW, true)
        assertTrue(handOffs.can(WayKind.SURFACE, "com.example.card"))
        assertThrows(HostException.Unavailable::class.java) { handOffs.present(HandOff("key", "com.alipay", Way.Call("order"))) }
    }

    @Test
    fun alipayIsCalledAndItsAnswerHandedOnAsItIs() {
        var shown: Activity? = null
        PayTask.answer = { mapOf("resultStatus" to "9000", "memo" to "", "result" to "of $it") }
        val calls = CallHandOff(mapOf("com.alipay" to AlipayLibrary({ shown }, { it.run() }))) { told += it }
        assertFalse("no activity", calls.can("com.alipay"))
        shown = Robolectric.buildActivity(Activity::class.java).setup().get()
        assertTrue(calls.can("com.alipay"))
        calls.open("key", "com.alipay", "order=1")
        idle()
        val answer = told.single() as Intent.HandOffAnswered
        assertEquals("key", answer.key)
        assertEquals("9000", JSONObject(answer.text).getString("resultStatus"))
        assertEquals("of order=1", JSONObject(answer.text).getString("result"))
    }

    @Test
    fun weChatIsCalledAndItsCodeHandedOn() {
        val api = FakeWeChat()
        val library = WeChatPayLibrary(api)
        val calls = CallHandOff(mapOf("com.wechat" to library)) { told += it }
        assertFalse(calls.can("com.wechat"))
        api.isWXAppInstalled = true
        assertTrue(calls.can("com.wechat"))
        val fields = mapOf(
            "appid" to "wx1",
            "partnerid" to "p",
            "prepayid" to "pre",
            "package" to "Sign=WXPay",
            "noncestr" to "n",
            "timestamp" to "1700000000",
            "sign" to "s",
        )
        calls.open("key", "com.wechat", JSONObject(fields).toString())
        idle()
        val request = api.sent.single() as PayReq
        val read = listOf(request.appId, request.partnerId, request.prepayId, request.packageValue)
        assertEquals(fields.values.toList(), read + listOf(request.nonceStr, request.timeStamp, request.sign))
        library.onResp(PayResp().apply { prepayId = "another" })
        assertTrue(told.isEmpty())
        val cancelled = PayResp().apply {
            prepayId = "pre"
            errCode = -2
        }
        library.onResp(cancelled)
        library.onResp(cancelled)
        assertEquals(listOf<Intent>(Intent.HandOffAnswered("key", "-2")), told)
    }

    private class FakeWeChat : IWXAPI {
        val sent = mutableListOf<BaseReq>()
        override var isWXAppInstalled = false

        override fun registerApp(appId: String) = true

        override fun handleIntent(intent: SystemIntent, handler: IWXAPIEventHandler) = false

        override fun sendReq(request: BaseReq) = sent.add(request)
    }
}
