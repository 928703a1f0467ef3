// Reporting a show and sharing a moment of one, as the app draws them: what is pressed and typed is what the core is told.
package example.tradewind

import android.app.Application
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import example.tradewind.components.ReportForm
import example.tradewind.components.Reports
import example.tradewind.components.SentIntent
import example.tradewind.core.Direction
import example.tradewind.core.Intent
import example.tradewind.core.ReportPanel
import example.tradewind.core.ReportRow
import example.tradewind.core.Screen
import example.tradewind.core.Tone
import example.tradewind.previews.Samples
import example.tradewind.previews.liveReporting
import example.tradewind.screens.OrderContent
import example.tradewind.theme.DesignTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class, qualifiers = "w411dp-h891dp-mdpi")
class ReportTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()

    private val samples = Samples("en")
    private val intents = mutableListOf<Intent>()
    private val form = checkNotNull((liveReporting(samples).screen as Screen.Live).content.report)

    private fun draw(content: @Composable () -> Unit) {
        rule.runOnUiThread {
            rule.activity.setContent {
                CompositionLocalProvider(LocalInspectionMode provides true) {
                    DesignTheme("en", Direction.LTR) { content() }
                }
            }
        }
        rule.waitForIdle()
    }

    private fun drawForm(form: ReportPanel) = draw {
        Column(Modifier.verticalScroll(rememberScrollState())) { ReportForm(form) { intents += it } }
    }

    private fun press(intent: Intent) {
        rule.onNode(SemanticsMatcher.expectValue(SentIntent, intent)).performScrollTo().performClick()
        rule.waitForIdle()
    }

    @Test
    fun theFormTellsWhatIsChosenAndTyped() {
        drawForm(form)
        val reason = form.reasons.last()
        val statement = checkNotNull(form.goodFaith)
        press(Intent.EditReport(reason.field, reason.key))
        press(Intent.EditReport(statement.field, statement.key))
        val words = form.fields.first()
        rule.onNode(hasSetTextAction() and hasContentDescription(words.label)).performScrollTo().performTextInput("Not handmade")
        rule.waitForIdle()
        press(Intent.SendReport)
        press(Intent.ReportShow(shown = false))
        assertEquals(
            listOf(
                Intent.EditReport(reason.field, reason.key),
                Intent.EditReport(statement.field, statement.key),
                Intent.EditReport(words.field, "Not handmade"),
                Intent.SendReport,
                Intent.ReportShow(shown = false),
            ),
            intents,
        )
    }

    @Test
    fun whatIsNotWholeIsNotSent() {
        drawForm(form.copy(canSend = false, missing = "What is missing"))
        rule.onNode(hasText("What is missing")).performScrollTo()
        press(Intent.SendReport)
        assertTrue(intents.isEmpty())
    }

    @Test
    fun whatBecameOfReportsIsSaid() {
        val row = ReportRow(key = "k1", text = "Reported", detail = "Received: R-000001", tone = Tone.SUCCESS)
        draw { Reports(listOf(row)) }
        rule.onNode(hasText("Received: R-000001")).assertExists()
    }

    @Test
    fun aMomentIsSharedAndTakenAway() {
        val order = (samples.order.screen as Screen.Order).content
        val moment = order.moments.first()
        val card = checkNotNull((samples.product.screen as Screen.Product).content.share)
        draw { OrderContent(order.copy(share = card), emptyList()) { intents += it } }
        press(Intent.ShareMoment(moment.key, shown = true))
        press(Intent.ShareMoment("", shown = false))
        assertEquals(listOf<Intent>(Intent.ShareMoment(moment.key, true), Intent.ShareMoment("", false)), intents)
    }
}
