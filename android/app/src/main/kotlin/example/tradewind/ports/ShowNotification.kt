// Port: the notification that a show begins. Its words are the core's, as they were when the person asked for it.
package example.tradewind.ports

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.job.JobScheduler
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.BaseBundle
import example.tradewind.R
import example.tradewind.ShopActivity
import example.tradewind.core.LiveReminder

class ShowNotification(private val context: Context) {
    private val manager get() = context.getSystemService(NotificationManager::class.java)

    val areAllowed: Boolean get() = manager.areNotificationsEnabled()

    /** Says it once: the job that would say it after a restart of the phone is not needed any more. */
    fun show(what: BaseBundle?) {
        val key = what?.getString(KEY) ?: return
        context.getSystemService(JobScheduler::class.java).cancel(jobOf(key))
        if (!areAllowed) return
        val name = context.applicationInfo.loadLabel(context.packageManager)
        manager.createNotificationChannel(NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT))
        val link = Intent(context, ShopActivity::class.java).setAction(Intent.ACTION_VIEW).setData(Uri.parse(what.getString(LINK)))
        val open = PendingIntent.getActivity(context, 0, link, PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT)
        val body = what.getString(BODY)
        val notification = Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.launcher_foreground)
            .setContentTitle(what.getString(TITLE))
            .setContentText(body)
            .setStyle(Notification.BigTextStyle().bigText(body))
            .setContentIntent(open)
            .setAutoCancel(true)
        manager.notify(key, ID, notification.build())
    }

    companion object {
        private const val CHANNEL = "shows"
        private const val ID = 2
        private const val KEY = "key"
        private const val TITLE = "title"
        private const val BODY = "body"
        private const val LINK = "link"

        /** Number of the job of a reminder; 1 is the settling's. */
        fun jobOf(key: String): Int = (key.hashCode() and 0x3fff_ffff) + 2

        /** What the notification says, to be kept by the system until it is time. */
        fun write(reminder: LiveReminder, into: BaseBundle) {
            into.putString(KEY, reminder.key)
            into.putString(TITLE, reminder.title)
            into.putString(BODY, reminder.body)
            into.putString(LINK, reminder.link)
        }
    }
}
