// The receipt computed again: one line in words, and on one tap each number of it, stated and calculated.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import example.tradewind.core.ReceiptRow
import example.tradewind.core.ReceiptView
import example.tradewind.theme.Design
import example.tradewind.theme.Space

@Composable
fun ReceiptPart(receipt: ReceiptView?) {
    if (receipt == null) return
    var open by rememberSaveable { mutableStateOf(false) }
    AppDivider()
    AppText(receipt.summary, style = Design.type.label)
    receipt.notes.forEach { Caption(it) }
    if (open) receipt.rows.forEach { Number(it) } else TonalButton(receipt.whyLabel) { open = true }
}

@Composable
private fun Number(row: ReceiptRow) = Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) {
    AppText(row.label)
    Caption(row.stated)
    Caption(row.computed)
    if (row.difference.isNotEmpty()) Caption(row.difference)
}
