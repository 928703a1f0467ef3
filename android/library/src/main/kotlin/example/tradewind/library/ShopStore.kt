// The core as an app's screens hold it: snapshots as a flow on the main thread, intents in, pictures off the main thread.
package example.tradewind.library

import android.os.Handler
import android.os.Looper
import example.tradewind.core.Intent
import example.tradewind.core.LogHost
import example.tradewind.core.Observation
import example.tradewind.core.Pixels
import example.tradewind.core.Shop
import example.tradewind.core.ShopConfig
import example.tradewind.core.ShopException
import example.tradewind.core.Snapshot
import example.tradewind.core.SnapshotObserver
import example.tradewind.core.SurfaceKind
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import java.util.concurrent.Executors
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext

/**
 * One running shop. It opens on a thread of its own, so that neither loading the library nor its files hold up the first
 * picture; what is dispatched meanwhile waits its turn. Close it when the process no longer needs it; closing twice is harmless.
 */
class ShopStore(config: ShopConfig, vault: VaultHost, wallet: WalletHost, log: LogHost? = null) : AutoCloseable {
    private val main = Handler(Looper.getMainLooper())
    private val line = Executors.newSingleThreadExecutor { Thread(it, "shop-line") }
    private val opening = CompletableDeferred<Shop>()

    /** The running shop: none before it is open, after the end, or if it could not be opened. */
    @Volatile
    private var shop: Shop? = null
    private val told = MutableStateFlow<Snapshot?>(null)
    private val failed = MutableStateFlow<ShopException?>(null)
    private var observation: Observation? = null

    /** What is to be drawn now; none before the first. Changes on the main thread, in the order of revisions. */
    val snapshot: StateFlow<Snapshot?> = told.asStateFlow()

    /** Why the shop could not be opened; none if it could. */
    val fault: StateFlow<ShopException?> = failed.asStateFlow()

    init {
        line.execute {
            try {
                val opened = Shop(config, vault, wallet, log)
                shop = opened
                observation = opened.observe(Teller(::tell))
                opening.complete(opened)
            } catch (refused: ShopException) {
                failed.value = refused
                opening.completeExceptionally(refused)
            }
        }
    }

    /** Hands an intent to the core, in the order of the calls. Never waits. */
    fun dispatch(intent: Intent) = inLine { it.dispatch(intent) }

    /** What came of a wallet's sheet. */
    fun answer(sheet: String, outcome: WalletOutcome) = inLine { it.walletAnswered(sheet, outcome) }

    /** The picture behind a key, at most that large. From any thread; waits elsewhere. */
    suspend fun picture(key: String, width: Int, height: Int): Pixels =
        withContext(Dispatchers.IO) { opening.await().picture(key, width.toUInt(), height.toUInt()) }

    /** The preview as it is now; none while there is nothing to draw. Draws on the calling thread: not on the main one. */
    fun frame(width: Int, height: Int): Pixels? = shop?.frame(width.toUInt(), height.toUInt())

    /** Lends the core a window to draw the preview on; false where it cannot. Not on the main thread. */
    fun attach(window: HeldWindow, width: Int, height: Int): Boolean = try {
        shop?.attachSurface(SurfaceKind.ANDROID_WINDOW, window.handle, width.toUInt(), height.toUInt()) != null
    } catch (_: ShopException) {
        false
    }

    /** Draws the preview on the window, if it moved; false when the window shows none. Not on the main thread. */
    fun draw(): Boolean = shop?.drawSurface() ?: false

    /** Takes the window back; after this the core no longer touches it. */
    fun detach() {
        shop?.detachSurface()
    }

    override fun close() {
        main.removeCallbacksAndMessages(this)
        try {
            line.execute {
                observation?.run { close(); destroy() }
                observation = null
                // Shut down, but not destroyed: whoever still holds it may call it, and the core answers that all is over.
                shop?.shutdown()
                shop = null
            }
        } catch (_: RejectedExecutionException) {
            return
        }
        line.shutdown()
        line.awaitTermination(10, TimeUnit.SECONDS)
    }

    private fun inLine(call: (Shop) -> Unit) {
        try {
            line.execute { shop?.let(call) }
        } catch (_: RejectedExecutionException) {
            // Closed: as the core itself, an intent after the end does nothing.
        }
    }

    private fun tell(next: Snapshot) {
        main.postAtTime({ if (next.revision >= (told.value?.revision ?: 0u)) told.value = next }, this, 0)
    }

    /** Posts in the order of the calls, as the handler keeps it. */
    private class Teller(private val tell: (Snapshot) -> Unit) : SnapshotObserver {
        override fun changed(snapshot: Snapshot) = tell(snapshot)
    }
}
