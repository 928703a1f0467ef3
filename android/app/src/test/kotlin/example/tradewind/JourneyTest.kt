// The whole journey by finger and keyboard, in four languages, on the real core against the sandbox merchant.
package example.tradewind

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import example.tradewind.core.BuyerField
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.Direction
import example.tradewind.core.OrderStatus
import example.tradewind.core.PreviewPhase
import example.tradewind.core.Screen
import example.tradewind.core.Tab
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(application = SandboxApplication::class, qualifiers = "w411dp-h891dp-xhdpi")
class JourneyTest(private val language: String, private val market: String) {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun fromHomeToADeliveredOrder() = Sandbox("--seed", "--packs", System.getProperty("tradewind.packs")).use { sandbox ->
        TestKeystore.install()
        Device(rule, World(sandbox, language, market)).use { phone ->
            phone.start()
            val shot = { name: String ->
                phone.shoot("$language/$name")
                phone.checkTargets("$language $name")
            }
            phone.on<Screen.Home> { it.v1.deals.isNotEmpty() && it.v1.categories.isNotEmpty() }
            assertEquals(if (language == "ar") Direction.RTL else Direction.LTR, phone.now.direction)
            shot("1-home")

            phone.press(phone.on<Screen.Home>().v1.categories[0].accessibility)
            phone.on<Screen.Results> { it.v1.rows.isNotEmpty() }
            shot("2-category")
            phone.press(phone.now.backLabel)
            phone.on<Screen.Home>()
            phone.write(phone.on<Screen.Home>().v1.searchHint, "mug-indigo")
            phone.on<Screen.Results> { it.v1.words == "mug-indigo" && it.v1.rows.any { row -> row.key == "mug-indigo" } }
            shot("2-results")
            phone.press(phone.on<Screen.Results>().v1.rows.first { it.key == "mug-indigo" }.accessibility)
            val product = phone.on<Screen.Product> { it.v1.key == "mug-indigo" && it.v1.canAdd }.v1
            shot("3-product")

            phone.press(product.previewLabel)
            phone.on<Screen.Preview> { it.v1.phase == PreviewPhase.READY }
            phone.settle(100)
            shot("4-preview")
            phone.press(phone.on<Screen.Preview>().v1.sizesLabel)
            phone.on<Screen.Preview> { it.v1.labels.isNotEmpty() }
            shot("4-preview-sizes")
            phone.press(phone.on<Screen.Preview>().v1.variants.first { it.key == "mug-celadon" }.accessibility)
            phone.on<Screen.Preview> { it.v1.key == "mug-celadon" }
            phone.press(phone.now.backLabel)

            val other = phone.on<Screen.Product> { it.v1.key == "mug-celadon" && it.v1.canAdd }.v1
            phone.press(other.addLabel)
            phone.on<Screen.Product> { it.v1.inCart.isNotEmpty() }
            shot("3-product-added")
            phone.press(phone.now.tabs.first { it.tab == Tab.CART }.accessibility)
            val line = phone.on<Screen.Cart> { it.v1.lines.size == 1 && it.v1.canCheckout }.v1.lines[0]
            phone.press(line.moreLabel)
            phone.on<Screen.Cart> { it.v1.lines[0].quantity == 2u }
            phone.press(line.removeLabel)
            phone.on<Screen.Cart> { it.v1.empty != null }
            shot("5-cart-empty")
            phone.press(checkNotNull(phone.now.toast).undo)
            phone.on<Screen.Cart> { it.v1.lines.size == 1 && it.v1.canCheckout }
            phone.press(phone.on<Screen.Cart>().v1.lines[0].lessLabel)
            phone.on<Screen.Cart> { it.v1.lines[0].quantity == 1u && it.v1.canCheckout }
            shot("5-cart")

            phone.press(phone.on<Screen.Cart>().v1.checkoutLabel)
            phone.on<Screen.Checkout> { it.v1.phase == CheckoutPhase.BUYER && it.v1.fields.isNotEmpty() }
            phone.press(phone.on<Screen.Checkout>().v1.submitLabel)
            phone.on<Screen.Checkout> { it.v1.fields.any { field -> field.error.isNotEmpty() } }
            shot("6-form")
            fillIn(phone)
            phone.press(phone.on<Screen.Checkout>().v1.submitLabel)
            phone.on<Screen.Checkout> { it.v1.phase == CheckoutPhase.REVIEW && it.v1.canPay }
            shot("7-review")
            phone.press(phone.on<Screen.Checkout>().v1.delivery[1].accessibility)
            phone.on<Screen.Checkout> { it.v1.delivery[1].selected && it.v1.canPay }
            phone.write(phone.on<Screen.Checkout>().v1.codeHint, "WELCOME10")
            phone.press(phone.on<Screen.Checkout>().v1.codeLabel)
            phone.on<Screen.Checkout> { it.v1.codes.any { code -> code.key == "WELCOME10" } && it.v1.canPay && !it.v1.loading }

            phone.press(phone.on<Screen.Checkout>().v1.payLabel)
            phone.await("the wallet's sheet") { phone.app.container.wallet.sheet.value != null }
            shot("8-wallet")
            phone.wallet = "approve"
            phone.on<Screen.Checkout> { it.v1.phase == CheckoutPhase.CONFIRMED }
            shot("9-confirmed")
            assertEquals(1, sandbox.orders().size)
            phone.press(phone.on<Screen.Checkout>().v1.doneLabel)
            phone.on<Screen.Order> { it.v1.timeline.isNotEmpty() }
            sandbox.advance("shipped")
            phone.dispatch(example.tradewind.core.Intent.Refresh)
            phone.on<Screen.Order> { it.v1.statusKey == OrderStatus.SHIPPED }
            shot("10-order")
            phone.press(phone.now.backLabel)
            phone.on<Screen.Orders> { it.v1.rows.size == 1 }
            shot("11-orders")

            phone.press(phone.now.tabs.first { it.tab == Tab.SETTINGS }.accessibility)
            val settings = phone.on<Screen.Settings> { it.v1.deleteLabel.isNotEmpty() }.v1
            shot("12-settings")
            // The system's list of this app's languages is the core's.
            val listed = java.io.File(System.getProperty("tradewind.android"), "app/src/main/res/xml/locales.xml").readText()
            assertEquals(
                settings.language.options.map {
                    it.key
                }.toSet(),
                Regex("android:name=\"([^\"]+)\"").findAll(listed).map { it.groupValues[1] }.toSet(),
            )
            phone.press(settings.deleteLabel)
            phone.on<Screen.Settings> { it.v1.deleteLabel.isEmpty() }
            assertTrue(phone.now.language == language)
        }
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0} in {1}")
        fun places() = listOf(arrayOf("en", "US"), arrayOf("de", "DE"), arrayOf("ar", "AE"), arrayOf("ja", "JP"))

        /** Writes a buyer into the form, with the keyboard. */
        fun fillIn(phone: Device) {
            val buyer = mapOf(
                BuyerField.EMAIL to "noor@example.com",
                BuyerField.FIRST_NAME to "Noor",
                BuyerField.LAST_NAME to "Example",
                BuyerField.STREET_ADDRESS to "1-1",
                BuyerField.ADDRESS_LOCALITY to "Port",
                BuyerField.ADDRESS_REGION to "Coast",
                BuyerField.POSTAL_CODE to "10115",
            )
            for (field in phone.on<Screen.Checkout>().v1.fields) {
                val text = buyer[field.field] ?: continue
                phone.write(field.label, text)
                phone.on<Screen.Checkout>("${field.field} is echoed") {
                    it.v1.fields.any { one -> one.field == field.field && one.value == text }
                }
            }
        }
    }
}
