// An order's status has the colours of its key, in the list as on the order's screen.
package example.tradewind

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.toArgb
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.Intent
import example.tradewind.core.OrderStatus
import example.tradewind.core.Screen
import example.tradewind.theme.LightPalette
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-mdpi")
class StatusTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun onItsWayAndThere() = walk(
        Triple(null, OrderStatus.PROCESSING, LightPalette.accentContainer),
        Triple("shipped", OrderStatus.SHIPPED, LightPalette.accentContainer),
        Triple("delivered", OrderStatus.DELIVERED, LightPalette.successContainer),
    )

    @Test
    fun calledOff() = walk(Triple("canceled", OrderStatus.CANCELED, LightPalette.surfaceVariant))

    /** Buys, and looks at the order after each of the merchant's steps. */
    private fun walk(vararg steps: Triple<String?, OrderStatus, Color>) =
        Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
            TestKeystore.install()
            Device(rule, Setup(sandbox, "en", "US")).use { phone ->
                phone.start()
                phone.wallet = "approve"
                phone.toReview()
                phone.press(phone.on<Screen.Checkout>().content.payLabel)
                phone.press(phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.CONFIRMED }.content.doneLabel)
                val colors = listOf(LightPalette.accentContainer, LightPalette.successContainer, LightPalette.surfaceVariant)
                for ((step, status, color) in steps) {
                    phone.on<Screen.Order> { it.content.timeline.isNotEmpty() }
                    if (step != null) sandbox.advance(step)
                    phone.dispatch(Intent.Refresh)
                    phone.on<Screen.Order> { it.content.statusKey == status }
                    phone.screenshot("status/${status.name.lowercase()}-order")
                    val order = phone.on<Screen.Order>().content
                    assertEquals("$status on its screen", color, colors.maxBy { count(phone, phone.places(order.status).first(), it) })
                    phone.press(phone.now.backLabel)
                    phone.on<Screen.Orders> { it.content.rows.firstOrNull()?.statusKey == status }
                    phone.screenshot("status/${status.name.lowercase()}-list")
                    val row = phone.on<Screen.Orders>().content.rows[0]
                    val seen = colors.associateWith { count(phone, phone.places(row.accessibility).first(), it) }
                    assertEquals("$status in the list: $seen", setOf(color), seen.filter { it.value > 100 }.keys)
                    phone.press(row.accessibility)
                }
            }
        }

    /** How many pixels there have that colour. */
    private fun count(phone: Device, place: Rect, color: Color): Int {
        val window = phone.drawn()
        var found = 0
        for (y in place.top.toInt() until place.bottom.toInt()) {
            for (x in place.left.toInt() until place.right.toInt()) {
                if (window.getPixel(
                        x,
                        y,
                    ) == color.toArgb()
                ) {
                    found += 1
                }
            }
        }
        return found
    }
}
