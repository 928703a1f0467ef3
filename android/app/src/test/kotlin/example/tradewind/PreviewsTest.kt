// Renders every preview in light and dark, in English and Arabic, so that none of them rots. Pictures: shots/previews.
package example.tradewind

import android.app.Application
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.currentComposer
import androidx.compose.ui.graphics.toArgb
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.previews.SampleLanguages
import example.tradewind.previews.Samples
import example.tradewind.previews.ScreenPreview
import example.tradewind.theme.DarkPalette
import example.tradewind.theme.LightPalette
import java.io.File
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config as Robolectric

@RunWith(RobolectricTestRunner::class)
@Robolectric(application = Application::class, qualifiers = "w411dp-h891dp-mdpi")
class PreviewsTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()

    /** What the files of previews hold: the previews, and samples beside those of `Samples`. */
    private val methods: List<Method> = File(System.getProperty("tradewind.android"), "app/src/debug/kotlin/example/tradewind/previews")
        .walk().filter { it.name.endsWith("Previews.kt") }.map { it.nameWithoutExtension }.sorted()
        .flatMap { Class.forName("example.tradewind.previews.${it}Kt").declaredMethods.asSequence() }.toList()
    private val previews = methods.filter { it.isAnnotationPresent(ScreenPreview::class.java) }.sortedBy { it.name }

    @Test
    fun everyScreenHasAPreviewThatRenders() {
        // A screen of the core without a preview is told by its missing sample.
        val samples = Samples("en")
        val sample = { one: Method -> one.returnType == Snapshot::class.java && Modifier.isPublic(one.modifiers) }
        val shown = Samples::class.java.declaredMethods.filter { sample(it) && it.parameterCount == 0 }.map { it.invoke(samples) as Snapshot } +
            methods.filter { sample(it) && it.parameterCount == 1 }.map { it.invoke(null, samples) as Snapshot }
        val kinds = Screen::class.java.declaredClasses.filter {
            Screen::class.java in it.interfaces.toList() + it.superclass
        }
        assertEquals(kinds.map { it.simpleName }.toSet(), shown.map { it.screen::class.java.simpleName }.toSet())
        assertEquals(shown.size, previews.size)
        for (preview in previews) for (samples in SampleLanguages().values) for (dark in listOf(false, true)) render(preview, samples, dark)
    }

    private fun render(preview: Method, samples: Samples, dark: Boolean) {
        val name = "${preview.name}-${samples.language}-${if (dark) "dark" else "light"}"
        rule.activity.setContent {
            val configuration = Configuration(LocalConfiguration.current)
            val night = if (dark) Configuration.UI_MODE_NIGHT_YES else Configuration.UI_MODE_NIGHT_NO
            configuration.uiMode = (configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK.inv()) or night
            CompositionLocalProvider(LocalConfiguration provides configuration, LocalInspectionMode provides true) {
                // A composable is compiled with its composer and a mask of what changed as further parameters.
                preview.invoke(null, samples, currentComposer, 0)
            }
        }
        rule.waitForIdle()
        val tab = samples.home.tabs[0].label
        assertTrue(
            "$name: its tabs are in its language",
            rule.onAllNodes(hasContentDescription(tab) or hasText(tab)).fetchSemanticsNodes().isNotEmpty(),
        )
        val view = rule.activity.window.decorView
        val drawn = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { view.draw(Canvas(it)) }
        val file = File(System.getProperty("tradewind.shots"), "previews/$name.png")
        file.parentFile!!.mkdirs()
        file.outputStream().use { drawn.compress(Bitmap.CompressFormat.PNG, 100, it) }
        val pixels = IntArray(drawn.width * drawn.height).also { drawn.getPixels(it, 0, drawn.width, 0, 0, drawn.width, drawn.height) }
        val (own, other) = if (dark) DarkPalette to LightPalette else LightPalette to DarkPalette
        assertTrue("$name: on its theme's background", pixels.count { it == own.background.toArgb() } > pixels.size / 20)
        assertEquals("$name: not on the other's", 0, pixels.count { it == other.background.toArgb() })
        assertTrue("$name: something is drawn", pixels.toSet().size > 30)
    }
}
