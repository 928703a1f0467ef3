// The process: one phone with one shop in it, for as long as the process lives.
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
import example.tradewind.facts.Connectivity
import example.tradewind.facts.Lifecycle
import example.tradewind.facts.preferredLanguages
import example.tradewind.ports.KeystoreVault
import example.tradewind.ports.SandboxWallet
import java.util.TimeZone

open class TradewindApplication : Application() {
    lateinit var phone: Phone
        private set

    override fun onCreate() {
        super.onCreate()
        start()
        Connectivity(this) { phone.store.dispatch(Intent.Connectivity(it)) }.watch()
        Lifecycle { phone.store.dispatch(Intent.Foreground(it)) }.watch()
    }

    /** Starts the shop over the files that are there. */
    open fun start() {
        phone = Phone(config(), vault(), ::wallet)
    }

    /** What the shop is told once; later the facts tell. */
    protected open fun config(): ShopConfig {
        val told = packageManager.getApplicationInfo(packageName, PackageManager.GET_META_DATA).metaData
        val locales = resources.configuration.locales
        return ShopConfig(
            merchant = checkNotNull(told.getString("$packageName.merchant")) { "the manifest names the merchant" },
            dataFolder = filesDir.resolve("shop").path,
            languages = locales.preferredLanguages(),
            market = locales[0].country.ifEmpty { null },
            currency = null,
            timeZone = TimeZone.getDefault().id,
            online = Connectivity.now(this),
            profileUrl = null,
            // Whoever ships an app for a merchant names the key that signs the catalog; else the first one seen is trusted.
            publisherKey = told.getString("$packageName.publisherKey"),
            allowedOrigins = told.getString("$packageName.allowedOrigins").orEmpty().split(' ').filter(String::isNotEmpty),
            detours = emptyList(),
            draws = true,
        )
    }

    /** What the core asks for money: here what draws the sandbox's sheet. */
    protected open fun wallet(sheet: SandboxWallet): WalletHost = sheet

    protected open fun vault(): VaultHost = KeystoreVault(noBackupFilesDir.resolve("vault")) { Log.w("Tradewind", "vault.started_anew") }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        phone.store.dispatch(Intent.Locales(newConfig.locales.preferredLanguages()))
    }

    override fun onTrimMemory(level: Int) {
        super.onTrimMemory(level)
        if (level >= ComponentCallbacks2.TRIM_MEMORY_BACKGROUND) phone.pictures.forget()
        phone.store.dispatch(Intent.MemoryWarning)
    }
}
