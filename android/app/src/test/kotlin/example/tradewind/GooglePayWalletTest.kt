// Google Pay's port: what the core asks reaches the sheet as it is, and what the sheet gives reaches the core, over a new process too.
package example.tradewind

import android.app.Activity
import android.app.Application
import android.content.Intent as SystemIntent
import android.os.Bundle
import android.os.Looper
import androidx.activity.ComponentActivity
import androidx.test.core.app.ApplicationProvider
import com.google.android.gms.tasks.Task
import com.google.android.gms.wallet.IsReadyToPayRequest
import com.google.android.gms.wallet.PaymentData
import com.google.android.gms.wallet.PaymentDataRequest
import com.google.android.gms.wallet.PaymentsClient
import com.google.android.gms.wallet.Wallet
import com.google.android.gms.wallet.WalletConstants
import com.google.android.gms.wallet.contract.TaskResultContracts
import example.tradewind.core.HostException
import example.tradewind.core.SheetEnd
import example.tradewind.core.SystemSheet
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import example.tradewind.core.WalletWords
import example.tradewind.core.googlePayReadiness
import example.tradewind.ports.GooglePayWallet
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class GooglePayWalletTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val answers = mutableListOf<Pair<String, WalletOutcome>>()
    private val asked = mutableListOf<String>()
    private val environments = mutableListOf<Int>()
    private var changes = 0
    private var ready = true

    @Before
    fun googleIsHere() {
        Wallet.client = { environment ->
            object : PaymentsClient {
                override fun isReadyToPay(request: IsReadyToPayRequest): Task<Boolean> {
                    assertEquals(googlePayReadiness(), request.json)
                    return Task(true, ready)
                }

                override fun loadPaymentData(request: PaymentDataRequest): Task<PaymentData> {
                    environments += environment
                    asked += request.toJson()
                    return Task(false, null)
                }
            }
        }
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private fun wallet() = GooglePayWallet(app, { sheet, outcome -> answers += sheet to outcome }, { changes++ }).also { idle() }

    private fun request(sheet: String, system: SystemSheet? = SystemSheet.GooglePay("{\"apiVersion\":2}", production = false)) =
        WalletRequest(sheet, "h", "Shop", emptyList(), "1.00", "EUR", "1,00 €", WalletWords("", "", "", ""), system)

    /** The sheet's activity gives a result. */
    private fun gives(activity: Activity, code: Int, data: String? = null) {
        val started = shadowOf(activity).nextStartedActivityForResult
        assertEquals(TaskResultContracts.SHEET, started.intent.action)
        val result = SystemIntent().putExtra(TaskResultContracts.DATA, data)
        shadowOf(activity).receiveResult(started.intent, code, result)
        idle()
    }

    @Test
    fun theSheetIsAskedAsTheCoreSaysAndAnswersOnce() {
        val wallet = wallet()
        assertThrows(HostException.Unavailable::class.java) { wallet.present(request("early")) }
        val activity = Robolectric.buildActivity(ComponentActivity::class.java).setup().get()
        for ((code, data, outcome) in listOf(
            Triple(Activity.RESULT_OK, "{\"token\":1}", WalletOutcome.GooglePay("{\"token\":1}")),
            Triple(Activity.RESULT_CANCELED, null, WalletOutcome.Cancelled),
            Triple(409, null, WalletOutcome.Failed),
        )) {
            wallet.present(request("s$code"))
            idle()
            gives(activity, code, data)
            assertEquals("s$code" to outcome, answers.last())
        }
        assertEquals(List(3) { "{\"apiVersion\":2}" }, asked)
        assertEquals(setOf(WalletConstants.ENVIRONMENT_TEST), environments.toSet())
        wallet.present(request("gone"))
        idle()
        wallet.dismiss("gone", SheetEnd.DROPPED)
        gives(activity, Activity.RESULT_OK, "{}")
        assertEquals(3, answers.size)
        assertThrows(HostException.Unavailable::class.java) { wallet.present(request("other", system = null)) }
    }

    @Test
    fun aSheetOutlivesTheProcess() {
        val saved = Bundle()
        val first = Robolectric.buildActivity(ComponentActivity::class.java).also { wallet() }
        val wallet = wallet()
        val activity = first.setup().get()
        wallet.present(request("kept"))
        idle()
        val started = shadowOf(activity).nextStartedActivityForResult
        first.saveInstanceState(saved).destroy()
        // Another process: another wallet, which knows the sheet by the activity alone.
        wallet()
        val second = Robolectric.buildActivity(ComponentActivity::class.java).create(saved).start()
        val again = second.restoreInstanceState(saved).resume().get()
        val result = SystemIntent().putExtra(TaskResultContracts.DATA, "{\"late\":1}")
        again.activityResultRegistry.dispatchResult(started.requestCode, Activity.RESULT_OK, result)
        idle()
        assertTrue(answers.contains("kept" to WalletOutcome.GooglePay("{\"late\":1}")))
    }

    @Test
    fun aSheetIsShownByTheActivityOfNow() {
        val wallet = wallet()
        val first = Robolectric.buildActivity(ComponentActivity::class.java).setup()
        wallet.present(request("turned"))
        // The phone is turned before Google has made the sheet ready.
        val second = Robolectric.buildActivity(ComponentActivity::class.java).setup()
        first.destroy()
        idle()
        gives(second.get(), Activity.RESULT_OK, "{}")
        assertEquals("turned" to WalletOutcome.GooglePay("{}"), answers.last())
        wallet.present(request("nobody"))
        second.destroy()
        idle()
        assertEquals("nobody" to WalletOutcome.Failed, answers.last())
    }

    @Test
    fun itIsOfferedOnlyWhereGoogleSaysSo() {
        ready = false
        val wallet = wallet()
        assertFalse(wallet.isReady())
        assertEquals(0, changes)
        // The person adds a card, and comes back.
        ready = true
        Robolectric.buildActivity(ComponentActivity::class.java).setup()
        idle()
        assertTrue(wallet.isReady())
        assertEquals(1, changes)
    }
}
