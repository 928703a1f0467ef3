// A show as the app draws it, with Media3's player as a test moves it: reports, cards, held prices, order, small window, captions.
package example.tradewind

import android.Manifest
import android.app.Application
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.provider.Settings
import android.view.accessibility.CaptioningManager
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.state.ToggleableState
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.lifecycle.Lifecycle
import androidx.media3.exoplayer.ExoPlayer
import example.tradewind.components.SentIntent
import example.tradewind.core.Countdown
import example.tradewind.core.HoldView
import example.tradewind.core.Intent
import example.tradewind.core.LivePosition
import example.tradewind.core.LiveScreen
import example.tradewind.core.LiveTick
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.core.Tone
import example.tradewind.ports.LiveHost
import example.tradewind.ports.LocalLiveHost
import example.tradewind.ports.Media3Player
import example.tradewind.previews.Samples
import example.tradewind.previews.live
import example.tradewind.previews.liveAway
import example.tradewind.previews.liveComing
import example.tradewind.theme.DesignTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class, qualifiers = "w411dp-h891dp-mdpi")
class LiveTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()

    private val samples = Samples("en")
    private val players = mutableListOf<FakeExoPlayer>()
    private val told = mutableListOf<LivePosition>()
    private val intents = mutableListOf<Intent>()
    private val reminders = KeptReminders()

    /** How often a window was filled. */
    private var times = 0
    private var left = listOf(countdown("1:29 left", 74))
    private var snapshot by mutableStateOf(live(samples))
    private val screen get() = content(snapshot)
    private val player get() = players.last()

    private fun content(of: Snapshot): LiveScreen = (of.screen as Screen.Live).content

    private fun countdown(text: String, percent: Int, over: Boolean = false) =
        Countdown(key = "hold-1", text = text, spoken = "spoken $text", percent = percent.toUByte(), over = over)

    @Before
    fun media3IsHere() {
        ExoPlayer.made = { FakeExoPlayer().also { players += it } }
    }

    private fun show(of: Snapshot = snapshot) {
        snapshot = of
        val host = LiveHost({ Media3Player(it) }, reminders, { told += it }, { LiveTick(left) })
        val time = ++times
        rule.runOnUiThread {
            rule.activity.setContent {
                key(time) {
                    CompositionLocalProvider(LocalInspectionMode provides true, LocalLiveHost provides host) {
                        DesignTheme(snapshot.language, snapshot.direction) {
                            ShopScaffold(snapshot, covered = false) { intents += it }
                        }
                    }
                }
            }
        }
        rule.waitForIdle()
    }

    private fun change(how: LiveScreen.() -> LiveScreen) {
        rule.runOnUiThread { snapshot = snapshot.copy(screen = Screen.Live(screen.how())) }
        rule.waitForIdle()
    }

    /** Moves the fake player on the main thread. */
    private fun plays(what: FakeExoPlayer.() -> Unit) {
        rule.runOnUiThread { player.what() }
        rule.waitForIdle()
    }

    private fun sending(intent: Intent) = SemanticsMatcher.expectValue(SentIntent, intent)

    private fun count(matcher: SemanticsMatcher) = rule.onAllNodes(matcher).fetchSemanticsNodes().size

    private fun place(matcher: SemanticsMatcher) = rule.onNode(matcher).fetchSemanticsNode().boundsInRoot

    private fun press(label: String) {
        rule.onNode(hasClickAction() and (hasContentDescription(label) or hasText(label))).performClick()
        rule.waitForIdle()
    }

    @Test
    fun theCoreIsToldFourTimesASecondAndAtEachChange() {
        show()
        assertEquals(listOf(checkNotNull(screen.video).playlist), player.items.map { it.uri })
        assertTrue("a show begins by itself", player.playWhenReady)
        assertTrue("nothing is known yet", told.isEmpty())
        plays { gets(start = 1_000_000, position = 5_000, offset = 60_000) }
        val at = LivePosition(
            show = "show-0",
            positionMs = 65_000uL,
            programmeMs = 1_005_000,
            latencyMs = 0uL,
            playing = true,
            ended = false,
        )
        assertEquals(at, told.last())
        told.clear()
        player.currentPosition = 6_000
        rule.mainClock.advanceTimeBy(1_000)
        assertTrue("four a second: ${told.size}", told.size in 3..5)
        assertEquals(66_000uL, told.last().positionMs)
        plays { stalls() }
        assertFalse("a stall is told at once", told.last().playing)
        told.clear()
        rule.mainClock.advanceTimeBy(1_000)
        assertTrue("a picture that stands has nothing to tell: $told", told.isEmpty())
        plays { gets(start = 1_000_000, position = 6_500, offset = 60_000) }
        press(screen.pauseLabel)
        assertEquals(false to 66_500uL, told.last().let { it.playing to it.positionMs })
        press(screen.playLabel)
        assertTrue(told.last().playing)
        press(screen.edgeLabel)
        assertEquals(1, player.edges)
    }

    @Test
    fun theEndOfThePictureIsToldOnceItIsThere() {
        show()
        plays { gets(start = 1_000_000, position = 5_000) }
        assertFalse(told.last().ended)
        plays { ends() }
        assertEquals("it stands there", true to false, told.last().let { it.ended to it.playing })
        plays { gets(start = 1_000_000, position = 1_000) }
        assertFalse("sought back", told.last().ended)
    }

    @Test
    fun outOfSightItStandsAndGoesWithItsScreen() {
        show()
        plays { gets(start = 0, position = 0) }
        rule.activityRule.scenario.moveToState(Lifecycle.State.CREATED)
        assertFalse(player.playWhenReady)
        rule.activityRule.scenario.moveToState(Lifecycle.State.RESUMED)
        rule.waitForIdle()
        assertTrue(player.playWhenReady)
        press(screen.pauseLabel)
        rule.activityRule.scenario.moveToState(Lifecycle.State.CREATED)
        rule.activityRule.scenario.moveToState(Lifecycle.State.RESUMED)
        rule.waitForIdle()
        assertFalse("whoever stopped it finds it so", player.playWhenReady)
        rule.runOnUiThread { snapshot = samples.cart }
        rule.waitForIdle()
        assertTrue(player.released)
        assertEquals(1, players.size)
    }

    @Test
    fun aRecordingGoesOnWhereItWasLeft() {
        val show = live(samples)
        val recording = content(show).let { it.copy(video = it.video?.copy(isReplay = true)) }
        show(show.copy(screen = Screen.Live(recording)))
        plays { gets(start = 1_000_000, position = 42_000, length = 120_000) }
        rule.mainClock.advanceTimeBy(500)
        rule.runOnUiThread { snapshot = samples.product }
        rule.waitForIdle()
        rule.runOnUiThread { snapshot = show.copy(screen = Screen.Live(recording)) }
        rule.waitForIdle()
        assertEquals(2, players.size)
        assertEquals(listOf(42_000L), player.starts)
    }

    @Test
    fun theCardStandsInAThumbsReachAndIsPutIntoTheCart() {
        show()
        val card = checkNotNull(screen.card)
        val (picture, add) = place(
            hasContentDescription(checkNotNull(screen.video).accessibility),
        ) to place(sending(Intent.AddLiveCard(card.key)))
        assertTrue("$add is at the lower edge of $picture", add.top > picture.top + picture.height * 0.75f)
        val pause = place(hasContentDescription(screen.pauseLabel))
        assertTrue("the upper half is free: $pause", pause.top > picture.top + picture.height / 2)
        rule.onNode(sending(Intent.AddLiveCard(card.key))).performClick()
        rule.onNode(sending(Intent.OpenProduct(card.product))).performClick()
        assertEquals(listOf(Intent.AddLiveCard(card.key), Intent.OpenProduct(card.product)), intents)
        intents.clear()
        change { copy(card = card.copy(canAdd = false, inCart = "2 in your cart")) }
        assertEquals(1, count(hasText("2 in your cart")))
        rule.onNode(sending(Intent.AddLiveCard(card.key))).performClick()
        assertTrue("it cannot be added", intents.isEmpty())
        val before = screen.earlier.single()
        rule.onNode(sending(Intent.AddLiveCard(before.key))).performScrollTo().performClick()
        assertEquals(listOf<Intent>(Intent.AddLiveCard(before.key)), intents)
    }

    @Test
    fun aHeldPriceCountsDownWithoutASnapshotAndExpires() {
        show()
        assertEquals(1, count(hasText("1:29 left") and hasContentDescription("spoken 1:29 left")))
        left = listOf(countdown("1:28 left", 73))
        rule.mainClock.advanceTimeBy(1_100)
        rule.waitForIdle()
        assertEquals("the same snapshot", 1, count(hasText("1:28 left")))
        left = listOf(countdown("", 0, over = true))
        rule.mainClock.advanceTimeBy(1_100)
        rule.waitForIdle()
        assertEquals(
            "no time is made up",
            0,
            count(hasText("left", substring = true) and hasContentDescription("spoken", substring = true)),
        )
        val over = HoldView(key = "hold-1", price = "", sentence = "It is $18.00 now.", holds = false, tone = Tone.WARNING)
        change { copy(card = card?.copy(hold = over)) }
        assertEquals(1, count(hasText("It is $18.00 now.")))
        left = listOf(countdown("0:59 left", 50))
        rule.mainClock.advanceTimeBy(3_000)
        rule.waitForIdle()
        assertEquals("nothing counts down", 0, count(hasText("0:59 left")))
    }

    @Test
    fun aScreenReaderGoesByWhatMatters() {
        show(liveAway(samples))
        val parts = rule.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.TraversalIndex), useUnmergedTree = true)
            .fetchSemanticsNodes().sortedBy { it.config[SemanticsProperties.TraversalIndex] }.map(::says)
        val (card, comment, notice) = Triple(screen.card!!.accessibility, screen.comment!!.accessibility, screen.notice!!.text)
        assertEquals(listOf(screen.state, card, screen.pauseLabel, comment, notice, screen.earlierTitle, screen.reportLabel), parts)
    }

    @Test
    fun everyTargetHasRoomForAFingertipAndAName() {
        shadowOf(rule.activity.packageManager).setSystemFeature(PackageManager.FEATURE_PICTURE_IN_PICTURE, true)
        show()
        val all = rule.onAllNodes(hasClickAction()).fetchSemanticsNodes()
        assertTrue("the five of the player are there", all.mapNotNull(::says).containsAll(controls()))
        for (node in all) {
            val (own, touch) = node.size to node.touchBoundsInRoot
            val (wide, high) = maxOf(own.width.toFloat(), touch.width) to maxOf(own.height.toFloat(), touch.height)
            assertTrue("${says(node)}: $wide x $high", wide >= 47.9f && high >= 47.9f && !says(node).isNullOrBlank())
        }
    }

    private fun controls() = with(screen) { listOf(pauseLabel, soundLabel, captionsLabel, smallWindowLabel, edgeLabel) }

    @Test
    @Config(qualifiers = "w1280dp-h800dp-mdpi")
    fun onATabletTheCardStandsBesideThePicture() {
        show()
        val picture = place(hasContentDescription(checkNotNull(screen.video).accessibility))
        val add = place(sending(Intent.AddLiveCard(checkNotNull(screen.card).key)))
        assertTrue("$add stands beside $picture", add.left >= picture.right)
        change { copy(card = card?.copy(title = "Another")) }
        assertEquals("one player", 1, players.size)
    }

    @Test
    fun largeLettersDoNotCoverThePicture() {
        RuntimeEnvironment.setFontScale(2f)
        rule.activityRule.scenario.recreate()
        show()
        val picture = rule.onNode(hasContentDescription(checkNotNull(screen.video).accessibility)).fetchSemanticsNode()
        val add = rule.onNode(sending(Intent.AddLiveCard(checkNotNull(screen.card).key))).fetchSemanticsNode()
        assertTrue("the card stands below it", add.positionInRoot.y >= picture.positionInRoot.y + picture.size.height)
    }

    @Test
    fun inTheSmallWindowThereIsThePictureAlone() {
        shadowOf(rule.activity.packageManager).setSystemFeature(PackageManager.FEATURE_PICTURE_IN_PICTURE, true)
        show()
        plays { gets(start = 0, position = 0) }
        press(screen.smallWindowLabel)
        assertTrue(rule.activity.isInPictureInPictureMode)
        rule.runOnUiThread { rule.activity.onPictureInPictureModeChanged(true, Configuration(rule.activity.resources.configuration)) }
        rule.waitForIdle()
        assertEquals("nothing can be pressed there", 0, count(hasClickAction()))
        assertEquals(1, count(hasContentDescription(checkNotNull(screen.video).accessibility)))
        told.clear()
        rule.mainClock.advanceTimeBy(1_000)
        assertTrue("it goes on, and tells", told.isNotEmpty() && told.all { it.playing })
        assertEquals("by the same player", 1, players.size)
    }

    @Test
    fun aPhoneWithoutASmallWindowOffersNone() {
        show()
        assertEquals(0, count(hasContentDescription(screen.smallWindowLabel)))
    }

    @Test
    fun nothingStandsOnThePictureWhileThereAreCaptions() {
        show()
        val film = hasContentDescription(checkNotNull(screen.video).accessibility)
        change { copy(video = video?.copy(captionsShown = false)) }
        assertTrue("the controls stand on it", place(hasContentDescription(screen.pauseLabel)).bottom <= place(film).bottom)
        change { copy(video = video?.copy(captionsShown = true)) }
        val (pause, picture) = place(hasContentDescription(screen.pauseLabel)) to place(film)
        assertTrue("$pause is below $picture", pause.top >= picture.bottom)
        assertTrue("the picture is still the largest part: $picture", picture.height > 200f)
    }

    @Test
    fun captionsAreOnWhereTheSystemHasThemOn() {
        shadowOf(rule.activity.getSystemService(CaptioningManager::class.java)).setEnabled(true)
        show()
        assertEquals(listOf<Intent>(Intent.ShowCaptions(shown = true)), intents)
        change { copy(video = video?.copy(captionsShown = true)) }
        assertEquals("en" to emptySet<Int>(), player.trackSelectionParameters.let { it.preferredTextLanguage to it.disabledTrackTypes })
        press(screen.captionsLabel)
        assertEquals("and off by hand", Intent.ShowCaptions(shown = false), intents.last())
        assertEquals(2, intents.size)
    }

    @Test
    fun soundIsTurnedOffAndOnAndAScreenReaderSaysWhichItIs() {
        show()
        fun heard() = rule.onNode(hasContentDescription(screen.soundLabel)).fetchSemanticsNode()
            .config[SemanticsProperties.ToggleableState] to player.volume
        assertEquals(ToggleableState.On to 1f, heard())
        press(screen.soundLabel)
        assertEquals(ToggleableState.Off to 0f, heard())
        // What else the player tells changes nothing of it.
        press(screen.pauseLabel)
        assertEquals(ToggleableState.Off to 0f, heard())
        press(screen.soundLabel)
        assertEquals(ToggleableState.On to 1f, heard())
    }

    @Test
    fun whoWantsNothingToMoveSeesNoBar() {
        val (still, moving) = listOf(0f, 1f).map { scale ->
            Settings.Global.putFloat(rule.activity.contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, scale)
            show()
            val card = checkNotNull(screen.card)
            place(sending(Intent.AddLiveCard(card.key))).top - place(hasText(checkNotNull(card.hold).sentence)).bottom
        }
        // The bar and the space above it.
        assertEquals(still + 7, moving, 1f)
    }

    @Test
    fun aReminderIsKeptAsTheCoreSaysUnlessThePersonRefuses() {
        show(liveComing(samples))
        val reminder = checkNotNull(screen.reminder)
        assertEquals(listOf(reminder), reminders.kept)
        assertEquals("nothing is played yet", 0, players.size)
        press(reminder.label)
        assertEquals(listOf<Intent>(Intent.RemindOfShow(on = false)), intents)
        reminders.areAllowed = false
        change { copy(reminder = reminder.copy(isOn = false)) }
        assertEquals("what is off is taken away", false, reminders.kept.last().isOn)
        intents.clear()
        change { copy(reminder = reminder.copy(note = "again")) }
        val asked = shadowOf(rule.activity).lastRequestedPermission
        assertEquals(listOf(Manifest.permission.POST_NOTIFICATIONS), asked.requestedPermissions.toList())
        val no = intArrayOf(PackageManager.PERMISSION_DENIED)
        rule.runOnUiThread { rule.activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, no) }
        rule.waitForIdle()
        assertEquals("the core is told", listOf<Intent>(Intent.RemindOfShow(on = false)), intents)
    }
}
