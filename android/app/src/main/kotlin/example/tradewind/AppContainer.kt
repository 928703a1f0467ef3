// The objects that live as long as the process: the store, the wallet, the hand-offs, the image cache, what shows need.
package example.tradewind

import android.content.Context
import androidx.compose.runtime.staticCompositionLocalOf
import example.tradewind.components.ImageCache
import example.tradewind.core.Intent
import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.library.ShopStore
import example.tradewind.platform.askStore
import example.tradewind.platform.followReminders
import example.tradewind.ports.AlarmShowReminders
import example.tradewind.ports.CallHandOff
import example.tradewind.ports.CodeScanner
import example.tradewind.ports.HandOffs
import example.tradewind.ports.HostedFieldsWallet
import example.tradewind.ports.InstallReferrer
import example.tradewind.ports.LinkHandOff
import example.tradewind.ports.LiveHost
import example.tradewind.ports.LogcatLog
import example.tradewind.ports.PaymentLibrary
import example.tradewind.ports.SandboxWallet
import example.tradewind.ports.SurfaceHandOff
import example.tradewind.ports.VideoPlayers
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch

/**
 * Makes the system's wallets, each under the payment handler that it pays by, of where their answers go and of what is called when one
 * becomes ready or is not any more.
 */
typealias SystemWallets = (answer: (String, WalletOutcome) -> Unit, changed: () -> Unit) -> Map<String, WalletHost>

/**
 * `walletHost` gives the wallet that the core calls for the sandbox: the wallet itself, or a wrapper around it. `libraries` are the
 * payment methods' own, each under the payment handler that it pays by. `videoPlayers` makes the player of a show; without it shows have a still
 * picture. `installReferrer` says what led to this install, where the core wants to know it.
 */
class AppContainer(
    context: Context,
    config: ShopConfig,
    vault: VaultHost,
    walletHost: (SandboxWallet) -> WalletHost = { it },
    libraries: Map<String, PaymentLibrary> = emptyMap(),
    systemWallets: SystemWallets = { _, _ -> emptyMap() },
    /** Reads codes with the camera; without one no button for it is shown. */
    val scanner: CodeScanner? = null,
    videoPlayers: VideoPlayers? = null,
    installReferrer: InstallReferrer? = null,
) : AutoCloseable {
    val wallet = SandboxWallet()
    private val links = LinkHandOff(context)

    /** The pages of a payment that are open: banks', and those with card fields. */
    val surfaces = SurfaceHandOff(context, links::openApp, ::say)
    private val handOffs = HandOffs(links, surfaces, CallHandOff(libraries, ::say))

    /**
     * The wallets of this phone by the payment handler that each pays by. A wallet that is not here is not offered. A provider's own
     * library for card fields, where an app has one, is used instead of the page.
     */
    private val wallets: Map<String, WalletHost> =
        mapOf<String, WalletHost>(HostedFieldsWallet.HANDLER to HostedFieldsWallet(surfaces, ::answered)) +
            systemWallets(::answered) { say(Intent.PaymentMethodsChanged) } + (SandboxWallet.HANDLER to walletHost(wallet))
    val store: ShopStore = ShopStore(config, vault, wallets, handOffs, LogcatLog())
    val imageCache = ImageCache(store)
    val live = LiveHost(videoPlayers, AlarmShowReminders(context), store::livePosition, store::liveTick)
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)

    init {
        if (installReferrer != null) scope.launch { askStore(store.snapshot, installReferrer, store::dispatch) }
        // Also in time that is given in the background: a show may have been moved.
        scope.launch { followReminders(store.snapshot, live.reminders) }
    }

    /** Closes the wallet's sheet and tells the core the outcome. */
    fun answer(sheet: String, outcome: WalletOutcome) {
        wallet.close(sheet)
        store.answer(sheet, outcome)
    }

    private fun answered(sheet: String, outcome: WalletOutcome) {
        store.answer(sheet, outcome)
    }

    private fun say(intent: Intent) {
        store.dispatch(intent)
    }

    override fun close() {
        scope.cancel()
        store.close()
        surfaces.clear()
        imageCache.clear()
    }
}

val LocalAppContainer = staticCompositionLocalOf<AppContainer> { error("no AppContainer is provided") }
