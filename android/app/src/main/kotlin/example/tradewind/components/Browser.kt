// Opens links in the browser.
package example.tradewind.components

import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalContext

@Composable
fun rememberUrlOpener(): (String) -> Unit {
    val context = LocalContext.current
    return remember(context) {
        { url ->
            try {
                context.startActivity(browserIntent(url))
            } catch (_: ActivityNotFoundException) {
                // No browser is installed.
            }
        }
    }
}

/**
 * An intent that shows a page in a browser. This app is the verified handler for links of the shop's host, so a plain
 * ACTION_VIEW of such a link would come back here. The selector matches only apps that open any web page: browsers.
 */
fun browserIntent(url: String): Intent = Intent(Intent.ACTION_VIEW, Uri.parse(url)).addCategory(Intent.CATEGORY_BROWSABLE).apply {
    selector = Intent(Intent.ACTION_VIEW, Uri.fromParts("https", "", null)).addCategory(Intent.CATEGORY_BROWSABLE)
}
