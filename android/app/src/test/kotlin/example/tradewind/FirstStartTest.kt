// The first start after an install: the link that led to the store is open, and the store is asked once.
package example.tradewind

import android.net.Uri
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.Screen
import example.tradewind.ports.InstallReferrer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-xhdpi")
class FirstStartTest {
    @get:Rule
    val rule = createEmptyComposeRule()
    private var asked = 0

    @Test
    fun theLinkThatLedToTheStoreOpensOnceAndItsCampaignIsAskedAbout() =
        Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
            TestKeystore.install()
            val link = Uri.encode("${sandbox.base}/p/mug-indigo")
            val store = InstallReferrer { found ->
                asked += 1
                found("utm_source=news&tw_link=$link")
            }
            Device(rule, Setup(sandbox, "en", "US", installReferrer = store)).use { phone ->
                phone.start()
                phone.on<Screen.Product> { it.content.key == "mug-indigo" && it.content.canAdd }
                assertFalse(phone.now.wantsReferrer)
                assertTrue("nothing is kept unasked", phone.now.banners.any { it.answers.isNotEmpty() })
                phone.kill()
                phone.start()
                phone.on<Screen.Home> { it.content.deals.isNotEmpty() }
                assertFalse(phone.now.wantsReferrer)
                assertTrue(phone.now.banners.all { it.answers.isEmpty() })
                assertEquals(1, asked)
            }
        }
}
