// The small handle of shows on the real core: it answers at once, also for a show that nobody knows, and after the end.
package example.tradewind

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.LivePosition
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class LiveSeamTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private fun at(position: ULong) =
        LivePosition("no-such-show", positionMs = position, programmeMs = null, latencyMs = 0uL, playing = true, ended = false)

    @Test
    fun itAnswersAtOnceAndAfterTheEnd() = Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
        TestKeystore.install()
        Device(rule, Setup(sandbox, "en", "US")).use { phone ->
            phone.begin()
            val live = phone.app.container.live
            live.tell(at(0uL))
            phone.await("a snapshot") { phone.app.container.store.snapshot.value != null }
            listOf(0uL, 1_000uL, ULong.MAX_VALUE).forEach { live.tell(at(it)) }
            assertEquals("nothing is held", emptyList<Any>(), live.tick()?.countdowns)
            phone.app.container.close()
            live.tell(at(2_000uL))
            assertNull(live.tick())
        }
    }
}
