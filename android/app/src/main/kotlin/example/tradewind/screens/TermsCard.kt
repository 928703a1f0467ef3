// Terms of payment: what is paid with the order and what later.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import example.tradewind.components.AppDivider
import example.tradewind.components.AppText
import example.tradewind.components.Caption
import example.tradewind.components.Heading
import example.tradewind.components.MessageBox
import example.tradewind.components.RadioRow
import example.tradewind.components.SectionCard
import example.tradewind.components.SpaceBetweenRow
import example.tradewind.components.TextAlignment
import example.tradewind.core.Intent
import example.tradewind.core.TermRow
import example.tradewind.theme.Design
import example.tradewind.theme.Space

@Composable
fun TermsCard(title: String, terms: List<TermRow>, onIntent: (Intent) -> Unit) {
    if (terms.isEmpty()) return
    SectionCard {
        Heading(title, style = Design.type.label)
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.sm)) {
            terms.forEachIndexed { i, term ->
                if (i > 0) AppDivider()
                if (term.choosable) {
                    RadioRow(term.selected, term.accessibility, Intent.ChooseTerm(term.key), onIntent) { TermContent(term) }
                } else {
                    TermContent(term)
                }
                term.notices.forEach { MessageBox(it) }
            }
        }
    }
}

/** Title and payments of a term; what is paid with the order stands out. */
@Composable
private fun TermContent(term: TermRow) = Column {
    AppText(term.title)
    if (term.description.isNotEmpty()) Caption(term.description)
    term.schedules.forEach { schedule ->
        SpaceBetweenRow {
            Caption(schedule.words)
            AppText(
                schedule.amount,
                style = if (schedule.now) Design.type.label else Design.type.detail,
                alignment = TextAlignment.END,
            )
        }
    }
}
