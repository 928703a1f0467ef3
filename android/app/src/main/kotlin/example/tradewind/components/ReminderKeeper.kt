// Keeps the system's reminder of a show as the core says, and asks once whether the app may say anything.
package example.tradewind.components

import android.Manifest
import android.os.Build
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import example.tradewind.core.Intent
import example.tradewind.core.LiveReminder
import example.tradewind.ports.LocalLiveHost
import example.tradewind.ports.ShowReminders

@Composable
fun ReminderKeeper(reminder: LiveReminder?, onIntent: (Intent) -> Unit) {
    val reminders = LocalLiveHost.current?.reminders
    if (reminder != null && reminders != null) Keep(reminder, reminders, onIntent)
}

@Composable
private fun Keep(reminder: LiveReminder, reminders: ShowReminders, onIntent: (Intent) -> Unit) {
    val latest by rememberUpdatedState(reminder)
    val say by rememberUpdatedState(onIntent)
    var asked by rememberSaveable { mutableStateOf(false) }
    val keep = { if (!latest.isOn || reminders.areAllowed) reminders.keep(latest) else say(Intent.RemindOfShow(on = false)) }
    val launcher = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { keep() }
    LaunchedEffect(reminder) {
        if (reminder.isOn && !reminders.areAllowed && !asked && Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            asked = true
            launcher.launch(Manifest.permission.POST_NOTIFICATIONS)
        } else {
            keep()
        }
    }
}
