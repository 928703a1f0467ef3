// Copies a text; of a payment code no keyboard and no preview shows it (Android 13 and later).
package example.tradewind.components

import android.content.ClipData
import android.content.ClipDescription
import android.content.ClipboardManager
import android.os.PersistableBundle
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalContext

/** Takes a label and the text. */
@Composable
fun rememberSensitiveCopy(): (String, String) -> Unit {
    val context = LocalContext.current
    return remember(context) {
        { label, text ->
            val clip = ClipData.newPlainText(label, text)
            clip.description.extras = PersistableBundle().apply { putBoolean(ClipDescription.EXTRA_IS_SENSITIVE, true) }
            context.getSystemService(ClipboardManager::class.java).setPrimaryClip(clip)
        }
    }
}

/** Takes a label and a text that is no secret. */
@Composable
fun rememberCopy(): (String, String) -> Unit {
    val context = LocalContext.current
    return remember(context) {
        { label, text -> context.getSystemService(ClipboardManager::class.java).setPrimaryClip(ClipData.newPlainText(label, text)) }
    }
}
