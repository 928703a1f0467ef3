// Reporting a show to its merchant: the form, and what became of reports.
package example.tradewind.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import example.tradewind.core.Intent
import example.tradewind.core.ReportChoice
import example.tradewind.core.ReportField
import example.tradewind.core.ReportPanel
import example.tradewind.core.ReportRow
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

/** The form; where the merchant takes no reports, where else it can be told. */
@Composable
fun ReportForm(form: ReportPanel, modifier: Modifier = Modifier, onIntent: (Intent) -> Unit) = SectionCard(modifier) {
    Heading(form.title, style = Design.type.headline)
    if (form.note.isNotEmpty()) Caption(form.note)
    form.notice?.let { BannerBox(it, onIntent = onIntent) }
    if (form.reasons.isNotEmpty()) {
        Heading(form.reasonsTitle, style = Design.type.label)
        Column(Modifier.selectableGroup()) {
            form.reasons.forEach { reason ->
                RadioRow(reason.selected, null, edit(reason), onIntent) { AppText(reason.label) }
            }
        }
    }
    form.fields.forEach { key(it.field) { Written(it, onIntent) } }
    form.goodFaith?.let { statement ->
        SwitchRow(statement.selected, statement.label, edit(statement), onIntent) { AppText(statement.label) }
    }
    if (form.missing.isNotEmpty()) Caption(form.missing)
    if (form.sendLabel.isNotEmpty()) {
        FilledButton(form.sendLabel, Intent.SendReport, onIntent, Modifier.fillMaxWidth(), enabled = form.canSend)
    }
    if (form.link.isNotEmpty()) {
        val openUrl = rememberUrlOpener()
        TonalButton(form.linkLabel, Modifier.fillMaxWidth(), Icons.out) { openUrl(form.link) }
    }
    PlainButton(form.leaveLabel, Intent.ReportShow(shown = false), onIntent)
}

/** What was reported, and what became of it. */
@Composable
fun Reports(rows: List<ReportRow>, modifier: Modifier = Modifier) = Column(modifier, Arrangement.spacedBy(Space.sm)) {
    rows.forEach { row ->
        key(row.key) {
            AppText(row.text, style = Design.type.detail)
            ToneBox(row.tone, shape = RoundedCornerShape(Radius.small)) { AppText(row.detail, style = Design.type.detail, color = it) }
        }
    }
}

private fun edit(choice: ReportChoice) = Intent.EditReport(choice.field, choice.key)

@Composable
private fun Written(field: ReportField, onIntent: (Intent) -> Unit) = Column(verticalArrangement = Arrangement.spacedBy(Space.xs)) {
    AppText(field.label, Modifier.hiddenFromAccessibility(), Design.type.detail)
    AppTextField(
        value = field.value,
        onValueChange = { onIntent(Intent.EditReport(field.field, it)) },
        modifier = Modifier.fillMaxWidth().semantics { contentDescription = field.label },
        shape = RoundedCornerShape(Radius.medium),
        containerColor = Design.colors.background,
        keyboardOptions = KeyboardOptions(imeAction = ImeAction.Next),
    )
    if (field.note.isNotEmpty()) Caption(field.note)
}
