// Port: the notification that says how a payment ended while the app was away. Its words are the core's.
package example.tradewind.ports

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import example.tradewind.R
import example.tradewind.ShopActivity

class PaymentNotification(private val context: Context) {
    private val manager get() = context.getSystemService(NotificationManager::class.java)

    /** Does nothing where the person does not want notifications. A locked screen hides what it says. */
    fun show(title: String, body: String) {
        if (!manager.areNotificationsEnabled()) return
        val name = context.applicationInfo.loadLabel(context.packageManager)
        manager.createNotificationChannel(NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT))
        val open = PendingIntent.getActivity(context, 0, Intent(context, ShopActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        val notification = Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.launcher_foreground)
            .setContentTitle(title)
            .setContentText(body)
            .setStyle(Notification.BigTextStyle().bigText(body))
            .setContentIntent(open)
            .setAutoCancel(true)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
        manager.notify(ID, notification.build())
    }

    /** The app is in front: its screen says it. */
    fun clear() = manager.cancel(ID)

    private companion object {
        const val CHANNEL = "payments"
        const val ID = 1
    }
}
