// Port: work after the app left the screen, for a payment that is not settled and for vouchers that are out. Android's own scheduler; the job is in platform.
package example.tradewind.ports

import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Context
import example.tradewind.platform.SettlingJob

interface SettlingScheduler {
    /** Asks the system for time to see how payments stand, in so many seconds and as soon as there is a network then. */
    fun schedule(seconds: UInt)

    /** The app is in front again and sees it by itself. */
    fun cancel()
}

/** JobScheduler, which WorkManager would call on every Android that this app runs on; nothing of WorkManager's own is needed here. */
class JobSettlingScheduler(private val context: Context) : SettlingScheduler {
    private val scheduler get() = context.getSystemService(JobScheduler::class.java)

    override fun schedule(seconds: UInt) {
        val job = JobInfo.Builder(JOB, ComponentName(context, SettlingJob::class.java))
            .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
            .setBackoffCriteria(FIRST_PAUSE, JobInfo.BACKOFF_POLICY_EXPONENTIAL)
        // One that is days away outlives a restart of the phone.
        if (seconds > 0u) job.setMinimumLatency(seconds.toLong() * 1_000).setPersisted(true)
        scheduler.schedule(job.build())
    }

    override fun cancel() = scheduler.cancel(JOB)

    private companion object {
        const val JOB = 1

        /** Milliseconds before the second try; doubles each time. */
        const val FIRST_PAUSE = 30_000L
    }
}
