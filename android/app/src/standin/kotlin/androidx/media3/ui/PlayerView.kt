// Stands in for Media3's view (androidx.media3:media3-ui 1.9), which draws captions too: its signatures; it never ships.
package androidx.media3.ui

import android.content.Context
import android.widget.FrameLayout
import androidx.media3.common.Player

class PlayerView(context: Context) : FrameLayout(context) {
    var player: Player? = null
    var useController: Boolean = true
}
