// The native window behind a Surface, which only native code can get.
package example.tradewind.library

import android.view.Surface
import java.util.concurrent.atomic.AtomicBoolean

/** The native window of a [Surface], referenced until it is closed. Closing it again does nothing. */
class NativeWindowHandle internal constructor(private val address: Long, private val onRelease: (Long) -> Unit = NativeWindow::release) :
    AutoCloseable {
    private val closed = AtomicBoolean(false)

    val handle: ULong get() = address.toULong()

    override fun close() {
        if (closed.compareAndSet(false, true)) onRelease(address)
    }
}

/** The two JNI functions of the core's library for Android; its builds for other systems have none. */
object NativeWindow {
    /** JNI finds functions only in libraries loaded like this; JNA's loading does not count. */
    private val loaded = try {
        System.loadLibrary("tradewind")
        true
    } catch (_: UnsatisfiedLinkError) {
        false
    }

    /** Whether the library is loaded, so that [acquire] may work. */
    val isAvailable: Boolean get() = loaded

    /** Null where there are no native windows. Then the preview shows frames as bitmaps. */
    fun acquire(surface: Surface): NativeWindowHandle? {
        if (!loaded || !surface.isValid) return null
        val address = try {
            of(surface)
        } catch (_: UnsatisfiedLinkError) {
            0L
        }
        return if (address == 0L) null else NativeWindowHandle(address)
    }

    @JvmStatic
    private external fun of(surface: Surface): Long

    @JvmStatic
    external fun release(window: Long)
}
