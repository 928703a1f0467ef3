// Settling a payment while the app is away: when time is asked for, and what is done in it.
package example.tradewind.platform

import android.app.job.JobParameters
import android.app.job.JobService
import example.tradewind.TradewindApplication
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.Notice
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.ports.PaymentNotification
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull

/** Whether the snapshot shows a payment of which it is not known how it ends. A voucher is not one: it takes days. */
fun Snapshot.showsOpenPayment(): Boolean = checkout()?.phase in OPEN

/** What the snapshot says of the payment, if it shows one. */
fun Snapshot.paymentNotice(): Notice? = checkout()?.notice

/** The first snapshot without an open payment; null if there is none within `limit`. */
suspend fun settled(snapshots: Flow<Snapshot?>, limit: Duration): Snapshot? =
    withTimeoutOrNull(limit) { snapshots.filterNotNull().first { !it.showsOpenPayment() } }

private fun Snapshot.checkout() = (screen as? Screen.Checkout)?.content

private val OPEN = setOf(CheckoutPhase.SENDING, CheckoutPhase.WITH_PERSON, CheckoutPhase.UNKNOWN)

/** The system runs it, in a new process if the old one is gone. The application has then opened the shop, which goes on by itself. */
class SettlingJob : JobService() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)
    private var work: Job? = null

    override fun onStartJob(parameters: JobParameters): Boolean {
        val snapshots = (application as TradewindApplication).container.store.snapshot
        work = scope.launch {
            val settled = settled(snapshots, LIMIT)
            settled?.paymentNotice()?.let { PaymentNotification(this@SettlingJob).show(it.title, it.body) }
            jobFinished(parameters, settled == null)
        }
        return true
    }

    /** The system takes the time back: later again. */
    override fun onStopJob(parameters: JobParameters): Boolean {
        work?.cancel()
        return true
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    private companion object {
        /** Well below the ten minutes that the system gives a job. */
        val LIMIT = 3.minutes
    }
}
