// A QR code from its modules: dark on light in both themes, with the quiet zone that scanners need.
package example.tradewind.components

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.CodePicture
import kotlin.math.floor

/** Light modules on each side (ISO/IEC 18004, 5.3.8). */
const val QUIET_ZONE = 4

/** A screen reader says `description`: the code itself is text beside it. Modules are whole pixels, so that none is blurred. */
@Composable
fun CodeImage(picture: CodePicture, description: String, modifier: Modifier = Modifier) {
    val side = picture.side.toInt()
    val says = Modifier.semantics {
        contentDescription = description
        role = Role.Image
    }
    Canvas(modifier.widthIn(max = 320.dp).fillMaxWidth().aspectRatio(1f).then(says)) {
        val module = floor(size.minDimension / (side + 2 * QUIET_ZONE))
        val edge = floor((size.minDimension - module * side) / 2)
        drawRect(Color.White)
        for (row in 0 until side) {
            for (column in 0 until side) {
                if (!picture.isDark(row * side + column)) continue
                drawRect(Color.Black, Offset(edge + column * module, edge + row * module), Size(module, module))
            }
        }
    }
}

/** Whether a module is dark, by its place in the rows one after the other. */
fun CodePicture.isDark(at: Int): Boolean {
    val byte = modules.getOrNull(at / Byte.SIZE_BITS) ?: return false
    return byte.toInt() shr (Byte.SIZE_BITS - 1 - at % Byte.SIZE_BITS) and 1 == 1
}
