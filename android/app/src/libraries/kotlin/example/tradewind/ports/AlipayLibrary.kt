// Alipay's own library. For apps that are built with its SDK: add this folder to the app's sources and the SDK to what it needs.
package example.tradewind.ports

import android.app.Activity
import com.alipay.sdk.app.PayTask
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import org.json.JSONObject

/** `activity` gives the one that is shown. Where Alipay's app is missing, the SDK opens Alipay's page by itself. */
class AlipayLibrary(
    private val activity: () -> Activity?,
    private val worker: Executor = Executors.newSingleThreadExecutor { Thread(it, "alipay") },
) : PaymentLibrary {
    override val isReady: Boolean get() = activity() != null

    /** `payload` is the order's text that the merchant signed. The answer is the SDK's map as JSON: `resultStatus`, `result`, `memo`. */
    override fun pay(payload: String, answer: (String) -> Unit) {
        val shown = activity() ?: return
        // The call waits until the person is back.
        worker.execute { answer(JSONObject(PayTask(shown).payV2(payload, true)).toString()) }
    }
}
