// What the person was handed to pay with: an app or page to open, a code to scan or copy, a prompt, a voucher.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import example.tradewind.core.HandOffKind
import example.tradewind.core.HandOffView
import example.tradewind.core.Intent
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun HandOffCard(handOff: HandOffView, onIntent: (Intent) -> Unit) = SectionCard {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.md), Alignment.CenterVertically) {
        // A voucher is paid days later: nothing is waited for on this screen.
        if (handOff.kind != HandOffKind.VOUCHER) {
            CircularProgressIndicator(Modifier.size(Size.icon).hiddenFromAccessibility(), Design.colors.accent)
        }
        Heading(handOff.title, Modifier.weight(1f).announced(Tone.INFO), Design.type.headline)
    }
    Paragraphs(handOff.body)
    if (handOff.until.isNotEmpty()) Caption(handOff.until)
    Code(handOff)
    val fullWidth = Modifier.fillMaxWidth()
    if (handOff.openLabel.isNotEmpty()) FilledButton(handOff.openLabel, Intent.OpenHandOff, onIntent, fullWidth, Icons.out)
    if (handOff.page.isNotEmpty()) ExternalLink(handOff.pageLabel, handOff.page)
    if (handOff.stopLabel.isNotEmpty()) TonalButton(handOff.stopLabel, handOff.stopping(), onIntent, fullWidth, danger = true)
}

/** The picture for another device's camera, the text for an app on this one. */
@Composable
private fun Code(handOff: HandOffView) {
    val picture = handOff.picture
    if (picture != null) {
        Column(Modifier.fillMaxWidth().padding(vertical = Space.sm), horizontalAlignment = Alignment.CenterHorizontally) {
            CodeImage(picture, handOff.title)
        }
    }
    if (handOff.code.isEmpty()) return
    val copy = rememberSensitiveCopy()
    SelectionContainer { AppText(handOff.code, style = Design.type.detail) }
    TonalButton(handOff.copyLabel, Modifier.fillMaxWidth()) { copy(handOff.title, handOff.code) }
}

private fun HandOffView.stopping() = if (kind == HandOffKind.VOUCHER) Intent.GiveUpVoucher(key) else Intent.StopPayment
