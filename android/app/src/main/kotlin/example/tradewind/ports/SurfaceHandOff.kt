// Hand-off by surface: the pages of a payment that are open, shown or unseen, and what they say.
package example.tradewind.ports

import android.content.Context
import android.content.pm.PackageManager
import android.os.Handler
import android.os.Looper
import android.util.AndroidRuntimeException
import example.tradewind.core.Intent
import example.tradewind.core.WalletRequest
import example.tradewind.core.Way
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

/** `openApp` opens the bank's app where a page leads there; `say` tells the core. Every call may come from any thread. */
class SurfaceHandOff(private val context: Context, private val openApp: (String) -> Boolean, private val say: (Intent) -> Unit) {
    private val main = Handler(Looper.getMainLooper())
    private val _pages = MutableStateFlow<List<BankPage>>(emptyList())

    /** The pages that are open, the newest last. Changes on the main thread. */
    val pages: StateFlow<List<BankPage>> = _pages.asStateFlow()

    /** Whether this device shows web pages inside apps. */
    val isAvailable: Boolean get() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_WEBVIEW)

    /** A bank's page. */
    fun open(key: String, way: Way.Surface) {
        val events = object : BankPage.Events {
            override fun said(origin: String, text: String) = say(Intent.SurfaceSaid(key, origin, text))

            override fun failed() = close(key)

            override fun closed() = say(Intent.SurfaceClosed(key))

            override fun wantsApp(link: String) {
                openApp(link)
            }
        }
        main.post { show(events::closed) { BankPage(context, key, way, events) } }
    }

    /** A page with card fields, in the stead of a wallet's sheet; its key is the sheet's name. */
    fun openFields(sheet: WalletRequest, way: Way.Surface, events: BankPage.Events) {
        main.post { show(events::failed) { BankPage(context, sheet.sheet, way, events, sheet) } }
    }

    private fun show(refused: () -> Unit, page: () -> BankPage) {
        try {
            val made = page()
            _pages.update { it + made }
        } catch (_: AndroidRuntimeException) {
            // The system is just replacing its web view.
            refused()
        } catch (_: IllegalArgumentException) {
            // An origin that is none: nothing the page says could be trusted.
            refused()
        }
    }

    fun post(key: String, text: String) {
        main.post { _pages.value.find { it.key == key }?.post(text) }
    }

    /** The core takes the page away. */
    fun dismiss(key: String) {
        main.post { remove(key) }
    }

    /** The person closed the page, or it failed: who opened it hears of it. On the main thread. */
    fun close(key: String) {
        remove(key)?.closed()
    }

    /** Takes all pages away, without telling. On the main thread. */
    fun clear() = _pages.value.forEach { remove(it.key) }

    private fun remove(key: String): BankPage? {
        val page = _pages.value.find { it.key == key } ?: return null
        _pages.update { it - page }
        page.close(isLast = _pages.value.isEmpty())
        return page
    }
}
