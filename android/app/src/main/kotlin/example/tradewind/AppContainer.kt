// The objects that live as long as the process: the store, the wallet, the image cache.
package example.tradewind

import androidx.compose.runtime.staticCompositionLocalOf
import example.tradewind.components.ImageCache
import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.library.ShopStore
import example.tradewind.ports.LogcatLog
import example.tradewind.ports.SandboxWallet

/** `walletHost` gives the wallet that the core calls for the sandbox: the wallet itself, or a wrapper around it. */
class AppContainer(config: ShopConfig, vault: VaultHost, walletHost: (SandboxWallet) -> WalletHost = { it }) : AutoCloseable {
    val wallet = SandboxWallet()

    /** The wallets of this phone by the payment handler that each pays by. A wallet that is not here is not offered. */
    private val wallets: Map<String, WalletHost> = mapOf(SandboxWallet.HANDLER to walletHost(wallet))
    val store = ShopStore(config, vault, wallets, LogcatLog())
    val imageCache = ImageCache(store)

    /** Closes the wallet's sheet and tells the core the outcome. */
    fun answer(sheet: String, outcome: WalletOutcome) {
        wallet.dismiss(sheet)
        store.answer(sheet, outcome)
    }

    override fun close() {
        store.close()
        imageCache.clear()
    }
}

val LocalAppContainer = staticCompositionLocalOf<AppContainer> { error("no AppContainer is provided") }
