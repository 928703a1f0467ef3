// The app as tests run it: the real one, set up with another merchant, place and vault.
package example.tradewind

import android.content.pm.PackageManager
import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.ports.InstallReferrer
import example.tradewind.ports.Media3Player
import example.tradewind.ports.PaymentLibrary
import example.tradewind.ports.SandboxWallet
import example.tradewind.ports.VideoPlayers
import org.robolectric.Shadows.shadowOf

class SandboxApplication : TradewindApplication() {
    /** Set by a test before it starts the shop. */
    var setup: Setup? = null

    /** Alipay's own library, as a test's person answers it. */
    val library = CalledLibrary()

    override fun start() {
        // A phone shows web pages inside apps, which Robolectric's does not say by itself.
        shadowOf(packageManager).setSystemFeature(PackageManager.FEATURE_WEBVIEW, true)
        if (setup != null) super.start()
    }

    override fun config(): ShopConfig {
        val given = checkNotNull(setup)
        return super.config().copy(
            merchant = given.sandbox.base,
            languages = listOf(given.language),
            market = given.market,
            timeZone = "UTC",
            online = given.online,
            hostOverrides = given.sandbox.hostOverrides,
            draws = given.draws,
            sandboxClock = given.on,
        )
    }

    override fun vault(): VaultHost = setup?.vault ?: super.vault()

    override fun wallet(sheet: SandboxWallet): WalletHost = setup?.wallet?.invoke(sheet) ?: sheet

    /** By Media3's stand-in: a test says what it plays. */
    override fun videoPlayers(): VideoPlayers = { Media3Player(it) }

    override fun installReferrer(): InstallReferrer? = setup?.installReferrer

    override fun libraries(): Map<String, PaymentLibrary> = mapOf("dev.tradewind.pay.alipay" to library)
}

/** Holds what it was called for, until a person answers. */
class CalledLibrary : PaymentLibrary {
    @Volatile private var waiting: ((String) -> Unit)? = null

    override val isReady = true

    /** Whether a person has something to answer there. */
    val isCalled get() = waiting != null

    override fun pay(payload: String, answer: (String) -> Unit) {
        waiting = answer
    }

    /** Says what Alipay's library says. */
    fun answer(deed: String) {
        val status = mapOf("approve" to "9000", "cancel" to "6001")[deed] ?: "4000"
        waiting?.invoke("resultStatus={$status};memo={};result={}")
        waiting = null
    }
}

/** How a test sets up the app: the merchant it talks to, and what differs from a phone's own facts. */
class Setup(
    val sandbox: Sandbox,
    val language: String,
    val market: String,
    val online: Boolean = true,
    val draws: Boolean = true,
    /** When it is on this phone as the app is started; now, unless a test says another moment. */
    val on: String? = null,
    val vault: VaultHost? = null,
    val wallet: (SandboxWallet) -> WalletHost = { it },
    /** What the store says led to this install. */
    val installReferrer: InstallReferrer? = null,
)
