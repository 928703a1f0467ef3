// Paying while other apps are about: what is hidden and filtered on Pay, return links warm and cold, settling in the background.
package example.tradewind

import android.app.NotificationManager
import android.app.job.JobScheduler
import android.content.Intent as SystemIntent
import android.net.Uri
import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import androidx.compose.ui.platform.ViewRootForTest
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.Screen
import example.tradewind.platform.PAYMENT_RETURN
import example.tradewind.platform.SettlingJob
import example.tradewind.platform.isSettling
import example.tradewind.platform.settled
import example.tradewind.ports.JobSettlingScheduler
import example.tradewind.ports.PaymentNotification
import example.tradewind.previews.Samples
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-xhdpi")
class PayingAwayTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Before
    fun keys() = TestKeystore.install()

    private fun phone(test: (Device, Sandbox) -> Unit) =
        Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
            Device(rule, Setup(sandbox, "en", "US")).use { test(it, sandbox) }
        }

    private fun Device.isSecure() = activity.get().window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0

    private fun Device.root(): View = activity.get().window.decorView.find { it is ViewRootForTest } ?: error("nothing is composed")

    private fun View.find(what: (View) -> Boolean): View? = if (what(this)) {
        this
    } else {
        (this as? ViewGroup)?.let { all ->
            List(all.childCount, all::getChildAt).firstNotNullOfOrNull { it.find(what) }
        }
    }

    /** Whether a press is taken that comes through another app's window. */
    private fun Device.takesObscuredTouch(): Boolean {
        val now = SystemClock.uptimeMillis()
        val finger = MotionEvent.PointerProperties().apply { id = 0 }
        val place = MotionEvent.PointerCoords().apply {
            x = 10f
            y = 10f
        }
        val press = MotionEvent.obtain(
            now, now, MotionEvent.ACTION_DOWN, 1, arrayOf(finger), arrayOf(place), 0, 0, 1f, 1f, 0, 0, 0,
            MotionEvent.FLAG_WINDOW_IS_OBSCURED,
        )
        return root().onFilterTouchEventForSecurity(press)
    }

    @Test
    fun payAndTheSheetAreHiddenAndTakeNoTouchThroughAnotherWindow() = phone { phone, _ ->
        phone.start()
        rule.waitForIdle()
        assertTrue("the shop may be pictured", !phone.isSecure() && phone.takesObscuredTouch())
        phone.toReview()
        phone.await("Pay is secured") {
            rule.waitForIdle()
            phone.isSecure() && !phone.takesObscuredTouch()
        }
        phone.press(phone.on<Screen.Checkout>().content.payLabel)
        phone.await("the sheet") { phone.app.container.wallet.sheet.value != null }
        rule.waitForIdle()
        assertTrue("so is the sheet", phone.isSecure() && !phone.takesObscuredTouch())
        phone.wallet = "approve"
        phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.CONFIRMED }
        phone.await("the order may be pictured") {
            rule.waitForIdle()
            !phone.isSecure() && phone.takesObscuredTouch()
        }
    }

    @Test
    fun aReturnLinkIsNoPlaceToOpenWarmOrCold() = phone { phone, _ ->
        // Of no payment: the core drops it. As a place to open it would be said to lead nowhere.
        val link = "${PAYMENT_RETURN}0f8fad5b-d9cb-469f-a165-70867728950e"
        phone.start(link = link)
        phone.on<Screen.Home> { it.content.deals.isNotEmpty() }
        val said = { phone.now.banners.map { it.text } + listOfNotNull(phone.now.toast?.text) }
        assertEquals(emptyList<String>(), said())
        phone.activity.newIntent(SystemIntent(SystemIntent.ACTION_VIEW, Uri.parse(link)))
        phone.settle(turns = 10)
        assertEquals(emptyList<String>(), said())
        assertTrue(phone.now.screen is Screen.Home)
        phone.activity.newIntent(SystemIntent(SystemIntent.ACTION_VIEW, Uri.parse("tradewind://nowhere/x")))
        phone.await("another link is a place to open") { said().isNotEmpty() || phone.now.screen !is Screen.Home }
    }

    @Test
    fun anOpenPaymentIsLookedAfterWhileTheAppIsAway() {
        val scheduler = JobSettlingScheduler(app())
        val jobs = app().getSystemService(JobScheduler::class.java)
        scheduler.schedule(86_400u)
        assertEquals("a voucher in a day", 86_400_000L, jobs.allPendingJobs.single().minLatencyMillis)
        assertTrue("also if the phone is started anew by then", jobs.allPendingJobs.single().isPersisted)
        scheduler.schedule(0u)
        assertEquals("once", 1, jobs.allPendingJobs.size)
        assertEquals("at once", 0L, jobs.allPendingJobs[0].minLatencyMillis)
        assertTrue("when there is a network", jobs.allPendingJobs[0].requiredNetwork != null)
        scheduler.cancel()
        assertEquals(0, jobs.allPendingJobs.size)
    }

    @Test
    fun settlingEndsWithTheFirstLaterSnapshotInWhichNothingIsSettled() = runBlocking {
        val samples = Samples("en")
        assertEquals(
            listOf(samples.inAnotherApp, samples.withCode),
            samples.run {
                listOf(review, inAnotherApp, withCode, withVoucher, confirmed, home).filter { it.isSettling() }
            },
        )
        assertEquals(samples.confirmed, settled(flowOf(null, samples.inAnotherApp, samples.confirmed, samples.home), 10.seconds))
        // Something else changed meanwhile, which says nothing of a look.
        val later = samples.withVoucher.copy(revision = 2u)
        val looked = samples.withVoucher.copy(revision = 4u, looks = 2u)
        val looking = flowOf(samples.withVoucher, later, later.copy(revision = 3u, lookAgain = 0u), looked)
        assertEquals("not what stood there before it was looked at", looked, settled(looking, 10.seconds, after = 1u))
        assertNull("not within its time", settled(MutableStateFlow(samples.inAnotherApp), 0.1.seconds))
    }

    @Test
    fun theNotificationSaysWhatTheCoreSays() {
        val notice = checkNotNull((Samples("ar").confirmed.screen as Screen.Checkout).content.notice)
        val notifications = PaymentNotification(app())
        val manager = shadowOf(app().getSystemService(NotificationManager::class.java))
        manager.setNotificationsEnabled(false)
        notifications.show(notice.title, notice.body)
        assertTrue("not against the person's will", manager.allNotifications.isEmpty())
        manager.setNotificationsEnabled(true)
        notifications.show(notice.title, notice.body)
        val shown = manager.allNotifications.single()
        assertEquals(notice.title, shown.extras.getCharSequence(android.app.Notification.EXTRA_TITLE))
        assertEquals(notice.body, shown.extras.getCharSequence(android.app.Notification.EXTRA_TEXT))
        assertEquals("hidden on a locked screen", android.app.Notification.VISIBILITY_PRIVATE, shown.visibility)
        notifications.clear()
        assertFalse(manager.allNotifications.contains(shown))
    }

    @Test
    fun whatTheCoreKeepsIsSaidOnce() {
        SettlingJob.seen()
        val notice = checkNotNull((Samples("en").confirmed.screen as Screen.Checkout).content.notice)
        assertEquals(notice, SettlingJob.unsaid(notice))
        assertNull("in the next time that is given", SettlingJob.unsaid(notice))
        val more = notice.copy(body = "${notice.body}\n${notice.body}")
        assertEquals("more happened", more, SettlingJob.unsaid(more))
        SettlingJob.seen()
        assertNull("nothing happened", SettlingJob.unsaid(null))
        assertEquals("again, after the screen was seen", more, SettlingJob.unsaid(more))
        SettlingJob.seen()
    }

    private fun app() = androidx.test.core.app.ApplicationProvider.getApplicationContext<SandboxApplication>()
}
