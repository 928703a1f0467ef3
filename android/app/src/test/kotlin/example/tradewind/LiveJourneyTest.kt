// A show by finger, on the real core against the sandbox's show, with Media3's player as a test moves it: from home into the cart.
package example.tradewind

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.media3.exoplayer.ExoPlayer
import example.tradewind.core.Intent
import example.tradewind.core.LiveCardView
import example.tradewind.core.LivePhase
import example.tradewind.core.Screen
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(application = SandboxApplication::class)
class LiveJourneyTest(private val name: String, private val language: String, private val market: String, private val window: String) {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val players = mutableListOf<FakeExoPlayer>()
    private val start = System.currentTimeMillis()

    @Before
    fun media3IsHere() {
        RuntimeEnvironment.setQualifiers(window)
        TestKeystore.install()
        ExoPlayer.made = { FakeExoPlayer().also { players += it } }
    }

    /** The picture goes on at the edge of the show, a quarter of a second at a time, until something is seen. */
    private fun watch(phone: Device, what: String, seen: (LiveCardView?) -> Boolean) = phone.await(what) {
        players.lastOrNull()?.currentPosition = System.currentTimeMillis() - start
        rule.mainClock.advanceTimeBy(250)
        seen((phone.now.screen as? Screen.Live)?.content?.card)
    }

    @Test
    fun fromHomeIntoTheCartAtTheHeldPrice() = Sandbox("--show", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
        Device(rule, Setup(sandbox, language, market)).use { phone ->
            phone.start()
            val row = phone.on<Screen.Home> { it.content.live.any { show -> show.running } }.content.live.first { it.running }
            phone.screenshot("live/$name-1-home")
            phone.checkTargets("$name home with shows")
            phone.press(row.accessibility)
            val video = phone.on<Screen.Live> { it.content.phase == LivePhase.RUNNING && it.content.video != null }.content.video
            watch(phone, "a player") { players.lastOrNull()?.items?.isNotEmpty() == true }
            assertEquals(checkNotNull(video).playlist, players.single().items.single().uri)
            players.single().gets(start, System.currentTimeMillis() - start)

            sandbox.inShow(row.key, "pin", JSONObject().put("item", ITEM))
            val hold = JSONObject().put("item", ITEM).put("percent", 20).put("quantity", 20).put("seconds", 120)
            sandbox.inShow(row.key, "hold", hold)
            watch(phone, "the card at its held price") { it?.product == ITEM && it.hold?.holds == true }
            watch(phone, "what is left of it, drawn") {
                val spoken = phone.app.container.live.tick()?.countdowns?.firstOrNull { !it.over }?.spoken
                spoken != null && rule.onAllNodes(hasContentDescription(spoken)).fetchSemanticsNodes().isNotEmpty()
            }
            phone.screenshot("live/$name-2-held")
            phone.checkTargets("$name show")
            val card = checkNotNull(phone.on<Screen.Live>().content.card)
            assertTrue("the way into the cart is there", phone.press(Intent.AddLiveCard(card.key)))
            watch(phone, "it is in the cart") { it?.inCart?.isNotEmpty() == true }

            sandbox.inShow(row.key, "withdraw", JSONObject().put("nonce", checkNotNull(card.hold).key))
            watch(phone, "it holds no more") { it?.hold?.holds != true }
            phone.screenshot("live/$name-3-over")
            phone.press(phone.now.backLabel)
            phone.on<Screen.Home>()
            rule.waitForIdle()
            assertTrue("the player went with its screen", players.single().released)
        }
    }

    companion object {
        private const val ITEM = "mug-indigo"

        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun places() = listOf(
            arrayOf("phone", "en", "US", "w411dp-h891dp-port-notnight-xhdpi"),
            arrayOf("night", "ar", "AE", "w411dp-h891dp-port-night-xhdpi"),
            arrayOf("tablet", "de", "DE", "w1280dp-h800dp-xlarge-land-notnight-mdpi"),
            arrayOf("lying", "ja", "JP", "w891dp-h411dp-land-notnight-xhdpi"),
        )
    }
}
