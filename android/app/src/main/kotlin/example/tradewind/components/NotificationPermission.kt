// Asks once whether the app may say how a payment ended.
package example.tradewind.components

import android.Manifest
import android.os.Build
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import example.tradewind.core.HandOffKind

/** Not while the person is on the way to another app or on a bank's page: the question would stand in between. */
fun HandOffKind.leavesTimeToAsk(): Boolean = when (this) {
    HandOffKind.CODE, HandOffKind.PROMPT, HandOffKind.VOUCHER -> true
    HandOffKind.LINK, HandOffKind.SURFACE, HandOffKind.PAGE -> false
}

/** The system asks at most twice and then answers by itself. */
@Composable
fun NotificationPermission(wanted: Boolean) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
    var asked by rememberSaveable { mutableStateOf(false) }
    val launcher = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { }
    LaunchedEffect(wanted) {
        if (wanted && !asked) {
            asked = true
            launcher.launch(Manifest.permission.POST_NOTIFICATIONS)
        }
    }
}
