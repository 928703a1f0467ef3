// Reminders of shows: set for their time, taken away, said once, and what they open.
package example.tradewind

import android.app.AlarmManager
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.app.job.JobScheduler
import android.content.Intent as SystemIntent
import androidx.test.core.app.ApplicationProvider
import example.tradewind.core.Intent
import example.tradewind.core.LiveReminder
import example.tradewind.core.Screen
import example.tradewind.platform.ReminderReceiver
import example.tradewind.platform.followReminders
import example.tradewind.platform.intentOf
import example.tradewind.platform.link
import example.tradewind.ports.AlarmShowReminders
import example.tradewind.previews.Samples
import example.tradewind.previews.liveComing
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class ReminderTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val alarms = shadowOf(app.getSystemService(AlarmManager::class.java))
    private val jobs = app.getSystemService(JobScheduler::class.java)
    private val notifications = shadowOf(app.getSystemService(NotificationManager::class.java))
    private val reminders = AlarmShowReminders(app)
    private val reminder: LiveReminder = checkNotNull((liveComing(Samples("en")).screen as Screen.Live).content.reminder)

    /** The alarm's time has come. */
    private fun alarm(intent: SystemIntent) = ReminderReceiver().onReceive(app, intent)

    private fun set(): SystemIntent = shadowOf(alarms.scheduledAlarms.single().operation).savedIntent

    @Test
    fun itIsSetForItsTimeAndTakenAway() {
        reminders.keep(reminder)
        reminders.keep(reminder.copy(at = reminder.at + 60_000))
        assertEquals("one, the newest", reminder.at + 60_000, alarms.scheduledAlarms.single().triggerAtTime)
        assertTrue("a restart of the phone takes the alarm, and not the job", jobs.allPendingJobs.single().isPersisted)
        reminders.keep(reminder.copy(isOn = false))
        assertTrue(alarms.scheduledAlarms.isEmpty() && jobs.allPendingJobs.isEmpty())
        reminders.keep(reminder.copy(at = 1))
        assertTrue("not what is past", alarms.scheduledAlarms.isEmpty() && jobs.allPendingJobs.isEmpty())
        reminders.keep(reminder)
        reminders.keep(reminder.copy(key = "another"))
        assertEquals(2, alarms.scheduledAlarms.size)
    }

    @Test
    fun itSaysTheCoresWordsOnceAndOpensTheShow() {
        reminders.keep(reminder)
        alarm(set())
        val said = notifications.allNotifications.single()
        assertEquals(reminder.title, said.extras.getCharSequence(Notification.EXTRA_TITLE))
        assertEquals(reminder.body, said.extras.getCharSequence(Notification.EXTRA_TEXT))
        assertTrue("the job says it no more", jobs.allPendingJobs.isEmpty())
        val opens = shadowOf(said.contentIntent).savedIntent
        assertEquals(Intent.OpenLink(reminder.link), opens.link()?.let(::intentOf))
        assertEquals(ShopActivity::class.java.name, opens.component?.className)
    }

    @Test
    fun itFollowsEachSnapshotWhateverScreenIsShown() = runBlocking {
        val home = Samples("en").home
        val moved = home.copy(reminders = listOf(reminder.copy(at = reminder.at + 60_000)))
        followReminders(flowOf(null, home.copy(reminders = listOf(reminder)), moved), reminders)
        assertEquals(reminder.at + 60_000, alarms.scheduledAlarms.single().triggerAtTime)
        // What is on is not set where nothing may be said; what is off is taken away all the same.
        notifications.setNotificationsEnabled(false)
        val other = reminder.copy(key = "another")
        followReminders(flowOf(home.copy(reminders = listOf(reminder.copy(isOn = false), other))), reminders)
        assertTrue(alarms.scheduledAlarms.isEmpty())
    }

    @Test
    fun itSaysNothingAgainstThePersonsWill() {
        reminders.keep(reminder)
        notifications.setNotificationsEnabled(false)
        assertEquals(false, reminders.areAllowed)
        alarm(set())
        assertTrue(notifications.allNotifications.isEmpty())
    }
}
