// Pictures: asked of the core off the main thread, kept at hand; first what the core paints from their few bytes.
package example.tradewind.parts

import android.util.LruCache
import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Shape
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import example.tradewind.LocalPhone
import example.tradewind.core.PictureRef
import example.tradewind.core.ShopException
import example.tradewind.core.firstPaint
import example.tradewind.library.ShopStore
import example.tradewind.theme.Design
import example.tradewind.theme.Motion
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

private const val STEP = 64
private const val MOST = 1024
private const val KEPT_BYTES = 48 shl 20
private const val KEPT_FIRSTS = 512

/** The pictures at hand. Sizes go in steps, so that places of nearly one size share one picture. */
class Pictures(private val store: ShopStore) {
    private val kept = object : LruCache<String, ImageBitmap>(KEPT_BYTES) {
        override fun sizeOf(key: String, value: ImageBitmap) = value.width * value.height * BYTES
    }

    private val firsts = LruCache<String, ImageBitmap>(KEPT_FIRSTS)

    fun atHand(key: String, pixels: Int): ImageBitmap? = kept["$pixels $key"]

    /** None when it cannot be had now. */
    suspend fun fetch(key: String, pixels: Int): ImageBitmap? = try {
        val lent = store.picture(key, pixels, pixels)
        withContext(Dispatchers.Default) { lent.use { it.bitmap().asImageBitmap() } }.also { kept.put("$pixels $key", it) }
    } catch (_: ShopException) {
        null
    }

    /** What is seen until the picture is there: at once, and made but once. None for a picture without a ThumbHash. */
    fun first(ref: PictureRef): ImageBitmap? =
        firsts[ref.key] ?: firstPaint(ref.thumbhash)?.use { it.bitmap().asImageBitmap() }?.also { firsts.put(ref.key, it) }

    fun forget() {
        kept.evictAll()
        firsts.evictAll()
    }

    companion object {
        const val BYTES = 4

        fun steps(pixels: Float) = (kotlin.math.ceil(pixels / STEP).toInt() * STEP).coerceIn(STEP, MOST)
    }
}

/** A picture in the room it is given, asked for at `size`. With `spoken` it says what it shows; else what holds it does. */
@Composable
fun Picture(ref: PictureRef?, size: Dp, modifier: Modifier = Modifier, shape: Shape? = null, spoken: Boolean = false, scale: ContentScale = ContentScale.Crop, bare: Color = Design.colors.studio) {
    val cut = if (shape == null) modifier else modifier.clip(shape)
    if (ref == null) {
        Box(cut.background(Design.colors.surfaceVariant), Alignment.Center) { Sign(Icons.box, color = Design.colors.outline) }
        return
    }
    val pictures = LocalPhone.current.pictures
    val pixels = Pictures.steps(with(LocalDensity.current) { size.toPx() })
    var bitmap by remember(ref.key, pixels) { mutableStateOf(pictures.atHand(ref.key, pixels)) }
    val ready = remember(ref.key, pixels) { bitmap != null }
    LaunchedEffect(ref.key, pixels) { if (bitmap == null) bitmap = pictures.fetch(ref.key, pixels) }
    val shown by animateFloatAsState(if (bitmap == null) 0f else 1f, tween(if (ready) 0 else Motion.normal))
    val says = if (spoken) Modifier.semantics { contentDescription = ref.accessibility; role = Role.Image } else Modifier
    val first = remember(ref.key, pixels) { if (ready) null else pictures.first(ref) }
    Box(cut.then(says).background(bare)) {
        if (first != null && shown < 1f) Image(first, contentDescription = null, Modifier.fillMaxSize(), contentScale = scale)
        bitmap?.let { Image(it, contentDescription = null, Modifier.fillMaxSize().alpha(shown), contentScale = scale) }
    }
}
