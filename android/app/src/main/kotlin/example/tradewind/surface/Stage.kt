// Where the model is seen and turned: drawn by the core on a window of its own, or into a bitmap where there is none.
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
import example.tradewind.LocalPhone
import example.tradewind.core.Intent
import example.tradewind.core.Pixels
import example.tradewind.core.ShopException
import example.tradewind.library.HeldWindow
import example.tradewind.library.NativeWindow
import example.tradewind.library.ShopStore
import example.tradewind.parts.bitmap
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext

/** How long a frame may stand while the model moves. */
private const val FRAME_MILLIS = 16L

/** The largest frame asked for. */
private const val MOST = 1024

/** `drawn` is told once there is something to see. */
@Composable
fun Stage(says: String, animating: Boolean, revision: ULong, drawn: () -> Unit, modifier: Modifier = Modifier, act: (Intent) -> Unit) {
    val tell by rememberUpdatedState(act)
    var windowless by remember { mutableStateOf(!NativeWindow.possible) }
    Box(modifier.pointerInput(Unit) { turned { tell(it) } }.semantics { contentDescription = says; role = Role.Image }) {
        if (windowless) FrameStage(animating, revision, drawn) else WindowStage(animating, revision, drawn) { windowless = true }
    }
}

/** Frames as the core lends them, copied once into a bitmap. */
@Composable
private fun FrameStage(animating: Boolean, revision: ULong, drawn: () -> Unit) {
    val store = LocalPhone.current.store
    val frames = remember(store) { Frames(store) }
    DisposableEffect(frames) { onDispose { frames.close() } }
    var room by remember { mutableStateOf(IntSize.Zero) }
    var shown by remember { mutableStateOf<Bitmap?>(null) }
    LaunchedEffect(animating, revision, room) {
        if (room.width == 0) return@LaunchedEffect
        val fit = minOf(1f, MOST.toFloat() / maxOf(room.width, room.height))
        do {
            shown = withContext(Dispatchers.Default) { frames.next((room.width * fit).toInt(), (room.height * fit).toInt()) }
            if (shown != null) drawn()
            delay(FRAME_MILLIS)
        } while (animating)
    }
    Canvas(Modifier.fillMaxSize().onSizeChanged { room = it }) {
        shown?.let { bitmap ->
            drawIntoCanvas {
                val whole = Rect(0, 0, size.width.toInt(), size.height.toInt())
                it.nativeCanvas.drawBitmap(bitmap, null, whole, null)
            }
        }
    }
}

/** The last frame stays lent, so that its address is its own: the same address means that nothing moved. */
private class Frames(private val store: ShopStore) {
    private var lent: Pixels? = null
    private var bitmap: Bitmap? = null

    /** Whole, even if whoever asked is no longer there to take it. */
    @Synchronized
    fun next(width: Int, height: Int): Bitmap? {
        val now = try {
            store.frame(width, height)
        } catch (_: ShopException) {
            null
        } ?: return null
        if (lent?.address() == now.address()) {
            now.destroy()
            return bitmap
        }
        lent?.destroy()
        lent = now
        bitmap = now.bitmap()
        return bitmap
    }

    @Synchronized
    fun close() {
        lent?.destroy()
        lent = null
    }
}

/** A window that the core draws on by itself; `refuse` is told when it cannot. */
@Composable
private fun WindowStage(animating: Boolean, revision: ULong, drawn: () -> Unit, refuse: () -> Unit) {
    val store = LocalPhone.current.store
    val easel = remember(store) { WindowEasel(store) }
    var canvas by remember { mutableStateOf<WindowSize?>(null) }
    AndroidView(
        factory = { context ->
            SurfaceView(context).apply {
                holder.addCallback(object : SurfaceHolder.Callback {
                    override fun surfaceCreated(holder: SurfaceHolder) = Unit

                    override fun surfaceChanged(holder: SurfaceHolder, format: Int, width: Int, height: Int) {
                        canvas = WindowSize(holder.surface, width, height)
                    }

                    override fun surfaceDestroyed(holder: SurfaceHolder) {
                        canvas = null
                        easel.detach()
                    }
                })
            }
        },
        modifier = Modifier.fillMaxSize(),
    )
    LaunchedEffect(animating, revision, canvas) {
        val there = canvas ?: return@LaunchedEffect
        do {
            if (!withContext(Dispatchers.Default) { easel.draw(there) }) return@LaunchedEffect refuse()
            drawn()
            delay(FRAME_MILLIS)
        } while (animating)
    }
}

private data class WindowSize(val surface: Surface, val width: Int, val height: Int)

/** Attaches and draws on a worker; taking the window back waits for a drawing that is under way, as Android demands. */
private class WindowEasel(private val store: ShopStore) {
    private var held: HeldWindow? = null
    private var attached: WindowSize? = null

    @Synchronized
    fun draw(there: WindowSize): Boolean {
        if (attached != there) {
            if (!there.surface.isValid) return true
            val window = held ?: NativeWindow.hold(there.surface) ?: return false
            held = window
            if (!store.attach(window, there.width, there.height)) return false
            attached = there
        }
        if (!store.draw()) attached = null
        return true
    }

    @Synchronized
    fun detach() {
        if (held == null) return
        store.detach()
        held?.close()
        held = null
        attached = null
    }
}

/** A finger turns, two come closer or go away; lifted while it moves, the model goes on. In heights of the stage. */
private suspend fun PointerInputScope.turned(tell: (Intent) -> Unit) = awaitEachGesture {
    val high = size.height.coerceAtLeast(1)
    val pace = VelocityTracker()
    var fingers = 1
    pace.addPosition(awaitFirstDown().run { uptimeMillis }, Offset.Zero)
    var at = Offset.Zero
    while (true) {
        val event = awaitPointerEvent()
        val down = event.changes.filter { it.pressed }
        if (down.isEmpty()) break
        fingers = maxOf(fingers, down.size)
        val (pan, zoom) = event.calculatePan() to event.calculateZoom()
        if (down.size == 1 && pan != Offset.Zero) {
            at += pan
            pace.addPosition(down[0].uptimeMillis, at)
            tell(Intent.PreviewDrag(pan.x / high, pan.y / high))
        }
        if (down.size > 1 && zoom != 1f) tell(Intent.PreviewZoom(zoom))
        event.changes.forEach { if (it.positionChanged()) it.consume() }
    }
    val speed = pace.calculateVelocity()
    if (fingers == 1 && (speed.x != 0f || speed.y != 0f)) tell(Intent.PreviewRelease(speed.x / high, speed.y / high))
}
