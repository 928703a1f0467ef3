// The app as tests run it: the real one, told another merchant, place and vault.
package example.tradewind

import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.ports.SandboxWallet

class SandboxApplication : TradewindApplication() {
    /** What a test says before it starts the shop. */
    var world: World? = null

    override fun start() {
        if (world != null) super.start()
    }

    override fun config(): ShopConfig {
        val told = checkNotNull(world)
        return super.config().copy(
            merchant = told.sandbox.base,
            languages = listOf(told.language),
            market = told.market,
            timeZone = "UTC",
            online = told.online,
            hostOverrides = told.sandbox.hostOverrides,
            draws = told.draws,
        )
    }

    override fun vault(): VaultHost = world?.vault ?: super.vault()

    override fun wallet(sheet: SandboxWallet): WalletHost = world?.wallet?.invoke(sheet) ?: sheet
}

class World(
    val sandbox: Sandbox,
    val language: String,
    val market: String,
    val online: Boolean = true,
    val draws: Boolean = true,
    val vault: VaultHost? = null,
    val wallet: (SandboxWallet) -> WalletHost = { it },
)
