// Reminders of shows: kept as the core says, and where the system wakes the app for one.
package example.tradewind.platform

import android.app.job.JobParameters
import android.app.job.JobService
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import example.tradewind.core.Snapshot
import example.tradewind.ports.ShowNotification
import example.tradewind.ports.ShowReminders
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.map

/** Keeps the system's reminders as each snapshot says, whichever screen is shown and while none is. Nobody is asked for leave here. */
suspend fun followReminders(snapshots: Flow<Snapshot?>, reminders: ShowReminders) =
    snapshots.filterNotNull().map { it.reminders }.distinctUntilChanged().collect { all ->
        all.forEach { if (!it.isOn || reminders.areAllowed) reminders.keep(it) }
    }

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
