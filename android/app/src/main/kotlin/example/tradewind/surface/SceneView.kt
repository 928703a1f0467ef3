// The view of the 3D model: drawn by the core on a SurfaceView, or into a bitmap where there are no native windows.
package example.tradewind.surface

import android.graphics.Bitmap
import android.graphics.Rect
import android.view.Surface
import android.view.SurfaceHolder
import android.view.SurfaceView
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.foundation.gestures.calculatePan
import androidx.compose.foundation.gestures.calculateZoom
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.drawscope.drawIntoCanvas
import androidx.compose.ui.graphics.nativeCanvas
import androidx.compose.ui.input.pointer.PointerInputScope
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.input.pointer.positionChanged
import androidx.compose.ui.input.pointer.util.VelocityTracker
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.IntSize
import androidx.compose.ui.viewinterop.AndroidView
import example.tradewind.LocalAppContainer
import example.tradewind.components.toBitmap
import example.tradewind.core.Intent
import example.tradewind.core.Pixels
import example.tradewind.core.ShopException
import example.tradewind.library.NativeWindow
import example.tradewind.library.NativeWindowHandle
import example.tradewind.library.ShopStore
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext

/** Time between frames while the model moves, in milliseconds. */
private const val FRAME_MILLIS = 16L

/** The longest side of a frame that is asked for, in pixels. */
private const val MAX_FRAME_PIXELS = 1024

/** `onDrawn` is called after each frame. */
@Composable
fun SceneView(
    description: String,
    animating: Boolean,
    revision: ULong,
    onDrawn: () -> Unit,
    modifier: Modifier = Modifier,
    onIntent: (Intent) -> Unit,
) {
    val latestOnIntent by rememberUpdatedState(onIntent)
    var windowless by remember { mutableStateOf(!NativeWindow.isAvailable) }
    Box(
        modifier.pointerInput(Unit) { detectSceneGestures { latestOnIntent(it) } }.semantics {
            contentDescription = description
            role = Role.Image
        },
    ) {
        if (windowless) BitmapScene(animating, revision, onDrawn) else SurfaceScene(animating, revision, onDrawn) { windowless = true }
    }
}

/** Shows frames that the core renders, copied into a bitmap. */
@Composable
private fun BitmapScene(animating: Boolean, revision: ULong, onDrawn: () -> Unit) {
    val store = LocalAppContainer.current.store
    val frames = remember(store) { FrameSource(store) }
    DisposableEffect(frames) { onDispose { frames.close() } }
    var viewSize by remember { mutableStateOf(IntSize.Zero) }
    var bitmap by remember { mutableStateOf<Bitmap?>(null) }
    LaunchedEffect(animating, revision, viewSize) {
        if (viewSize.width == 0) return@LaunchedEffect
        val fit = minOf(1f, MAX_FRAME_PIXELS.toFloat() / maxOf(viewSize.width, viewSize.height))
        do {
            bitmap = withContext(Dispatchers.Default) { frames.next((viewSize.width * fit).toInt(), (viewSize.height * fit).toInt()) }
            if (bitmap != null) onDrawn()
            delay(FRAME_MILLIS)
        } while (animating)
    }
    Canvas(Modifier.fillMaxSize().onSizeChanged { viewSize = it }) {
        bitmap?.let { bitmap ->
            drawIntoCanvas {
                val whole = Rect(0, 0, size.width.toInt(), size.height.toInt())
                it.nativeCanvas.drawBitmap(bitmap, null, whole, null)
            }
        }
    }
}

/** Keeps the last frame alive, so that no other frame can have its address: the same address means that nothing moved. */
private class FrameSource(private val store: ShopStore) {
    private var lastFrame: Pixels? = null
    private var bitmap: Bitmap? = null

    /** The current frame; null while there is nothing to draw. Runs to its end even if the caller is cancelled. */
    @Synchronized
    fun next(width: Int, height: Int): Bitmap? {
        val frame = try {
            store.frame(width, height)
        } catch (_: ShopException) {
            null
        } ?: return null
        if (lastFrame?.address() == frame.address()) {
            frame.destroy()
            return bitmap
        }
        lastFrame?.destroy()
        lastFrame = frame
        bitmap = frame.toBitmap()
        return bitmap
    }

    @Synchronized
    fun close() {
        lastFrame?.destroy()
        lastFrame = null
    }
}

/** A surface that the core draws on directly; `onUnavailable` is called if it cannot. */
@Composable
private fun SurfaceScene(animating: Boolean, revision: ULong, onDrawn: () -> Unit, onUnavailable: () -> Unit) {
    val store = LocalAppContainer.current.store
    val renderer = remember(store) { SurfaceRenderer(store) }
    var surfaceSize by remember { mutableStateOf<SurfaceSize?>(null) }
    AndroidView(
        factory = { context ->
            SurfaceView(context).apply {
                holder.addCallback(object : SurfaceHolder.Callback {
                    override fun surfaceCreated(holder: SurfaceHolder) = Unit

                    override fun surfaceChanged(holder: SurfaceHolder, format: Int, width: Int, height: Int) {
                        surfaceSize = SurfaceSize(holder.surface, width, height)
                    }

                    override fun surfaceDestroyed(holder: SurfaceHolder) {
                        surfaceSize = null
                        renderer.detach()
                    }
                })
            }
        },
        modifier = Modifier.fillMaxSize(),
    )
    LaunchedEffect(animating, revision, surfaceSize) {
        val target = surfaceSize ?: return@LaunchedEffect
        do {
            if (!withContext(Dispatchers.Default) { renderer.draw(target) }) return@LaunchedEffect onUnavailable()
            onDrawn()
            delay(FRAME_MILLIS)
        } while (animating)
    }
}

private data class SurfaceSize(val surface: Surface, val width: Int, val height: Int)

/** Attaches and draws on a worker thread. Detaching waits for a drawing that is under way, as Android demands. */
private class SurfaceRenderer(private val store: ShopStore) {
    private var window: NativeWindowHandle? = null
    private var attached: SurfaceSize? = null

    @Synchronized
    fun draw(target: SurfaceSize): Boolean {
        if (attached != target) {
            if (!target.surface.isValid) return true
            val handle = window ?: NativeWindow.acquire(target.surface) ?: return false
            window = handle
            if (!store.attach(handle, target.width, target.height)) return false
            attached = target
        }
        if (!store.draw()) attached = null
        return true
    }

    @Synchronized
    fun detach() {
        if (window == null) return
        store.detach()
        window?.close()
        window = null
        attached = null
    }
}

/** One finger rotates, two zoom, a fling keeps the model rotating. Distances are in heights of the view. */
private suspend fun PointerInputScope.detectSceneGestures(onIntent: (Intent) -> Unit) = awaitEachGesture {
    val height = size.height.coerceAtLeast(1)
    val velocity = VelocityTracker()
    var fingers = 1
    velocity.addPosition(awaitFirstDown().run { uptimeMillis }, Offset.Zero)
    var at = Offset.Zero
    while (true) {
        val event = awaitPointerEvent()
        val down = event.changes.filter { it.pressed }
        if (down.isEmpty()) break
        fingers = maxOf(fingers, down.size)
        val (pan, zoom) = event.calculatePan() to event.calculateZoom()
        if (down.size == 1 && pan != Offset.Zero) {
            at += pan
            velocity.addPosition(down[0].uptimeMillis, at)
            onIntent(Intent.PreviewDrag(pan.x / height, pan.y / height))
        }
        if (down.size > 1 && zoom != 1f) onIntent(Intent.PreviewZoom(zoom))
        event.changes.forEach { if (it.positionChanged()) it.consume() }
    }
    val speed = velocity.calculateVelocity()
    if (fingers == 1 && (speed.x != 0f || speed.y != 0f)) onIntent(Intent.PreviewRelease(speed.x / height, speed.y / height))
}
