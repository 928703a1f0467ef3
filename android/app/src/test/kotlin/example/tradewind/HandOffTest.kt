// What the person was handed to pay with, as it is drawn: a code to scan and copy, ways to open it again and to stop it.
package example.tradewind

import android.app.Application
import android.content.ClipDescription
import android.content.ClipboardManager
import android.graphics.Bitmap
import android.graphics.Canvas
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.toArgb
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import example.tradewind.components.QUIET_ZONE
import example.tradewind.components.isDark
import example.tradewind.components.isSecure
import example.tradewind.core.CodePicture
import example.tradewind.core.HandOffView
import example.tradewind.core.Intent
import example.tradewind.core.Snapshot
import example.tradewind.previews.Samples
import example.tradewind.theme.DesignTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class, qualifiers = "w411dp-h1800dp-mdpi")
class HandOffTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()
    private val told = mutableListOf<Intent>()

    private fun show(snapshot: Snapshot, dark: Boolean = false) {
        rule.activity.setContent {
            DesignTheme(snapshot.language, snapshot.direction, dark) { ShopScaffold(snapshot, covered = false, onIntent = { told += it }) }
        }
        rule.waitForIdle()
    }

    private fun press(label: String) {
        rule.onNode(hasText(label)).performScrollTo().performClick()
        rule.waitForIdle()
    }

    @Test
    fun aCodeIsDrawnModuleByModuleInBothThemes() {
        for (dark in listOf(false, true)) {
            for (samples in listOf(Samples("en"), Samples("ar"))) {
                show(samples.withCode, dark)
                assertEquals("${samples.language} $dark", expected(samples.paymentCode), drawn(samples.paymentCode))
            }
        }
    }

    @Test
    fun aCodeIsCopiedAndKeptFromSight() {
        val samples = Samples("en")
        show(samples.withCode)
        press(samples.paymentCode.copyLabel)
        val clip = checkNotNull(rule.activity.getSystemService(ClipboardManager::class.java).primaryClip)
        assertEquals(samples.paymentCode.code, clip.getItemAt(0).text)
        assertTrue(clip.description.extras.getBoolean(ClipDescription.EXTRA_IS_SENSITIVE))
        assertEquals("nothing is told", emptyList<Intent>(), told)
    }

    @Test
    fun theAppIsOpenedAgainAndThePaymentIsStopped() {
        val samples = Samples("en")
        show(samples.inAnotherApp)
        press(samples.paymentApp.openLabel)
        press(samples.paymentApp.stopLabel)
        assertEquals(listOf(Intent.OpenHandOff, Intent.StopPayment), told)
    }

    @Test
    fun aVoucherIsGivenUpInTheCheckoutAndAmongTheOrders() {
        val samples = Samples("ar")
        for (snapshot in listOf(samples.withVoucher, samples.orders)) {
            told.clear()
            show(snapshot)
            press(samples.voucher.stopLabel)
            assertEquals(listOf<Intent>(Intent.GiveUpVoucher(samples.voucher.key)), told)
            press(samples.voucher.pageLabel)
            assertEquals(samples.voucher.page, shadowOf(rule.activity).nextStartedActivity.dataString)
        }
    }

    @Test
    fun whatPaysIsKeptFromSightAndWhatIsToBeShownIsNot() {
        val samples = Samples("en")
        val secure = listOf(samples.review, samples.inAnotherApp)
        val open =
            listOf(samples.home, samples.cart, samples.form, samples.confirmed, samples.withCode, samples.withVoucher, samples.orders)
        assertEquals(secure, (secure + open).filter { it.screen.isSecure() })
    }

    @Test
    fun aPictureThatIsTooShortDrawsNoDarkModuleBeyondItsEnd() {
        val short = CodePicture(side = 21u, modules = byteArrayOf(0b0100_0000))
        assertEquals(listOf(1), (0 until 21 * 21).filter(short::isDark))
        assertNull(short.modules.getOrNull(1))
    }

    private fun expected(handOff: HandOffView): List<String> {
        val picture = checkNotNull(handOff.picture)
        val side = picture.side.toInt()
        val quiet = "0".repeat(QUIET_ZONE)
        val edge = List(QUIET_ZONE) { "0".repeat(side + 2 * QUIET_ZONE) }
        val rows = List(side) { row -> (0 until side).joinToString("", quiet, quiet) { if (picture.isDark(row * side + it)) "1" else "0" } }
        return edge + rows + edge
    }

    /** The picture as a camera sees it: the middle of each module, from one quiet zone's edge to the other's. */
    private fun drawn(handOff: HandOffView): List<String> {
        val image = SemanticsMatcher.expectValue(SemanticsProperties.Role, Role.Image) and hasContentDescription(handOff.title)
        rule.onNode(image).performScrollTo()
        rule.waitForIdle()
        val place = rule.onNode(image).fetchSemanticsNode().boundsInRoot
        val view = rule.activity.window.decorView
        val window = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { view.draw(Canvas(it)) }
        val cells = checkNotNull(handOff.picture).side.toInt() + 2 * QUIET_ZONE
        // Modules are whole pixels; what is left over is light and lies outside.
        val module = (place.width / cells).toInt()
        val from = ((place.width - module * cells) / 2).toInt()
        return List(cells) { row ->
            (0 until cells).joinToString("") { column ->
                val x = place.left.toInt() + from + column * module + module / 2
                val y = place.top.toInt() + from + row * module + module / 2
                when (val color = window.getPixel(x, y)) {
                    Color.Black.toArgb() -> "1"
                    Color.White.toArgb() -> "0"
                    else -> error("neither dark nor light: ${color.toString(radix = 16)}")
                }
            }
        }
    }
}
