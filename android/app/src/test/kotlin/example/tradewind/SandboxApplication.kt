// The app as tests run it: the real one, set up with another merchant, place and vault.
package example.tradewind

import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.ports.SandboxWallet

class SandboxApplication : TradewindApplication() {
    /** Set by a test before it starts the shop. */
    var setup: Setup? = null

    override fun start() {
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
)
