// Drives the app as a person does: starts it, presses, types, waits, kills; all through what is drawn.
package example.tradewind

import android.content.Intent as SystemIntent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.net.ConnectivityManager
import android.os.Bundle
import android.os.Looper
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasAnyDescendant
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextReplacement
import androidx.test.core.app.ApplicationProvider
import example.tradewind.components.SentIntent
import example.tradewind.core.Intent
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.ports.BankPage
import java.io.File
import java.io.FileOutputStream
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController

class Device(private val rule: ComposeTestRule, val setup: Setup) : AutoCloseable {
    val app: SandboxApplication = ApplicationProvider.getApplicationContext()
    lateinit var activity: ActivityController<ShopActivity>
        private set

    /** What the wallet's sheet, or a page with card fields, is answered with when it stands: the person's finger on one of its buttons. */
    var wallet = "silent"

    /** How often the person has pressed something of the app's. To send a message away that goes by itself is not counted. */
    var taps = 0
        private set

    val now: Snapshot get() = checkNotNull(app.container.store.snapshot.value) { "nothing is drawn yet" }

    fun start(saved: Bundle? = null, link: String? = null): Device {
        begin()
        open(saved, link)
        return this
    }

    /** The process alone, without a window. */
    fun begin() {
        app.setup = setup
        app.start()
    }

    fun open(saved: Bundle? = null, link: String? = null) {
        val intent = SystemIntent(if (link == null) SystemIntent.ACTION_MAIN else SystemIntent.ACTION_VIEW).setPackage(app.packageName)
        if (link != null) intent.data = android.net.Uri.parse(link)
        activity = Robolectric.buildActivity(ShopActivity::class.java, intent)
        if (saved == null) {
            activity.setup()
        } else {
            activity.create(saved).start().restoreInstanceState(saved).postCreate(saved).resume().visible()
        }
        await("the first screen") { app.container.store.snapshot.value != null || app.container.store.fault.value != null }
    }

    /** The system takes the process and keeps what the activity saved. */
    fun kill(): Bundle {
        val saved = Bundle()
        activity.pause().stop().saveInstanceState(saved).destroy()
        app.container.close()
        return saved
    }

    override fun close() {
        if (::activity.isInitialized && !activity.get().isDestroyed) activity.pause().stop().destroy()
        if (app.setup != null) app.container.close()
    }

    /** Lets the main thread do what came in, and the finger answer the wallet. */
    fun pump() {
        shadowOf(Looper.getMainLooper()).idle()
        app.container.surfaces.pages.value.lastOrNull { it.fields != null }?.let { return fill(it) }
        val sheet = app.container.wallet.sheet.value ?: return
        val label = when (wallet) {
            "approve" -> sheet.words.approve
            "decline" -> sheet.words.decline
            "cancel" -> sheet.words.cancel
            else -> return
        }
        tap(label)
    }

    /** What the person does with a page of card fields. Its script does not run here: the number is sent as the script sends it. */
    private fun fill(page: BankPage) {
        val number = when (wallet) {
            "approve" -> "4242424242424242"
            "decline" -> "4000000000000341"
            "cancel" -> return tap(checkNotNull(page.fields).words.cancel)
            else -> return
        }
        val url = checkNotNull(page.view.url)
        page.heard(BankPage.originOf(url), isMainFrame = true, setup.sandbox.tokenized(url, number))
        shadowOf(Looper.getMainLooper()).idle()
    }

    fun await(what: String, seconds: Long = 60, seen: () -> Boolean) {
        val end = System.nanoTime() + seconds * 1_000_000_000
        while (true) {
            pump()
            if (seen()) return
            if (System.nanoTime() > end) throw AssertionError("$what: not seen; ${runCatching { now }.getOrNull()}")
            Thread.sleep(5)
        }
    }

    /** A screen of a kind that says what it has to. */
    inline fun <reified T : Screen> on(what: String = "", crossinline seen: (T) -> Boolean = { true }): T {
        await("${T::class.simpleName} $what") { (now.screen as? T)?.let { seen(it) } == true }
        return now.screen as T
    }

    /** Presses what has that name, after bringing it into sight; a passing message that could lie over it is sent away first. */
    fun press(label: String) {
        check(label.isNotEmpty()) { "nothing to press on ${now.screen}" }
        if (label != now.toast?.undo && label != now.toast?.dismiss) sendToastAway()
        tap(label)
        taps += 1
    }

    /** Presses the control that sends the intent, as [press] does; false if there is none. */
    fun press(intent: Intent): Boolean {
        if (intent != Intent.Undo && intent != Intent.DismissToast) sendToastAway()
        if (!has(sending(intent))) return false
        node(sending(intent)).performClick()
        taps += 1
        shadowOf(Looper.getMainLooper()).idle()
        return true
    }

    private fun sendToastAway() {
        val toast = now.toast ?: return
        tap(toast.dismiss)
        await("the message is gone") { now.toast == null }
    }

    private fun tap(label: String) {
        check(has(label)) { "nothing is called $label; there are ${pressable()}" }
        node(hasClickAction() and named(label)).performClick()
        shadowOf(Looper.getMainLooper()).idle()
    }

    /** Whether it is drawn, or is so in a moment: what the core said a moment ago is not on the screen yet. */
    fun has(label: String): Boolean = has(hasClickAction() and named(label))

    private fun has(control: SemanticsMatcher): Boolean {
        repeat(40) {
            if (runCatching { node(control) }.isSuccess) return true
            shadowOf(Looper.getMainLooper()).idle()
            rule.mainClock.advanceTimeByFrame()
            Thread.sleep(10)
        }
        println("device: not drawn: ${control.description}; there are ${pressable()}")
        return false
    }

    private fun sending(intent: Intent) = hasClickAction() and SemanticsMatcher.expectValue(SentIntent, intent)

    private fun pressable() = rule.onAllNodes(hasClickAction()).fetchSemanticsNodes().map(::says)

    private fun says(node: androidx.compose.ui.semantics.SemanticsNode): List<String> =
        node.config.getOrElseNullable(androidx.compose.ui.semantics.SemanticsProperties.ContentDescription) { null }.orEmpty() +
            node.config.getOrElseNullable(androidx.compose.ui.semantics.SemanticsProperties.Text) { null }.orEmpty().map { it.text }

    fun write(label: String, text: String) {
        val field = hasSetTextAction() and hasContentDescription(label)
        await("a field called $label") { runCatching { node(field) }.isSuccess }
        node(field).performTextReplacement(text)
        shadowOf(Looper.getMainLooper()).idle()
    }

    fun named(label: String): SemanticsMatcher = hasContentDescription(label) or hasText(label)

    /** The node, wherever it has to be scrolled into sight. */
    fun node(matcher: SemanticsMatcher): SemanticsNodeInteraction {
        rule.waitForIdle()
        if (count(matcher) == 0) {
            val lists = rule.onAllNodes(hasScrollToNodeAction())
            for (at in 0 until lists.fetchSemanticsNodes().size) {
                if (runCatching { lists[at].performScrollToNode(matcher) }.isSuccess) break
            }
        }
        val found = rule.onAllNodes(matcher).onFirst()
        found.assertExists()
        // A node scrolls what is nearest round it; a row that is leafed through sideways has to come up itself.
        val rows = rule.onAllNodes(hasScrollToNodeAction() and hasAnyDescendant(matcher))
        for (at in 0 until rows.fetchSemanticsNodes().size) runCatching { rows[at].performScrollTo() }
        runCatching { found.performScrollTo() }
        return found
    }

    private fun count(matcher: SemanticsMatcher) = rule.onAllNodes(matcher).fetchSemanticsNodes().size

    fun open(link: String) {
        activity.newIntent(SystemIntent(SystemIntent.ACTION_VIEW, android.net.Uri.parse(link)).setPackage(app.packageName))
        pump()
    }

    /** The network comes or goes, as Android tells it. */
    fun network(online: Boolean) {
        val manager = app.getSystemService(ConnectivityManager::class.java)
        val network = checkNotNull(manager.activeNetwork)
        shadowOf(manager).networkCallbacks.forEach { if (online) it.onAvailable(network) else it.onLost(network) }
    }

    fun dispatch(intent: Intent) = app.container.store.dispatch(intent)

    /** Until every picture in sight is there. */
    fun settle(turns: Int = 30) {
        repeat(turns) {
            pump()
            rule.waitForIdle()
            rule.mainClock.advanceTimeBy(50)
            Thread.sleep(20)
        }
    }

    fun screenshot(name: String) {
        settle()
        val file = File(System.getProperty("tradewind.shots"), "$name.png")
        file.parentFile!!.mkdirs()
        FileOutputStream(file).use { drawn().compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    /** The window as it draws itself: a capture of the screen asks for a newer Java when another test's window is still about. */
    fun drawn(): Bitmap {
        val view = activity.get().window.decorView
        return Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { view.draw(Canvas(it)) }
    }

    /** Where all are that have that name, as far as they are seen, in pixels. */
    fun places(label: String): List<Rect> = rule.onAllNodes(named(label)).fetchSemanticsNodes().map { it.boundsInRoot }

    /** Every node that is pressed has a name and room for a fingertip. */
    fun checkTargets(place: String) {
        rule.waitForIdle()
        val density = app.resources.displayMetrics.density
        val all = rule.onAllNodes(hasClickAction() or hasSetTextAction()).fetchSemanticsNodes()
        check(all.isNotEmpty()) { "$place: nothing can be pressed" }
        for (node in all) {
            val says = says(node)
            check(says.any { it.isNotBlank() }) { "$place: what is pressed has no name: ${node.config}" }
            val size = node.touchBoundsInRoot
            val (wide, high) = node.size.width / density to node.size.height / density
            check(maxOf(wide, size.width / density) >= 47.9f && maxOf(high, size.height / density) >= 47.9f) {
                "$place: $says is $wide x $high dp"
            }
        }
    }
}
