// Shares a text, or a picture with a text, by the system's share sheet.
package example.tradewind.components

import android.content.ClipData
import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import android.net.Uri
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.core.content.FileProvider
import example.tradewind.LocalAppContainer
import example.tradewind.core.ShareCard
import example.tradewind.core.ShopException
import example.tradewind.library.ShopStore
import java.io.IOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** The size that the picture is made in, in pixels: the largest that the core draws. */
private const val SHARED_WIDTH = 1080
private const val SHARED_HEIGHT = 1620
private const val JPEG_QUALITY = 92

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

/** Without the picture, where it cannot be drawn or written now, the words go alone. */
@Composable
fun rememberPictureShareSheet(): (ShareCard) -> Unit {
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    // Android Studio shows previews without a container.
    val store = if (LocalInspectionMode.current) null else LocalAppContainer.current.store
    return remember(context, scope, store) {
        { card ->
            scope.launch {
                val picture = store?.let { pictureFile(context, it, card) }
                context.startActivity(Intent.createChooser(shared(card, picture), null))
            }
        }
    }
}

private fun shared(card: ShareCard, picture: Uri?): Intent {
    val sent = Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_TEXT, card.message)
    if (picture == null) return sent.setType("text/plain")
    sent.setType("image/jpeg").putExtra(Intent.EXTRA_STREAM, picture).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    // The chooser shows a preview by what lies here.
    sent.clipData = ClipData.newRawUri(null, picture)
    return sent
}

/** Writes the picture where the app that is chosen may read it. The one before goes: nothing else is in that folder. */
private suspend fun pictureFile(context: Context, store: ShopStore, card: ShareCard): Uri? = try {
    val pixels = store.picture(card.picture.key, SHARED_WIDTH, SHARED_HEIGHT)
    withContext(Dispatchers.IO) {
        val folder = context.cacheDir.resolve("shared")
        folder.deleteRecursively()
        folder.mkdirs()
        val file = folder.resolve(card.file)
        val bitmap = pixels.use { it.toBitmap() }
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.JPEG, JPEG_QUALITY, it) }
        FileProvider.getUriForFile(context, "${context.packageName}.shared", file)
    }
} catch (_: ShopException) {
    null
} catch (_: IOException) {
    null
}
