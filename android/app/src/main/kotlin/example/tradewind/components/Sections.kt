// Building blocks of a screen: raised cards, labels with values, totals, radio rows, empty states.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.HorizontalDivider
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.shadow
import androidx.compose.ui.graphics.Shape
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.EmptyState
import example.tradewind.core.Fact
import example.tradewind.core.Intent
import example.tradewind.core.TotalRow
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

/** A surface with a small shadow. */
@Composable
fun Modifier.raised(shape: Shape = RoundedCornerShape(Radius.large)) = shadow(
    4.dp,
    shape,
    ambientColor = Design.colors.scrim,
    spotColor = Design.colors.scrim.copy(alpha = 0.25f),
).background(Design.colors.surface, shape)

@Composable
fun SectionCard(modifier: Modifier = Modifier, content: @Composable ColumnScope.() -> Unit) =
    Column(modifier.fillMaxWidth().raised().padding(Space.base), Arrangement.spacedBy(Space.md), content = content)

@Composable
fun AppDivider(modifier: Modifier = Modifier) = HorizontalDivider(modifier, Stroke.hairline, Design.colors.outlineVariant)

/** Labels with values, one pair a row, with dividers between the rows. */
@Composable
fun FactTable(facts: List<Fact>, modifier: Modifier = Modifier) {
    Column(modifier.fillMaxWidth()) {
        facts.forEachIndexed { i, fact ->
            if (i > 0) AppDivider()
            SpaceBetweenRow(Modifier.padding(vertical = Space.md)) {
                AppText(fact.label, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
                AppText(
                    fact.value,
                    style = Design.type.detail.copy(fontWeight = Design.type.label.fontWeight),
                    alignment = TextAlignment.END,
                )
            }
        }
    }
}

/** The items that are bought, each with its amount. */
@Composable
fun LineItems(items: List<Fact>) = items.forEach { item ->
    SpaceBetweenRow {
        AppText(item.label)
        AppText(item.value, alignment = TextAlignment.END)
    }
}

@Composable
fun Totals(totals: List<TotalRow>) = totals.forEach { total ->
    SpaceBetweenRow(if (total.grand) Modifier.padding(top = Space.sm) else Modifier) {
        val style = when {
            total.grand -> Design.type.headline
            total.paidNow -> Design.type.body
            else -> Design.type.detail
        }
        AppText(total.label, style = style, color = if (total.grand) Design.colors.onSurface else Design.colors.onSurfaceMuted)
        val color = if (total.paidNow) Design.colors.onSurface else Design.colors.onSurfaceMuted
        AppText(total.amount, style = style, color = color, alignment = TextAlignment.END)
    }
}

/** Puts two texts at the two ends of a row, or on two rows where they do not fit. A screen reader reads them as one. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun SpaceBetweenRow(modifier: Modifier = Modifier, content: @Composable () -> Unit) =
    FlowRow(modifier.fillMaxWidth().semantics(mergeDescendants = true) { }, Arrangement.SpaceBetween) { content() }

/** One choice of several, with a radio button. With a `description` a screen reader says that instead of the content. */
@Composable
fun RadioRow(
    selected: Boolean,
    description: String?,
    intent: Intent,
    onIntent: (Intent) -> Unit,
    content: @Composable ColumnScope.() -> Unit,
) = RadioRow(selected, description, { onIntent(intent) }, Modifier.sends(intent), content)

@Composable
fun RadioRow(
    selected: Boolean,
    description: String?,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    content: @Composable ColumnScope.() -> Unit,
) {
    val semantics = if (description == null) Modifier else Modifier.semantics(mergeDescendants = true) { contentDescription = description }
    Row(
        modifier
            .fillMaxWidth()
            .clip(RoundedCornerShape(Radius.medium))
            .selectable(selected, role = Role.RadioButton, onClick = onClick)
            .then(semantics)
            .defaultMinSize(minHeight = Size.field)
            .padding(vertical = Space.sm),
        Arrangement.spacedBy(Space.md),
        Alignment.CenterVertically,
    ) {
        val ring = if (selected) {
            Modifier.border(7.dp, Design.colors.accent, CircleShape)
        } else {
            Modifier.border(Stroke.strong, Design.colors.outline, CircleShape)
        }
        Box(Modifier.size(22.dp).then(ring))
        Column(if (description == null) Modifier.weight(1f) else Modifier.weight(1f).hiddenFromAccessibility(), content = content)
    }
}

/** A switch, with what it is about. A screen reader says the `description` instead of the content. */
@Composable
fun SwitchRow(on: Boolean, description: String, intent: Intent, onIntent: (Intent) -> Unit, content: @Composable ColumnScope.() -> Unit) {
    Row(
        Modifier
            .sends(intent)
            .fillMaxWidth()
            .clip(RoundedCornerShape(Radius.medium))
            .toggleable(on, role = Role.Switch) { onIntent(intent) }
            .semantics(mergeDescendants = true) { contentDescription = description }
            .defaultMinSize(minHeight = Size.field)
            .padding(vertical = Space.sm),
        Arrangement.spacedBy(Space.md),
        Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f).hiddenFromAccessibility(), content = content)
        val track = if (on) Design.colors.accent else Design.colors.outline
        Box(
            Modifier.size(width = 44.dp, height = 26.dp).background(track, CircleShape).padding(3.dp),
            if (on) Alignment.CenterEnd else Alignment.CenterStart,
        ) {
            Box(Modifier.size(20.dp).background(Design.colors.surface, CircleShape))
        }
    }
}

/** A screen without content: why it is empty, and a button if something can be done about it. */
@Composable
fun EmptyContent(state: EmptyState, icon: ImageVector, modifier: Modifier = Modifier, onIntent: (Intent) -> Unit) {
    Column(
        modifier.fillMaxWidth().padding(horizontal = Space.base, vertical = Space.xxl),
        Arrangement.spacedBy(Space.md, Alignment.CenterVertically),
        Alignment.CenterHorizontally,
    ) {
        Box(Modifier.padding(bottom = Space.sm).size(96.dp).background(Design.colors.surfaceVariant, CircleShape), Alignment.Center) {
            Symbol(icon, color = Design.colors.onSurfaceMuted, size = 40.dp)
        }
        Heading(state.title, alignment = TextAlignment.CENTER)
        Paragraphs(state.body, Modifier.widthIn(max = 380.dp), color = Design.colors.onSurfaceMuted, alignment = TextAlignment.CENTER)
        if (state.action.isNotEmpty()) FilledButton(state.action, Intent.Retry, onIntent, Modifier.padding(top = Space.md))
    }
}
