// A surface as the core draws on it: the one thing that only native code can ask of Android.
package example.tradewind.library

import android.view.Surface
import java.util.concurrent.atomic.AtomicBoolean

/** The window behind a [Surface], held by the core's library until it is closed. Closing it again does nothing. */
class HeldWindow internal constructor(private val number: Long, private val letGo: (Long) -> Unit = NativeWindow::release) : AutoCloseable {
    private val closed = AtomicBoolean(false)

    val handle: ULong get() = number.toULong()

    override fun close() {
        if (closed.compareAndSet(false, true)) letGo(number)
    }
}

/** The two functions that the core's library brings for Android; elsewhere it has none. */
object NativeWindow {
    /** JNI looks only in libraries that were loaded like this. */
    private val loaded = try {
        System.loadLibrary("tradewind")
        true
    } catch (_: UnsatisfiedLinkError) {
        false
    }

    /** Whether this system may have windows for the core. */
    val possible: Boolean get() = loaded

    /** None where this system has no native windows: then the preview is drawn from frames. */
    fun hold(surface: Surface): HeldWindow? {
        if (!loaded || !surface.isValid) return null
        val number = try {
            of(surface)
        } catch (_: UnsatisfiedLinkError) {
            0L
        }
        return if (number == 0L) null else HeldWindow(number)
    }

    @JvmStatic
    private external fun of(surface: Surface): Long

    @JvmStatic
    external fun release(window: Long)
}
