// Grounds and rows: raised sheets, labels with values, totals, choices, states without content.
package example.tradewind.parts

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

/** Raised a little off the ground. */
@Composable
fun Modifier.raised(shape: Shape = RoundedCornerShape(Radius.large)) =
    shadow(4.dp, shape, ambientColor = Design.colors.scrim, spotColor = Design.colors.scrim.copy(alpha = 0.25f)).background(Design.colors.surface, shape)

@Composable
fun Sheet(modifier: Modifier = Modifier, content: @Composable ColumnScope.() -> Unit) =
    Column(modifier.fillMaxWidth().raised().padding(Space.base), Arrangement.spacedBy(Space.snug), content = content)

@Composable
fun Hairline(modifier: Modifier = Modifier) = HorizontalDivider(modifier, Stroke.hair, Design.colors.outlineVariant)

/** Labels with values, each a line with a hairline below. */
@Composable
fun Facts(all: List<Fact>, modifier: Modifier = Modifier) {
    Column(modifier.fillMaxWidth()) {
        all.forEachIndexed { i, one ->
            if (i > 0) Hairline()
            Ends(Modifier.padding(vertical = Space.snug)) {
                Words(one.label, style = Design.type.detail, color = Design.colors.onSurfaceMuted)
                Words(one.value, style = Design.type.detail.copy(fontWeight = Design.type.label.fontWeight), stand = Stand.END)
            }
        }
    }
}

/** What is bought, with its amounts. */
@Composable
fun Bought(all: List<Fact>) = all.forEach { one ->
    Ends {
        Words(one.label)
        Words(one.value, stand = Stand.END)
    }
}

@Composable
fun Totals(all: List<TotalRow>) = all.forEach { one ->
    Ends(if (one.grand) Modifier.padding(top = Space.small) else Modifier) {
        val style = if (one.grand) Design.type.headline else Design.type.body
        Words(one.label, style = style, color = if (one.grand) Design.colors.onSurface else Design.colors.onSurfaceMuted)
        Words(one.amount, style = style, stand = Stand.END)
    }
}

/** Two texts at the two ends of a line, or on two lines where they do not fit. Read as one. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Ends(modifier: Modifier = Modifier, content: @Composable () -> Unit) =
    FlowRow(modifier.fillMaxWidth().semantics(mergeDescendants = true) { }, Arrangement.SpaceBetween) { content() }

/** One choice of several, as a line with a ring. */
@Composable
fun Choice(selected: Boolean, says: String?, onClick: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    val named = if (says == null) Modifier else Modifier.semantics(mergeDescendants = true) { contentDescription = says }
    Row(
        Modifier.fillMaxWidth().clip(RoundedCornerShape(Radius.medium)).selectable(selected, role = Role.RadioButton, onClick = onClick).then(named)
            .defaultMinSize(minHeight = Size.field).padding(vertical = Space.small),
        Arrangement.spacedBy(Space.snug), Alignment.CenterVertically,
    ) {
        val ring = if (selected) Modifier.border(7.dp, Design.colors.accent, CircleShape) else Modifier.border(Stroke.strong, Design.colors.outline, CircleShape)
        Box(Modifier.size(22.dp).then(ring))
        Column(if (says == null) Modifier.weight(1f) else Modifier.weight(1f).unread(), content = content)
    }
}

/** A state without content: what it means and what one can do. */
@Composable
fun Empty(one: EmptyState, icon: ImageVector, modifier: Modifier = Modifier, act: (Intent) -> Unit) {
    Column(
        modifier.fillMaxWidth().padding(horizontal = Space.base, vertical = Space.vast),
        Arrangement.spacedBy(Space.snug, Alignment.CenterVertically), Alignment.CenterHorizontally,
    ) {
        Box(Modifier.padding(bottom = Space.small).size(96.dp).background(Design.colors.surfaceVariant, CircleShape), Alignment.Center) {
            Sign(icon, color = Design.colors.onSurfaceMuted, size = 40.dp)
        }
        Heading(one.title, stand = Stand.CENTER)
        Sentences(one.body, Modifier.widthIn(max = 380.dp), color = Design.colors.onSurfaceMuted, stand = Stand.CENTER)
        if (one.action.isNotEmpty()) FilledButton(one.action, Modifier.padding(top = Space.snug)) { act(Intent.Retry) }
    }
}
