// Hand-off by call: a payment method's own library, where the app has it.
package example.tradewind.ports

import android.os.Handler
import android.os.Looper
import example.tradewind.core.HostException
import example.tradewind.core.Intent

/** A payment method's own library, as the app's maker built it in. */
interface PaymentLibrary {
    /** Whether it can be called now: its app or its page is there, and an activity is shown. */
    val isReady: Boolean

    /** Calls it with what the core hands over. On the main thread; `answer` may come at any time on any thread, or never. */
    fun pay(payload: String, answer: (String) -> Unit)
}

/** `libraries` by the payment handler that each pays by; `say` tells the core. */
class CallHandOff(private val libraries: Map<String, PaymentLibrary>, private val say: (Intent) -> Unit) {
    private val main = Handler(Looper.getMainLooper())

    fun can(method: String): Boolean = libraries[method]?.isReady == true

    /** Throws `Unavailable` where there is no such library. */
    fun open(key: String, method: String, payload: String) {
        val library = libraries[method] ?: throw HostException.Unavailable()
        main.post { library.pay(payload) { text -> say(Intent.HandOffAnswered(key, text)) } }
    }
}
