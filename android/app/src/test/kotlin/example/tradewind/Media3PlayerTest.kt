// The port of Media3: where it says it is, where it begins, what it does when the network is away, and that nothing is left of it.
package example.tradewind

import android.app.Application
import android.os.Looper
import androidx.media3.common.C
import androidx.media3.common.PlaybackException
import androidx.media3.exoplayer.ExoPlayer
import androidx.media3.ui.PlayerView
import androidx.test.core.app.ApplicationProvider
import example.tradewind.ports.Media3Player
import example.tradewind.ports.VideoPosition
import java.time.Duration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class Media3PlayerTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val fake = FakeExoPlayer()
    private lateinit var player: Media3Player

    @Before
    fun media3IsHere() {
        ExoPlayer.made = { fake }
        player = Media3Player(app)
    }

    private fun open(begin: Long? = null, at: Long? = null) = player.open("https://shop.example/live.m3u8", begin, at)

    @Test
    fun thePositionIsOfTheFirstPlaylistAndTheDateOfThisOne() {
        assertNull("nothing is played", player.position())
        open()
        assertNull("nothing is known of it", player.position())
        fake.gets(start = 1_000_000, position = 5_000, offset = 60_000)
        assertEquals(VideoPosition(time = 65_000, programme = 1_005_000), player.position())
        fake.gets(start = C.TIME_UNSET, position = 5_000)
        assertEquals("without dates", VideoPosition(time = 5_000, programme = null), player.position())
    }

    @Test
    fun aRecordingBeginsAtItsMomentOrWhereItWasLeft() {
        open(begin = 1_030_000)
        assertEquals(listOf(null), fake.starts)
        assertTrue("not before it is known where that is", fake.sought.isEmpty())
        assertNull("it is on the way", player.position())
        fake.gets(start = 1_000_000, position = 0)
        assertEquals(listOf(30_000L), fake.sought)
        fake.gets(start = 1_000_000, position = 31_000)
        assertEquals("once", 1, fake.sought.size)
        open(begin = 1_030_000, at = 90_000)
        assertEquals(90_000L, fake.starts.last())
        fake.gets(start = 1_000_000, position = 90_000)
        assertEquals(1, fake.sought.size)
        assertEquals("another item each time", 2, fake.items.size)
        assertEquals("application/x-mpegURL", fake.items[0].mimeType)
    }

    @Test
    fun captionsAreChosenByLanguageAndLeftOut() {
        player.captions("ja", shown = true)
        assertEquals("ja" to emptySet<Int>(), fake.trackSelectionParameters.let { it.preferredTextLanguage to it.disabledTrackTypes })
        player.captions("", shown = false)
        assertEquals(
            null to setOf(C.TRACK_TYPE_TEXT),
            fake.trackSelectionParameters.let {
                it.preferredTextLanguage to it.disabledTrackTypes
            },
        )
    }

    @Test
    fun whatItDoesIsInItsState() {
        open()
        assertFalse(player.state.value.hasPicture)
        player.play()
        assertTrue("it wants to, and waits", player.state.value.wanted && !player.state.value.playing)
        val before = player.state.value.jumps
        fake.gets(start = 0, position = 0, length = 120_000)
        player.state.value.let { assertTrue(it.playing && it.hasPicture && it.length == 120_000L) }
        fake.stalls()
        assertFalse(player.state.value.playing)
        player.seek(7_000)
        assertEquals(listOf(7_000L), fake.sought)
        player.goToEdge()
        assertEquals(1, fake.edges)
        assertEquals("each jump is told", before + 2, player.state.value.jumps)
        player.pause()
        assertFalse(player.state.value.wanted)
    }

    @Test
    fun whoFellBehindGoesOnWithTheNewestAndWhoLostTheNetworkTriesAgain() {
        open()
        player.play()
        fake.gets(start = 0, position = 0)
        val prepared = fake.prepared
        fake.fails(PlaybackException.ERROR_CODE_BEHIND_LIVE_WINDOW)
        assertEquals(1 to prepared + 1, fake.edges to fake.prepared)
        fake.fails(PlaybackException.ERROR_CODE_IO_NETWORK_CONNECTION_FAILED)
        assertEquals("not at once", prepared + 1, fake.prepared)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(6))
        assertEquals(1 to prepared + 2, fake.edges to fake.prepared)
        fake.fails(PlaybackException.ERROR_CODE_IO_NETWORK_CONNECTION_FAILED)
        player.pause()
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(6))
        assertEquals("who stopped it is not surprised", prepared + 2, fake.prepared)
        player.play()
        assertEquals("play is a try too", prepared + 3, fake.prepared)
    }

    @Test
    fun oneViewShowsItAndAfterTheEndNothingIsDone() {
        val first = player.attach(app) as PlayerView
        assertSame(fake, first.player)
        assertFalse("the app draws the controls", first.useController)
        val second = player.attach(app) as PlayerView
        assertNull(first.player)
        player.detach(first)
        assertSame("only its own", fake, second.player)
        open()
        player.close()
        player.close()
        assertTrue(fake.released)
        assertNull(second.player)
        player.play()
        open()
        player.seek(1)
        assertEquals(1 to false, fake.items.size to fake.playWhenReady)
        assertNull(player.position())
    }
}
