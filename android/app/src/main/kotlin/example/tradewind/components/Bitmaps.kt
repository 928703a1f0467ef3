// Turns the core's pixels (RGBA, row by row) into Android's bitmaps.
package example.tradewind.components

import android.graphics.Bitmap
import com.sun.jna.Pointer
import example.tradewind.core.Pixels
import java.nio.Buffer
import java.nio.ByteBuffer
import java.nio.ByteOrder

/** Copies the pixels into a bitmap, so that the core's buffer may be freed afterwards. */
fun Pixels.toBitmap(): Bitmap {
    val (width, height) = width().toInt() to height().toInt()
    val packedRows = packedRows(width, height)
    if (premultiplied() && RED_FIRST) {
        return Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).apply { copyPixelsFromBuffer(packedRows) }
    }
    val colors = IntArray(width * height)
    packedRows.order(ByteOrder.BIG_ENDIAN).asIntBuffer().get(colors)
    if (premultiplied()) {
        for (i in colors.indices) colors[i] = Integer.reverseBytes(Integer.rotateRight(colors[i], Byte.SIZE_BITS))
        return Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).apply {
            copyPixelsFromBuffer(ByteBuffer.allocate(colors.size * Int.SIZE_BYTES).also { it.asIntBuffer().put(colors) })
        }
    }
    // Not premultiplied, as pictures are. Android premultiplies by itself and wants ARGB.
    for (i in colors.indices) colors[i] = Integer.rotateRight(colors[i], Byte.SIZE_BITS)
    return Bitmap.createBitmap(colors, width, height, Bitmap.Config.ARGB_8888)
}

/** Android keeps bitmaps as RGBA. Under Robolectric they may be BGRA. */
private val RED_FIRST: Boolean = run {
    val pixel = ByteBuffer.allocate(Int.SIZE_BYTES)
    Bitmap.createBitmap(1, 1, Bitmap.Config.ARGB_8888).apply { setPixel(0, 0, android.graphics.Color.RED) }.copyPixelsToBuffer(pixel)
    pixel[0] != 0.toByte()
}

/** The pixels without the padding that may follow each row. */
private fun Pixels.packedRows(width: Int, height: Int): ByteBuffer {
    val source = Pointer(address().toLong()).getByteBuffer(0, length().toLong())
    val (rowBytes, stride) = width * Int.SIZE_BYTES to stride().toInt()
    if (rowBytes == stride) return source
    val packed = ByteBuffer.allocateDirect(rowBytes * height)
    for (row in 0 until height) {
        // Called on Buffer: older Android versions have no such methods on ByteBuffer.
        (source as Buffer).limit(row * stride + rowBytes)
        (source as Buffer).position(row * stride)
        packed.put(source)
    }
    (packed as Buffer).flip()
    return packed
}
