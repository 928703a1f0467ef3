// One order: where it is, what has happened, what was bought.
package example.tradewind.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.Canvas
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.drawscope.Stroke as Outline
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.EventRow
import example.tradewind.core.Intent
import example.tradewind.core.OrderScreen
import example.tradewind.parts.Bought
import example.tradewind.parts.Empty
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Hairline
import example.tradewind.parts.Heading
import example.tradewind.parts.Icons
import example.tradewind.parts.NoticeBox
import example.tradewind.parts.OutsideLink
import example.tradewind.parts.Sheet
import example.tradewind.parts.Status
import example.tradewind.parts.TonalButton
import example.tradewind.parts.Totals
import example.tradewind.parts.Words
import example.tradewind.parts.rememberOutside
import example.tradewind.theme.Design
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Order(screen: OrderScreen, banners: List<Banner>, act: (Intent) -> Unit) = Ground(banners, act, gap = Space.base) {
    val empty = screen.empty
    if (empty != null) Empty(empty, Icons.orders, act = act)
    else {
        screen.notice?.let { NoticeBox(it) }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.snug), itemVerticalAlignment = Alignment.CenterVertically) {
            screen.statusKey?.let { Status(screen.status, it) }
            Fine(screen.placed)
        }
        if (screen.timeline.isNotEmpty()) Sheet {
            Heading(screen.timelineTitle, style = Design.type.headline)
            Column { screen.timeline.forEachIndexed { i, one -> Event(one, first = i == 0, last = i == screen.timeline.lastIndex) } }
        }
        Sheet {
            Bought(screen.lines)
            if (screen.lines.isNotEmpty() && screen.totals.isNotEmpty()) Hairline()
            Totals(screen.totals)
        }
        if (screen.link.isNotEmpty()) {
            val open = rememberOutside()
            TonalButton(screen.linkLabel, Modifier.fillMaxWidth(), Icons.out) { open(screen.link) }
        }
    }
}

@Composable
private fun Event(one: EventRow, first: Boolean, last: Boolean) = Row(Modifier.height(IntrinsicSize.Min), Arrangement.spacedBy(Space.small)) {
    val colors = Design.colors
    Canvas(Modifier.width(24.dp).fillMaxHeight()) {
        val middle = Offset(size.width / 2, 11.dp.toPx())
        if (!last) drawLine(colors.outlineVariant, middle, Offset(size.width / 2, size.height + 11.dp.toPx()), Stroke.strong.toPx())
        if (first) drawCircle(colors.accentContainer, 11.dp.toPx(), middle)
        drawCircle(if (first) colors.accent else colors.surface, 6.dp.toPx(), middle)
        if (!first) drawCircle(colors.outline, 5.dp.toPx(), middle, style = Outline(3.dp.toPx()))
    }
    Column(Modifier.weight(1f).padding(bottom = if (last) 0.dp else Space.base)) {
        Words(one.text, style = Design.type.label)
        Fine(one.`when`)
        if (one.detail.isNotEmpty()) { if (one.url.isNotEmpty()) OutsideLink(one.detail, one.url) else Words(one.detail, style = Design.type.detail) }
    }
}
