// Google Pay's sheet. For apps that are built with com.google.android.gms:play-services-wallet: add this folder to the app's sources.
package example.tradewind.ports

import android.app.Activity
import android.app.Application
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.tasks.Task
import com.google.android.gms.wallet.IsReadyToPayRequest
import com.google.android.gms.wallet.PaymentData
import com.google.android.gms.wallet.PaymentDataRequest
import com.google.android.gms.wallet.PaymentsClient
import com.google.android.gms.wallet.Wallet
import com.google.android.gms.wallet.WalletConstants
import com.google.android.gms.wallet.contract.ApiTaskResult
import com.google.android.gms.wallet.contract.TaskResultContracts.GetPaymentDataResult
import example.tradewind.core.HostException
import example.tradewind.core.SheetEnd
import example.tradewind.core.SystemSheet
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import example.tradewind.core.googlePayReadiness

/**
 * Made in `Application.onCreate`, before the first activity. `answer` and `changed` lead to the core (`ShopStore.answer`,
 * `Intent.PaymentMethodsChanged`). A sheet that stands while the process dies is answered in the next one: the activity keeps its name.
 */
class GooglePayWallet(
    private val application: Application,
    private val answer: (sheet: String, outcome: WalletOutcome) -> Unit,
    private val changed: () -> Unit,
) : WalletHost {
    private val main = Handler(Looper.getMainLooper())

    @Volatile private var ready = false

    @Volatile private var launcher: ActivityResultLauncher<Task<PaymentData>>? = null

    /** Whose launcher it is. On the main thread. */
    private var owner: Activity? = null

    /** The core's name of the sheet that is open. */
    @Volatile private var open: String? = null

    init {
        application.registerActivityLifecycleCallbacks(Activities())
        askWhetherReady()
    }

    override fun isReady() = ready

    override fun present(request: WalletRequest) {
        val asked = request.system as? SystemSheet.GooglePay
        if (asked == null || launcher == null) throw HostException.Unavailable()
        open = request.sheet
        client(asked.production)
            .loadPaymentData(PaymentDataRequest.fromJson(asked.request))
            .addOnCompleteListener(main::post) { launch(request.sheet, it) }
    }

    /** Google's sheet goes when it has given its data, or by the person; an answer that comes later is nobody's. */
    override fun dismiss(sheet: String, end: SheetEnd) {
        if (open == sheet) open = null
    }

    /** By the activity of now: the one of before may have been turned away from. */
    private fun launch(sheet: String, data: Task<PaymentData>) {
        if (open != sheet) return
        val current = launcher
        if (current != null) return current.launch(data)
        open = null
        answer(sheet, WalletOutcome.Failed)
    }

    private fun client(production: Boolean): PaymentsClient {
        val environment = if (production) WalletConstants.ENVIRONMENT_PRODUCTION else WalletConstants.ENVIRONMENT_TEST
        return Wallet.getPaymentsClient(application, Wallet.WalletOptions.Builder().setEnvironment(environment).build())
    }

    private fun askWhetherReady() {
        client(production = true)
            .isReadyToPay(IsReadyToPayRequest.fromJson(googlePayReadiness()))
            .addOnCompleteListener(main::post) {
                val now = it.isSuccessful && it.result == true
                if (now != ready) {
                    ready = now
                    changed()
                }
            }
    }

    private fun ended(result: ApiTaskResult<PaymentData>) {
        val sheet = open ?: return
        open = null
        val outcome = when (result.status.statusCode) {
            CommonStatusCodes.SUCCESS -> result.result?.let { WalletOutcome.GooglePay(it.toJson()) } ?: WalletOutcome.Failed
            CommonStatusCodes.CANCELED -> WalletOutcome.Cancelled
            else -> WalletOutcome.Failed
        }
        answer(sheet, outcome)
    }

    private inner class Activities : Application.ActivityLifecycleCallbacks {
        override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?) {
            if (activity !is ComponentActivity) return
            open = open ?: savedInstanceState?.getString(KEY)
            owner = activity
            launcher = activity.registerForActivityResult(GetPaymentDataResult(), ::ended)
        }

        override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle) = outState.putString(KEY, open)

        override fun onActivityResumed(activity: Activity) = askWhetherReady()

        override fun onActivityDestroyed(activity: Activity) {
            if (activity === owner) {
                owner = null
                launcher = null
            }
        }

        override fun onActivityStarted(activity: Activity) = Unit

        override fun onActivityPaused(activity: Activity) = Unit

        override fun onActivityStopped(activity: Activity) = Unit
    }

    companion object {
        /** The payment handler that it pays by. */
        const val HANDLER = "com.google.pay"
        private const val KEY = "google_pay_sheet"
    }
}
