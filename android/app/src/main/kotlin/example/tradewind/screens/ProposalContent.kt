// A cart that a link proposes: its lines and what becomes of each, the sums before and after, and the two answers.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import example.tradewind.components.AppText
import example.tradewind.components.AsyncImage
import example.tradewind.components.Caption
import example.tradewind.components.EmptyContent
import example.tradewind.components.FactTable
import example.tradewind.components.FilledButton
import example.tradewind.components.Icons
import example.tradewind.components.Paragraphs
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SectionCard
import example.tradewind.components.TonalButton
import example.tradewind.components.ToneBox
import example.tradewind.components.announced
import example.tradewind.components.hiddenFromAccessibility
import example.tradewind.core.Banner
import example.tradewind.core.Intent
import example.tradewind.core.ProposalRow
import example.tradewind.core.ProposalScreen
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun ProposalContent(screen: ProposalScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) =
    ScreenScaffold(banners, onIntent, spacing = Space.md) {
        val empty = screen.empty
        if (empty != null) {
            EmptyContent(empty, Icons.cart, onIntent = onIntent)
        } else {
            AppText(screen.note, style = Design.type.caption, color = Design.colors.onSurfaceMuted)
            screen.lines.forEach { key(it.key) { ProposalLine(it) } }
            Paragraphs(screen.leftOut.joinToString("\n"), style = Design.type.detail, color = Design.colors.onSurfaceMuted)
            if (screen.code.isNotEmpty()) {
                SectionCard {
                    AppText(screen.code, style = Design.type.label)
                    Caption(screen.codeNote)
                }
            }
            if (screen.sums.isNotEmpty()) {
                SectionCard {
                    FactTable(screen.sums)
                    Caption(screen.sumNote)
                }
            }
        }
    }

/** One item; a screen reader says the whole row in one sentence, with what becomes of it. */
@Composable
private fun ProposalLine(line: ProposalRow) =
    SectionCard(Modifier.semantics(mergeDescendants = true) { contentDescription = line.accessibility }) {
        Column(Modifier.hiddenFromAccessibility(), Arrangement.spacedBy(Space.sm)) {
            Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.base)) {
                AsyncImage(line.picture, Size.thumbnail, Modifier.size(Size.thumbnail), RoundedCornerShape(Radius.medium))
                Column(Modifier.weight(1f).align(Alignment.CenterVertically), Arrangement.spacedBy(Space.xxs)) {
                    AppText(line.title, style = Design.type.label)
                    listOf(
                        line.options,
                        line.price,
                        line.unitPrice,
                        line.energy,
                        line.condition,
                        line.personalised,
                        line.quantity,
                        line.inCart,
                    ).filter { it.isNotEmpty() }.forEach { Caption(it) }
                    if (line.lineTotal.isNotEmpty()) AppText(line.lineTotal, style = Design.type.label)
                }
            }
            if (line.notice.isNotEmpty()) {
                ToneBox(line.tone, shape = RoundedCornerShape(Radius.small)) { contentColor ->
                    AppText(line.notice, style = Design.type.detail, color = contentColor)
                }
            }
        }
    }

@Composable
fun ProposalBar(screen: ProposalScreen, onIntent: (Intent) -> Unit) {
    if (screen.blocked.isNotEmpty()) Caption(screen.blocked, Modifier.announced(Tone.INFO))
    FilledButton(screen.addLabel, Intent.AcceptProposal, onIntent, Modifier.fillMaxWidth(), enabled = screen.canAdd)
    TonalButton(screen.declineLabel, Intent.DeclineProposal, onIntent, Modifier.fillMaxWidth())
}
