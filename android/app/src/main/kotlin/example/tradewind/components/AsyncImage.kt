// Pictures: loaded from the core off the main thread, cached; until then a blurred placeholder made from the ThumbHash.
package example.tradewind.components

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
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import example.tradewind.LocalAppContainer
import example.tradewind.core.PictureRef
import example.tradewind.core.ShopException
import example.tradewind.core.firstPaint
import example.tradewind.library.ShopStore
import example.tradewind.theme.Design
import example.tradewind.theme.Motion
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

private const val BUCKET_PIXELS = 64
private const val MAX_PIXELS = 1024
private const val MAX_CACHE_BYTES = 48 shl 20
private const val MAX_PLACEHOLDERS = 512

/** The decoded pictures in memory. Sizes are rounded up to steps, so that places of nearly the same size share one picture. */
class ImageCache(private val store: ShopStore) {
    private val bitmaps = object : LruCache<String, ImageBitmap>(MAX_CACHE_BYTES) {
        override fun sizeOf(key: String, value: ImageBitmap) = value.width * value.height * BYTES
    }

    private val placeholders = LruCache<String, ImageBitmap>(MAX_PLACEHOLDERS)

    fun cached(key: String, pixels: Int): ImageBitmap? = bitmaps["$pixels $key"]

    /** Loads a picture; null if it cannot be had now, for example offline. */
    suspend fun load(key: String, pixels: Int): ImageBitmap? = try {
        val pixelBuffer = store.picture(key, pixels, pixels)
        withContext(Dispatchers.Default) { pixelBuffer.use { it.toBitmap().asImageBitmap() } }.also { bitmaps.put("$pixels $key", it) }
    } catch (_: ShopException) {
        null
    }

    /** Shown until the picture is loaded. Made on the first call, then cached. Null for a picture without a ThumbHash. */
    fun placeholder(ref: PictureRef): ImageBitmap? = placeholders[ref.key] ?: firstPaint(ref.thumbhash)?.use {
        it.toBitmap().asImageBitmap()
    }?.also { placeholders.put(ref.key, it) }

    fun clear() {
        bitmaps.evictAll()
        placeholders.evictAll()
    }

    companion object {
        const val BYTES = 4

        fun bucket(pixels: Float) = (kotlin.math.ceil(pixels / BUCKET_PIXELS).toInt() * BUCKET_PIXELS).coerceIn(BUCKET_PIXELS, MAX_PIXELS)
    }
}

/** Shows a picture, loaded at `size`. If `described`, a screen reader says what it shows; else the parent says it. */
@Composable
fun AsyncImage(
    ref: PictureRef?,
    size: Dp,
    modifier: Modifier = Modifier,
    shape: Shape? = null,
    described: Boolean = false,
    contentScale: ContentScale = ContentScale.Crop,
    backdrop: Color = Design.colors.studio,
) {
    val clipped = if (shape == null) modifier else modifier.clip(shape)
    // Android Studio shows previews without a shop to load pictures from.
    if (ref == null || LocalInspectionMode.current) {
        val semantics = if (ref != null && described) Modifier.semantics { contentDescription = ref.accessibility } else Modifier
        Box(clipped.then(semantics).background(Design.colors.surfaceVariant), Alignment.Center) {
            Symbol(Icons.box, color = Design.colors.outline)
        }
        return
    }
    val imageCache = LocalAppContainer.current.imageCache
    val pixels = ImageCache.bucket(with(LocalDensity.current) { size.toPx() })
    var bitmap by remember(ref.key, pixels) { mutableStateOf(imageCache.cached(ref.key, pixels)) }
    val wasCached = remember(ref.key, pixels) { bitmap != null }
    LaunchedEffect(ref.key, pixels) { if (bitmap == null) bitmap = imageCache.load(ref.key, pixels) }
    val fade by animateFloatAsState(if (bitmap == null) 0f else 1f, tween(if (wasCached) 0 else Motion.normal))
    val semantics = if (described) {
        Modifier.semantics {
            contentDescription = ref.accessibility
            role = Role.Image
        }
    } else {
        Modifier
    }
    val placeholder = remember(ref.key, pixels) { if (wasCached) null else imageCache.placeholder(ref) }
    Box(clipped.then(semantics).background(backdrop)) {
        if (placeholder != null && fade < 1f) {
            Image(placeholder, contentDescription = null, Modifier.fillMaxSize(), contentScale = contentScale)
        }
        bitmap?.let { Image(it, contentDescription = null, Modifier.fillMaxSize().alpha(fade), contentScale = contentScale) }
    }
}
