// Entering a code: by the camera on phones that have a scanner, and by hand. The core is told which of both it was.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalInspectionMode
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import example.tradewind.LocalAppContainer
import example.tradewind.core.CodeEntry
import example.tradewind.core.Intent
import example.tradewind.theme.Design
import example.tradewind.theme.Space

/** The button that opens the scanner; nothing on a phone without one. */
@Composable
fun ScanButton(entry: CodeEntry, onIntent: (Intent) -> Unit, modifier: Modifier = Modifier) {
    // Android Studio shows previews without a container.
    val scanner = if (LocalInspectionMode.current) null else LocalAppContainer.current.scanner
    if (scanner == null) return
    var refused by rememberSaveable { mutableStateOf(false) }
    Column(modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xs)) {
        TonalButton(entry.scanLabel, Modifier.fillMaxWidth()) {
            refused = false
            scanner.scan(found = { onIntent(Intent.OpenCode(it, scanned = true)) }, refused = { refused = true })
        }
        Caption(if (refused) entry.scanRefused else entry.scanNote, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
    }
}

/** A code that is typed or pasted: sent as a whole, not letter by letter. */
@Composable
fun CodeSection(entry: CodeEntry, onIntent: (Intent) -> Unit) = SectionCard {
    Column {
        Heading(entry.title, style = Design.type.headline)
        Caption(entry.note)
    }
    FieldWithButton(entry.title, "", entry.openLabel, KeyboardOptions(imeAction = ImeAction.Go)) {
        onIntent(Intent.OpenCode(it, scanned = false))
    }
    ScanButton(entry, onIntent)
}
