// Port: reminders of shows to come. The system's alarms say them in time; a job stands in where a restart of the phone took the alarm.
package example.tradewind.ports

import android.app.AlarmManager
import android.app.PendingIntent
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.os.PersistableBundle
import example.tradewind.core.LiveReminder
import example.tradewind.platform.ReminderJob
import example.tradewind.platform.ReminderReceiver

interface ShowReminders {
    /** Whether the person lets the app say anything. */
    val areAllowed: Boolean

    /** Sets it, or takes it away where it is off. Set again it is the new one. */
    fun keep(reminder: LiveReminder)
}

/** An alarm that needs no permission: it may come some minutes late, also while the phone sleeps. */
class AlarmShowReminders(private val context: Context) : ShowReminders {
    private val alarms get() = context.getSystemService(AlarmManager::class.java)
    private val jobs get() = context.getSystemService(JobScheduler::class.java)

    override val areAllowed: Boolean get() = ShowNotification(context).areAllowed

    override fun keep(reminder: LiveReminder) {
        val left = reminder.at - System.currentTimeMillis()
        val alarm = alarm(reminder)
        if (!reminder.isOn || left <= 0) {
            alarms.cancel(alarm)
            jobs.cancel(ShowNotification.jobOf(reminder.key))
            return
        }
        alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, reminder.at, alarm)
        val job = JobInfo.Builder(ShowNotification.jobOf(reminder.key), ComponentName(context, ReminderJob::class.java))
            .setMinimumLatency(left + AFTER)
            .setPersisted(true)
            .setExtras(PersistableBundle().also { ShowNotification.write(reminder, it) })
        jobs.schedule(job.build())
    }

    /** The same one for the same show: an action names it. */
    private fun alarm(reminder: LiveReminder): PendingIntent {
        val says = Intent(context, ReminderReceiver::class.java)
            .setAction(reminder.key)
            .putExtras(Bundle().also { ShowNotification.write(reminder, it) })
        return PendingIntent.getBroadcast(context, 0, says, PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT)
    }

    private companion object {
        /** Milliseconds after the alarm's time: it takes the job away when it comes. */
        const val AFTER = 60_000L
    }
}
