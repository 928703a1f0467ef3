// Settling payments while the app is away: what is done in the time that the system gives. When it is wanted, the core says.
package example.tradewind.platform

import android.app.job.JobParameters
import android.app.job.JobService
import example.tradewind.TradewindApplication
import example.tradewind.core.Intent
import example.tradewind.core.Notice
import example.tradewind.core.Snapshot
import example.tradewind.ports.JobSettlingScheduler
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

/** Whether something is being settled at this moment. A voucher that is out is not: it takes days. */
fun Snapshot.isSettling(): Boolean = lookAgain == 0u

/** The first snapshot after more looks than `after` in which nothing is being settled; null if there is none within `limit`. */
suspend fun settled(snapshots: Flow<Snapshot?>, limit: Duration, after: UInt = 0u): Snapshot? =
    withTimeoutOrNull(limit) { snapshots.filterNotNull().first { it.looks > after && !it.isSettling() } }

/** The system runs it, in a new process if the old one is gone. The application has then opened the shop, which goes on by itself. */
class SettlingJob : JobService() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)
    private var work: Job? = null

    override fun onStartJob(parameters: JobParameters): Boolean {
        val app = application as TradewindApplication
        val store = app.container.store
        val before = store.snapshot.value?.looks ?: 0u
        store.dispatch(Intent.LookAgain)
        work = scope.launch {
            val settled = settled(store.snapshot, LIMIT, before)
            // Also where not all was settled in that time: what happened, happened.
            unsaid((settled ?: store.snapshot.value)?.news)?.let { PaymentNotification(app).show(it.title, it.body) }
            jobFinished(parameters, settled == null)
            // After its end: one that is scheduled under the name of a running job stops it.
            settled?.lookAgain?.let { JobSettlingScheduler(app).schedule(it) }
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

    companion object {
        /** Well below the ten minutes that the system gives a job. */
        private val LIMIT = 3.minutes

        /** What was said last. The core keeps its news until somebody sees the screen. */
        private var said: Notice? = null

        /** What is still to be said of the core's news; null where it was said, or there is none. */
        fun unsaid(news: Notice?): Notice? = news.takeIf { it != said }.also { said = news }

        /** The app is in front: its screen says it. What happens later is said, even in the same words. */
        fun seen() {
            said = null
        }
    }
}
