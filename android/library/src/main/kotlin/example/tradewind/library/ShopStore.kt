// The core as the app's composables use it: snapshots as a StateFlow, intents in, pictures and frames as handles.
package example.tradewind.library

import android.os.Handler
import android.os.Looper
import example.tradewind.core.HandOffHost
import example.tradewind.core.Intent
import example.tradewind.core.LivePosition
import example.tradewind.core.LiveTick
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
 * One running shop. It opens on its own thread, so that neither loading the library nor opening its files delays the first
 * frame; intents dispatched meanwhile are queued. `wallets` are the wallets of this phone, each under the payment handler that
 * it pays by; `handOffs` sends the person to other apps and pages. Close it when the process no longer needs it; closing twice is harmless.
 */
class ShopStore(
    config: ShopConfig,
    vault: VaultHost,
    wallets: Map<String, WalletHost>,
    handOffs: HandOffHost? = null,
    log: LogHost? = null,
) : AutoCloseable {
    private val main = Handler(Looper.getMainLooper())
    private val executor = Executors.newSingleThreadExecutor { Thread(it, "shop-executor") }
    private val opening = CompletableDeferred<Shop>()

    /** The running shop; null before it is open, after [close], or if it could not be opened. */
    @Volatile
    private var shop: Shop? = null
    private val _snapshot = MutableStateFlow<Snapshot?>(null)
    private val _fault = MutableStateFlow<ShopException?>(null)
    private var observation: Observation? = null

    /** The newest snapshot; null before the first. Changes on the main thread, in the order of revisions. */
    val snapshot: StateFlow<Snapshot?> = _snapshot.asStateFlow()

    /** Why the shop could not be opened; null if it could. */
    val fault: StateFlow<ShopException?> = _fault.asStateFlow()

    init {
        executor.execute {
            try {
                val opened = Shop(config, vault, wallets, handOffs, log)
                shop = opened
                observation = opened.observe(SnapshotRelay(::publish))
                opening.complete(opened)
            } catch (refused: ShopException) {
                _fault.value = refused
                opening.completeExceptionally(refused)
            }
        }
    }

    /** Sends an intent to the core, in the order of the calls. Never blocks. */
    fun dispatch(intent: Intent) = enqueue { it.dispatch(intent) }

    /** Tells the core the outcome of a wallet's sheet. */
    fun answer(sheet: String, outcome: WalletOutcome) = enqueue { it.walletAnswered(sheet, outcome) }

    /** Loads the picture behind a key, at most that many pixels large. Callable from any thread. */
    suspend fun picture(key: String, width: Int, height: Int): Pixels =
        withContext(Dispatchers.IO) { opening.await().picture(key, width.toUInt(), height.toUInt()) }

    /** Renders the preview now; null while there is nothing to draw. Blocks: do not call it on the main thread. */
    fun frame(width: Int, height: Int): Pixels? = shop?.frame(width.toUInt(), height.toUInt())

    /** Gives the core a window to draw the preview on; false if it cannot. Do not call it on the main thread. */
    fun attach(window: NativeWindowHandle, width: Int, height: Int): Boolean = try {
        shop?.attachSurface(SurfaceKind.ANDROID_WINDOW, window.handle, width.toUInt(), height.toUInt()) != null
    } catch (_: ShopException) {
        false
    }

    /** Draws the preview on the window if it changed; false if no window is attached. Do not call it on the main thread. */
    fun draw(): Boolean = shop?.drawSurface() ?: false

    /** Takes the window back: after this the core no longer touches it. */
    fun detach() {
        shop?.detachSurface()
    }

    /**
     * Tells where the player of a show is. Never waits, so it may be called on the main thread; a snapshot follows only where something is
     * to be drawn otherwise.
     */
    fun livePosition(position: LivePosition) = try {
        shop?.livePosition(position) ?: Unit
    } catch (_: ShopException) {
        // The shop is just closed: nobody looks any more.
    }

    /** What is left of the held prices now; null before the shop is open and after its end. Never waits, as [livePosition]. */
    fun liveTick(): LiveTick? = try {
        shop?.liveTick()
    } catch (_: ShopException) {
        null
    }

    override fun close() {
        main.removeCallbacksAndMessages(this)
        try {
            executor.execute {
                observation?.run {
                    close()
                    destroy()
                }
                observation = null
                // Shut down, but not destroyed: late callers get the core's answer that the shop is closed.
                shop?.shutdown()
                shop = null
            }
        } catch (_: RejectedExecutionException) {
            return
        }
        executor.shutdown()
        executor.awaitTermination(10, TimeUnit.SECONDS)
    }

    private fun enqueue(call: (Shop) -> Unit) {
        try {
            executor.execute { shop?.let(call) }
        } catch (_: RejectedExecutionException) {
            // Closed. An intent after the end does nothing, as in the core.
        }
    }

    private fun publish(next: Snapshot) {
        main.postAtTime({ if (next.revision >= (_snapshot.value?.revision ?: 0u)) _snapshot.value = next }, this, 0)
    }

    /** Passes snapshots on, in the order of the calls. */
    private class SnapshotRelay(private val publish: (Snapshot) -> Unit) : SnapshotObserver {
        override fun changed(snapshot: Snapshot) = publish(snapshot)
    }
}
