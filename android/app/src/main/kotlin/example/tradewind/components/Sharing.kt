// Shares a text by the system's share sheet.
package example.tradewind.components

import android.content.Intent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalContext

/** With a `subject`, apps that have a place for one show it above the text. */
@Composable
fun rememberShareSheet(subject: String = ""): (String) -> Unit {
    val context = LocalContext.current
    return remember(context, subject) {
        { text ->
            val sent = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
            if (subject.isNotEmpty()) sent.putExtra(Intent.EXTRA_SUBJECT, subject)
            context.startActivity(Intent.createChooser(sent, null))
        }
    }
}
