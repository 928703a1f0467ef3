// What it comes to at the door, and on one tap each part of it: who collects it, since when, and where that is written.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import example.tradewind.core.DoorAdvice
import example.tradewind.core.DoorLimit
import example.tradewind.core.DoorRow
import example.tradewind.core.DoorView
import example.tradewind.theme.Design
import example.tradewind.theme.Space

@Composable
fun DoorCard(door: DoorView?) {
    if (door == null) return
    var open by rememberSaveable { mutableStateOf(false) }
    SectionCard {
        Heading(door.title, style = Design.type.label)
        AppText(door.amount, Modifier.clearAndSetSemantics { contentDescription = door.summary }, Design.type.headline)
        Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) { door.notes.forEach { Caption(it) } }
        door.limits.forEach { Limit(it) }
        if (door.advice.isNotEmpty()) Heading(door.adviceLabel, style = Design.type.label)
        door.advice.forEach { Advice(it) }
        if (open) Parts(door) else TonalButton(door.whyLabel) { open = true }
    }
}

@Composable
private fun Limit(limit: DoorLimit) = Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) {
    val colors = Design.colors
    LinearProgressIndicator(
        { limit.percent.toInt() / 100f },
        Modifier.fillMaxWidth().hiddenFromAccessibility(),
        if (limit.passed) colors.sale else colors.accent,
        colors.surfaceVariant,
        drawStopIndicator = {},
    )
    Caption(limit.text)
    if (limit.oneMore.isNotEmpty()) Caption(limit.oneMore)
}

@Composable
private fun Advice(advice: DoorAdvice) = Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) {
    AppText(advice.text)
    advice.notes.forEach { Caption(it) }
}

@Composable
private fun Parts(door: DoorView) {
    door.rows.forEach { Part(it) }
    if (door.needs.isNotEmpty()) {
        Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) {
            Caption(door.needsLabel)
            door.needs.forEach { Caption(it, Modifier.padding(start = Space.md)) }
        }
    }
    if (door.rate.isNotEmpty()) Caption(door.rate)
    Caption(door.asOf)
}

@Composable
private fun Part(row: DoorRow) = Column(verticalArrangement = Arrangement.spacedBy(Space.xxs)) {
    SpaceBetweenRow {
        AppText(row.label)
        Column(horizontalAlignment = Alignment.End) {
            AppText(row.amount, alignment = TextAlignment.END)
            if (row.stated.isNotEmpty()) AppText(row.stated, alignment = TextAlignment.END)
        }
    }
    row.notes.forEach { Caption(it) }
    if (row.source.isNotEmpty()) ExternalLink(row.source, row.sourceUrl)
}
