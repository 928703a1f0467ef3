// Words that leave the app by the system's own sheet: to a mail, a message, the clipboard.
package example.tradewind.parts

import android.content.Intent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalContext

@Composable
fun rememberSharing(): (String) -> Unit {
    val context = LocalContext.current
    return remember(context) {
        { words -> context.startActivity(Intent.createChooser(Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, words), null)) }
    }
}
