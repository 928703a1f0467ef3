// The way out of the app, to the person's browser and never back to us.
package example.tradewind.parts

import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalContext

@Composable
fun rememberOutside(): (String) -> Unit {
    val context = LocalContext.current
    return remember(context) {
        { url ->
            try {
                context.startActivity(outside(url))
            } catch (_: ActivityNotFoundException) {
                // A phone without a browser: there is nowhere to go.
            }
        }
    }
}

/**
 * Shows a page in a browser. This app is the verified answer to links of the shop's host, so a plain view of one would come
 * back here. Who is asked is the selector: whoever opens any page of the web, which is what makes a browser.
 */
fun outside(url: String): Intent = Intent(Intent.ACTION_VIEW, Uri.parse(url)).addCategory(Intent.CATEGORY_BROWSABLE).apply {
    selector = Intent(Intent.ACTION_VIEW, Uri.fromParts("https", "", null)).addCategory(Intent.CATEGORY_BROWSABLE)
}
