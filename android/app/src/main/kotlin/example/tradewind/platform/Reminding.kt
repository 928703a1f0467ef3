// Where the system wakes the app for the reminder of a show.
package example.tradewind.platform

import android.app.job.JobParameters
import android.app.job.JobService
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import example.tradewind.ports.ShowNotification

/** The alarm. */
class ReminderReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) = ShowNotification(context).show(intent.extras)
}

/** The job, where the alarm did not come. */
class ReminderJob : JobService() {
    override fun onStartJob(parameters: JobParameters): Boolean {
        ShowNotification(this).show(parameters.extras)
        return false
    }

    override fun onStopJob(parameters: JobParameters): Boolean = false
}
