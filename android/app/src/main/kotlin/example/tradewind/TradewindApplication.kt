// The process: holds the app's container and reports system events to the core for as long as it lives.
package example.tradewind

import android.app.Application
import android.content.ComponentCallbacks2
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.util.Log
import example.tradewind.core.Intent
import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.platform.Connectivity
import example.tradewind.platform.Lifecycle
import example.tradewind.platform.SettlingJob
import example.tradewind.platform.preferredLanguages
import example.tradewind.ports.CodeScanner
import example.tradewind.ports.InstallReferrer
import example.tradewind.ports.JobSettlingScheduler
import example.tradewind.ports.KeystoreVault
import example.tradewind.ports.PaymentLibrary
import example.tradewind.ports.PaymentNotification
import example.tradewind.ports.SandboxWallet
import example.tradewind.ports.SettlingScheduler
import example.tradewind.ports.VideoPlayers
import java.util.TimeZone

open class TradewindApplication : Application() {
    lateinit var container: AppContainer
        private set
    private val settling: SettlingScheduler by lazy { JobSettlingScheduler(this) }

    override fun onCreate() {
        super.onCreate()
        start()
        Connectivity(this) { container.store.dispatch(Intent.Connectivity(it)) }.observe()
        Lifecycle(::foreground).observe()
    }

    /** What is not settled when the app leaves the screen is looked after in the background, when the core wants it. */
    private fun foreground(active: Boolean) {
        container.store.dispatch(Intent.Foreground(active))
        if (active) {
            settling.cancel()
            PaymentNotification(this).clear()
            SettlingJob.seen()
        } else {
            container.store.snapshot.value?.lookAgain?.let { settling.schedule(it) }
        }
    }

    /** Opens the shop on the files of this app. */
    open fun start() {
        container =
            AppContainer(this, config(), vault(), ::wallet, libraries(), ::systemWallets, scanner(), videoPlayers(), installReferrer())
    }

    /** What the core is told at the start. Later changes are intents. */
    protected open fun config(): ShopConfig {
        val metaData = packageManager.getApplicationInfo(packageName, PackageManager.GET_META_DATA).metaData
        val locales = resources.configuration.locales
        return ShopConfig(
            merchant = checkNotNull(metaData.getString("$packageName.merchant")) { "the manifest names the merchant" },
            dataFolder = filesDir.resolve("shop").path,
            languages = locales.preferredLanguages(),
            market = locales[0].country.ifEmpty { null },
            currency = null,
            timeZone = TimeZone.getDefault().id,
            online = Connectivity.isOnline(this),
            profileUrl = null,
            // An app shipped for a merchant should name the key that signs the catalog. Without one the first key seen is trusted.
            publisherKey = metaData.getString("$packageName.publisherKey"),
            allowedOrigins = metaData.getString("$packageName.allowedOrigins").orEmpty().split(' ').filter(String::isNotEmpty),
            hostOverrides = emptyList(),
            draws = true,
        )
    }

    /** The wallet that the core asks to pay: here the sandbox's sheet. */
    protected open fun wallet(sheet: SandboxWallet): WalletHost = sheet

    /** The payment methods' own libraries that this app is built with: none, unless an app's maker adds them (README). */
    protected open fun libraries(): Map<String, PaymentLibrary> = emptyMap()

    /** The system's wallets that this app is built with, by payment handler: none, unless an app's maker adds them (README). */
    protected open fun systemWallets(answer: (String, WalletOutcome) -> Unit, changed: () -> Unit): Map<String, WalletHost> = emptyMap()

    /** What plays shows: nothing, unless an app's maker adds it (README). */
    protected open fun videoPlayers(): VideoPlayers? = null

    /** What reads codes with the camera: nothing, unless an app's maker adds it (README). */
    protected open fun scanner(): CodeScanner? = null

    /** What the store says led to this install: nothing, unless an app's maker adds it (README). */
    protected open fun installReferrer(): InstallReferrer? = null

    protected open fun vault(): VaultHost = KeystoreVault(noBackupFilesDir.resolve("vault")) { Log.w("Tradewind", "vault.started_anew") }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        container.store.dispatch(Intent.Locales(newConfig.locales.preferredLanguages()))
    }

    override fun onTrimMemory(level: Int) {
        super.onTrimMemory(level)
        if (level >= ComponentCallbacks2.TRIM_MEMORY_BACKGROUND) container.imageCache.clear()
        container.store.dispatch(Intent.MemoryWarning)
    }
}
