// One order: its status, timeline and items.
package example.tradewind.screens

import androidx.compose.foundation.Canvas
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
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.drawscope.Stroke as Outline
import androidx.compose.ui.unit.dp
import example.tradewind.components.AppDivider
import example.tradewind.components.AppText
import example.tradewind.components.Caption
import example.tradewind.components.EmptyContent
import example.tradewind.components.ExternalLink
import example.tradewind.components.Heading
import example.tradewind.components.Icons
import example.tradewind.components.LineItems
import example.tradewind.components.NoticeBox
import example.tradewind.components.ReceiptPart
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SectionCard
import example.tradewind.components.SharePart
import example.tradewind.components.StatusBadge
import example.tradewind.components.TonalButton
import example.tradewind.components.ToneBox
import example.tradewind.components.Totals
import example.tradewind.components.rememberShareSheet
import example.tradewind.components.rememberUrlOpener
import example.tradewind.core.Banner
import example.tradewind.core.EventRow
import example.tradewind.core.Intent
import example.tradewind.core.MomentRow
import example.tradewind.core.OrderScreen
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun OrderContent(screen: OrderScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) =
    ScreenScaffold(banners, onIntent, spacing = Space.base) {
        val empty = screen.empty
        if (empty != null) {
            EmptyContent(empty, Icons.orders, onIntent = onIntent)
        } else {
            screen.notice?.let { NoticeBox(it) }
            FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.md), itemVerticalAlignment = Alignment.CenterVertically) {
                screen.statusKey?.let { StatusBadge(screen.status, it) }
                Caption(screen.placed)
            }
            if (screen.moments.isNotEmpty()) {
                SectionCard {
                    Heading(screen.momentsTitle, style = Design.type.headline)
                    screen.moments.forEach { Moment(it, onIntent) }
                }
                screen.share?.let { SharePart(it, Intent.ShareMoment(key = "", shown = false), onIntent) }
            }
            if (screen.timeline.isNotEmpty()) {
                SectionCard {
                    Heading(screen.timelineTitle, style = Design.type.headline)
                    Column {
                        screen.timeline.forEachIndexed { i, event ->
                            TimelineEvent(event, first = i == 0, last = i == screen.timeline.lastIndex)
                        }
                    }
                }
            }
            SectionCard {
                LineItems(screen.lines)
                if (screen.lines.isNotEmpty() && screen.totals.isNotEmpty()) AppDivider()
                Totals(screen.totals)
                if (screen.later.isNotEmpty()) {
                    AppDivider()
                    Heading(screen.laterTitle, style = Design.type.label)
                    LineItems(screen.later)
                }
                ReceiptPart(screen.receipt)
                if (screen.receiptExport.isNotEmpty()) {
                    val share = rememberShareSheet(screen.receiptFile)
                    TonalButton(screen.receiptExportLabel, icon = Icons.share) { share(screen.receiptExport) }
                }
            }
            if (screen.link.isNotEmpty()) {
                val openUrl = rememberUrlOpener()
                TonalButton(screen.linkLabel, Modifier.fillMaxWidth(), Icons.out) { openUrl(screen.link) }
            }
        }
    }

/** What was seen in a show and bought, and whether the shop signed it. */
@Composable
private fun Moment(moment: MomentRow, onIntent: (Intent) -> Unit) = Column(verticalArrangement = Arrangement.spacedBy(Space.xs)) {
    AppText(moment.text)
    if (moment.detail.isNotEmpty()) {
        ToneBox(moment.tone, shape = RoundedCornerShape(Radius.small)) { AppText(moment.detail, style = Design.type.detail, color = it) }
    }
    if (moment.label.isNotEmpty()) TonalButton(moment.label, Intent.OpenShow(moment.key), onIntent, icon = Icons.play)
    if (moment.shareLabel.isNotEmpty()) {
        TonalButton(moment.shareLabel, Intent.ShareMoment(moment.key, shown = true), onIntent, icon = Icons.share)
    }
}

@Composable
private fun TimelineEvent(event: EventRow, first: Boolean, last: Boolean) =
    Row(Modifier.height(IntrinsicSize.Min), Arrangement.spacedBy(Space.sm)) {
        val colors = Design.colors
        Canvas(Modifier.width(24.dp).fillMaxHeight()) {
            val middle = Offset(size.width / 2, 11.dp.toPx())
            if (!last) drawLine(colors.outlineVariant, middle, Offset(size.width / 2, size.height + 11.dp.toPx()), Stroke.strong.toPx())
            if (first) drawCircle(colors.accentContainer, 11.dp.toPx(), middle)
            drawCircle(if (first) colors.accent else colors.surface, 6.dp.toPx(), middle)
            if (!first) drawCircle(colors.outline, 5.dp.toPx(), middle, style = Outline(3.dp.toPx()))
        }
        Column(Modifier.weight(1f).padding(bottom = if (last) 0.dp else Space.base)) {
            AppText(event.text, style = Design.type.label)
            Caption(event.`when`)
            if (event.detail.isNotEmpty()) {
                if (event.url.isNotEmpty()) ExternalLink(event.detail, event.url) else AppText(event.detail, style = Design.type.detail)
            }
        }
    }
