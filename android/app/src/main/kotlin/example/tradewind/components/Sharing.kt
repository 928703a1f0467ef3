// Shares a text by the system's share sheet.
package example.tradewind.components

import android.content.Intent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalContext

@Composable
fun rememberShareSheet(): (String) -> Unit {
    val context = LocalContext.current
    return remember(context) {
        { text ->
            context.startActivity(
                Intent.createChooser(Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text), null),
            )
        }
    }
}
