// The core's pixels as Android's bitmaps: red first, row after row.
package example.tradewind.parts

import android.graphics.Bitmap
import com.sun.jna.Pointer
import example.tradewind.core.Pixels
import java.nio.Buffer
import java.nio.ByteBuffer
import java.nio.ByteOrder

/** A bitmap of its own: the lent pixels may go after this. */
fun Pixels.bitmap(): Bitmap {
    val (wide, high) = width().toInt() to height().toInt()
    val rows = rows(wide, high)
    if (premultiplied() && RED_FIRST) return Bitmap.createBitmap(wide, high, Bitmap.Config.ARGB_8888).apply { copyPixelsFromBuffer(rows) }
    val colors = IntArray(wide * high)
    rows.order(ByteOrder.BIG_ENDIAN).asIntBuffer().get(colors)
    if (premultiplied()) {
        for (i in colors.indices) colors[i] = Integer.reverseBytes(Integer.rotateRight(colors[i], Byte.SIZE_BITS))
        return Bitmap.createBitmap(wide, high, Bitmap.Config.ARGB_8888).apply { copyPixelsFromBuffer(ByteBuffer.allocate(colors.size * Int.SIZE_BYTES).also { it.asIntBuffer().put(colors) }) }
    }
    // Not multiplied with alpha, as pictures are: Android does that as it takes colours, whose alpha it wants in front.
    for (i in colors.indices) colors[i] = Integer.rotateRight(colors[i], Byte.SIZE_BITS)
    return Bitmap.createBitmap(colors, wide, high, Bitmap.Config.ARGB_8888)
}

/** Android's bitmaps lie red first; where its framework runs on a desk, they may lie blue first. */
private val RED_FIRST: Boolean = run {
    val one = ByteBuffer.allocate(Int.SIZE_BYTES)
    Bitmap.createBitmap(1, 1, Bitmap.Config.ARGB_8888).apply { setPixel(0, 0, android.graphics.Color.RED) }.copyPixelsToBuffer(one)
    one[0] != 0.toByte()
}

/** The pixels without what may lie between rows. */
private fun Pixels.rows(wide: Int, high: Int): ByteBuffer {
    val whole = Pointer(address().toLong()).getByteBuffer(0, length().toLong())
    val (row, stride) = wide * Int.SIZE_BYTES to stride().toInt()
    if (row == stride) return whole
    val tight = ByteBuffer.allocateDirect(row * high)
    for (at in 0 until high) {
        // As buffers: on older Androids a byte buffer has these methods from there alone.
        (whole as Buffer).limit(at * stride + row)
        (whole as Buffer).position(at * stride)
        tight.put(whole)
    }
    (tight as Buffer).flip()
    return tight
}
