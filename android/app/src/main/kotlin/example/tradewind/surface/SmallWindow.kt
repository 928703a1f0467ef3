// The system's small window, in which a show goes on while another app is in front (picture in picture).
package example.tradewind.surface

import android.app.Activity
import android.app.PictureInPictureParams
import android.content.pm.PackageManager
import android.util.Rational
import androidx.activity.ComponentActivity
import androidx.activity.compose.LocalActivity
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.core.app.PictureInPictureModeChangedInfo
import androidx.core.util.Consumer

/** The form of a show's picture: 480 x 854. */
private val FORM = Rational(9, 16)

/** Whether the app is in the small window now: then there is room for the picture alone. */
@Composable
fun isInSmallWindow(): Boolean {
    val activity = LocalActivity.current as? ComponentActivity ?: return false
    var small by remember(activity) { mutableStateOf(activity.isInPictureInPictureMode) }
    DisposableEffect(activity) {
        val listener = Consumer<PictureInPictureModeChangedInfo> { small = it.isInPictureInPictureMode }
        activity.addOnPictureInPictureModeChangedListener(listener)
        onDispose { activity.removeOnPictureInPictureModeChangedListener(listener) }
    }
    return small
}

/** Goes into the small window; null where this phone has none. */
@Composable
fun rememberSmallWindow(): (() -> Unit)? {
    val activity = LocalActivity.current ?: return null
    return remember(activity) {
        val has = activity.packageManager.hasSystemFeature(PackageManager.FEATURE_PICTURE_IN_PICTURE)
        if (has) ({ activity.enterSmallWindow() }) else null
    }
}

/** While it is `wanted`, the small window opens by itself when the person leaves the app. */
@Composable
fun SmallWindowOnLeaving(wanted: Boolean) {
    val activity = LocalActivity.current as? ComponentActivity ?: return
    val enter = rememberSmallWindow() ?: return
    DisposableEffect(activity, wanted, enter) {
        val leaving = Runnable { enter() }
        if (wanted) activity.addOnUserLeaveHintListener(leaving)
        onDispose { activity.removeOnUserLeaveHintListener(leaving) }
    }
}

private fun Activity.enterSmallWindow() {
    try {
        enterPictureInPictureMode(PictureInPictureParams.Builder().setAspectRatio(FORM).build())
    } catch (_: IllegalStateException) {
        // The person forbade it, or the activity is not in front any more.
    }
}
