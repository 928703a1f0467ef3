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
        Device(rule, Setup(sandbox, language, market)).use { phone ->
            phone.start()
            val shot = { name: String ->
                phone.screenshot("$language/$name")
                phone.checkTargets("$language $name")
            }
            phone.on<Screen.Home> { it.content.deals.isNotEmpty() && it.content.categories.isNotEmpty() }
            assertEquals(if (language == "ar") Direction.RTL else Direction.LTR, phone.now.direction)
            shot("1-home")

            phone.press(phone.on<Screen.Home>().content.categories[0].accessibility)
            phone.on<Screen.Results> { it.content.rows.isNotEmpty() }
            shot("2-category")
            phone.press(phone.now.backLabel)
            phone.on<Screen.Home>()
            phone.write(phone.on<Screen.Home>().content.searchHint, "mug-indigo")
            phone.on<Screen.Results> { it.content.words == "mug-indigo" && it.content.rows.any { row -> row.key == "mug-indigo" } }
            shot("2-results")
            phone.press(phone.on<Screen.Results>().content.rows.first { it.key == "mug-indigo" }.accessibility)
            val product = phone.on<Screen.Product> { it.content.key == "mug-indigo" && it.content.canAdd }.content
            shot("3-product")

            phone.press(product.previewLabel)
            phone.on<Screen.Preview> { it.content.phase == PreviewPhase.READY }
            phone.settle(100)
            shot("4-preview")
            phone.press(phone.on<Screen.Preview>().content.sizesLabel)
            phone.on<Screen.Preview> { it.content.labels.isNotEmpty() }
            shot("4-preview-sizes")
            phone.press(phone.on<Screen.Preview>().content.variants.first { it.key == "mug-celadon" }.accessibility)
            phone.on<Screen.Preview> { it.content.key == "mug-celadon" }
            phone.press(phone.now.backLabel)

            val other = phone.on<Screen.Product> { it.content.key == "mug-celadon" && it.content.canAdd }.content
            phone.press(other.addLabel)
            phone.on<Screen.Product> { it.content.inCart.isNotEmpty() }
            shot("3-product-added")
            phone.press(phone.now.tabs.first { it.tab == Tab.CART }.accessibility)
            val line = phone.on<Screen.Cart> { it.content.lines.size == 1 && it.content.canCheckout }.content.lines[0]
            phone.press(line.moreLabel)
            phone.on<Screen.Cart> { it.content.lines[0].quantity == 2u }
            phone.press(line.removeLabel)
            phone.on<Screen.Cart> { it.content.empty != null }
            shot("5-cart-empty")
            phone.press(checkNotNull(phone.now.toast).undo)
            phone.on<Screen.Cart> { it.content.lines.size == 1 && it.content.canCheckout }
            phone.press(phone.on<Screen.Cart>().content.lines[0].lessLabel)
            phone.on<Screen.Cart> { it.content.lines[0].quantity == 1u && it.content.canCheckout }
            shot("5-cart")

            phone.press(phone.on<Screen.Cart>().content.checkoutLabel)
            phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.BUYER && it.content.fields.isNotEmpty() }
            phone.press(phone.on<Screen.Checkout>().content.submitLabel)
            phone.on<Screen.Checkout> { it.content.fields.any { field -> field.error.isNotEmpty() } }
            shot("6-form")
            fillIn(phone)
            phone.press(phone.on<Screen.Checkout>().content.submitLabel)
            phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.REVIEW && it.content.canPay }
            shot("7-review")
            phone.press(phone.on<Screen.Checkout>().content.delivery[1].accessibility)
            phone.on<Screen.Checkout> { it.content.delivery[1].selected && it.content.canPay }
            phone.write(phone.on<Screen.Checkout>().content.codeHint, "WELCOME10")
            phone.press(phone.on<Screen.Checkout>().content.codeLabel)
            phone.on<Screen.Checkout> {
                it.content.codes.any { code -> code.key == "WELCOME10" } && it.content.canPay && !it.content.loading
            }

            phone.press(phone.on<Screen.Checkout>().content.payLabel)
            phone.await("the wallet's sheet") { phone.app.container.wallet.sheet.value != null }
            shot("8-wallet")
            phone.wallet = "approve"
            phone.on<Screen.Checkout> { it.content.phase == CheckoutPhase.CONFIRMED }
            shot("9-confirmed")
            assertEquals(1, sandbox.orders().size)
            phone.press(phone.on<Screen.Checkout>().content.doneLabel)
            phone.on<Screen.Order> { it.content.timeline.isNotEmpty() }
            sandbox.advance("shipped")
            phone.dispatch(example.tradewind.core.Intent.Refresh)
            phone.on<Screen.Order> { it.content.statusKey == OrderStatus.SHIPPED }
            shot("10-order")
            phone.press(phone.now.backLabel)
            phone.on<Screen.Orders> { it.content.rows.size == 1 }
            shot("11-orders")

            phone.press(phone.now.tabs.first { it.tab == Tab.SETTINGS }.accessibility)
            val settings = phone.on<Screen.Settings> { it.content.deleteLabel.isNotEmpty() }.content
            shot("12-settings")
            // The system's list of this app's languages is the core's.
            val listed = java.io.File(System.getProperty("tradewind.android"), "app/src/main/res/xml/locales.xml").readText()
            assertEquals(
                settings.choices.first { it.setting == "language" }.options.map {
                    it.key
                }.toSet(),
                Regex("android:name=\"([^\"]+)\"").findAll(listed).map { it.groupValues[1] }.toSet(),
            )
            phone.press(settings.deleteLabel)
            phone.on<Screen.Settings> { it.content.deleteLabel.isEmpty() }
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
            for (field in phone.on<Screen.Checkout>().content.fields) {
                val text = buyer[field.field] ?: continue
                phone.write(field.label, text)
                phone.on<Screen.Checkout>("${field.field} is echoed") {
                    it.content.fields.any { one -> one.field == field.field && one.value == text }
                }
            }
        }
    }
}
