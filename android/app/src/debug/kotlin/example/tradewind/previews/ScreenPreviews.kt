// Previews of every screen, in light and dark, in English and Arabic. A test renders each of them.
package example.tradewind.previews

import android.content.res.Configuration
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.tooling.preview.PreviewParameter
import example.tradewind.ShopScaffold
import example.tradewind.components.LocalCountdowns
import example.tradewind.core.Snapshot
import example.tradewind.theme.Design
import example.tradewind.theme.DesignTheme

/** A phone in light and in dark. Kept at run time, so that the test finds the previews by it. */
@Retention(AnnotationRetention.RUNTIME)
@Preview(name = "light", widthDp = 411, heightDp = 891, showBackground = true)
@Preview(name = "dark", widthDp = 411, heightDp = 891, showBackground = true, uiMode = Configuration.UI_MODE_NIGHT_YES)
annotation class ScreenPreview

@Composable
fun Show(snapshot: Snapshot) = DesignTheme(snapshot.language, snapshot.direction) {
    CompositionLocalProvider(LocalCountdowns provides sampleCountdowns(snapshot.language)) {
        Box(Modifier.fillMaxSize().background(Design.colors.background)) { ShopScaffold(snapshot, covered = false, onIntent = { }) }
    }
}

@ScreenPreview
@Composable
fun HomePreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.home)

@ScreenPreview
@Composable
fun ResultsPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.results)

@ScreenPreview
@Composable
fun ProductPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.product)

@ScreenPreview
@Composable
fun ScenePreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.preview)

@ScreenPreview
@Composable
fun CartPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.cart)

@ScreenPreview
@Composable
fun CheckoutFormPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.form)

@ScreenPreview
@Composable
fun CheckoutReviewPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.review)

@ScreenPreview
@Composable
fun CheckoutConfirmedPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.confirmed)

@ScreenPreview
@Composable
fun CheckoutWithCodePreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.withCode)

@ScreenPreview
@Composable
fun CheckoutInAnotherAppPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.inAnotherApp)

@ScreenPreview
@Composable
fun CheckoutWithVoucherPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.withVoucher)

@ScreenPreview
@Composable
fun OrdersPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.orders)

@ScreenPreview
@Composable
fun OrderPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.order)

@ScreenPreview
@Composable
fun SettingsPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(samples.settings)
