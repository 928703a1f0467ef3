// One order: where it is, in which show it was seen, what has happened, what was bought.
import SwiftUI
import TradewindCore
import TradewindKit

struct OrderView: View {
    let screen: OrderScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let empty = screen.empty {
            EmptyStateView(empty: empty, symbol: .orders)
        } else {
            NoticeView(notice: screen.notice)
            VStack(alignment: .leading, spacing: Theme.Space.xs) {
                if let key = screen.statusKey { StatusBadge(text: screen.status, status: key) }
                AppText(screen.placed, Theme.Text.detail, palette.onSurfaceMuted)
            }
            if !screen.moments.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.base) {
                    Heading(screen.momentsTitle, Theme.Text.headline)
                    ForEach(screen.moments.identified(by: \.text)) { moment($0.value) }
                }
                .card()
                if let share = screen.share { SharePart(card: share, close: .shareMoment(key: .init(), shown: false)) }
            }
            if !screen.timeline.isEmpty {
                let events = screen.timeline.identified()
                VStack(alignment: .leading, spacing: Theme.Space.base) {
                    Heading(screen.timelineTitle, Theme.Text.headline)
                    ForEach(events) { row in
                        event(row.value, latest: row.id == events.first?.id)
                    }
                }
                .card()
            }
            VStack(alignment: .leading, spacing: Theme.Space.sm) {
                FactList(facts: screen.lines)
                TotalsList(totals: screen.totals)
                if !screen.later.isEmpty {
                    Heading(screen.laterTitle, Theme.Text.label)
                    FactList(facts: screen.later)
                }
                ReceiptPart(receipt: screen.receipt)
                if !screen.receiptExport.isEmpty {
                    ShareLink(item: screen.receiptExport, subject: Text(verbatim: screen.receiptFile)) {
                        HStack(spacing: Theme.Space.sm) {
                            Symbol.share.image
                            AppText(screen.receiptExportLabel, Theme.Text.label, palette.accent)
                        }
                        .frame(minHeight: Theme.Size.touch)
                    }
                }
            }
            .card()
            ExternalLink(screen.linkLabel, screen.link)
        }
    }

    private func moment(_ moment: MomentRow) -> some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            AppText(moment.text, Theme.Text.label)
            if !moment.detail.isEmpty { MessageBox(tone: moment.tone, title: .init(), sentences: [moment.detail]) }
            WideButton(moment.label, kind: .tonal, symbol: .play) { shop.send(.openShow(key: moment.key)) }
            WideButton(moment.shareLabel, kind: .tonal, symbol: .share) {
                shop.send(.shareMoment(key: moment.key, shown: true))
            }
        }
    }

    private func event(_ event: EventRow, latest: Bool) -> some View {
        HStack(alignment: .top, spacing: Theme.Space.md) {
            Symbol.dot.image.foregroundStyle(latest ? palette.accent.color : palette.outline.color)
            VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                AppText(event.text, Theme.Text.label)
                AppText(event.when, Theme.Text.detail, palette.onSurfaceMuted)
                if event.url.isEmpty {
                    AppText(event.detail, Theme.Text.detail)
                } else {
                    ExternalLink(event.detail, event.url)
                }
            }
        }
    }
}
