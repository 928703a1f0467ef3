// One order: where it is, what has happened, what was bought.
import SwiftUI
import TradewindCore
import TradewindKit

struct OrderView: View {
    let screen: OrderScreen
    @Environment(\.palette) private var palette

    var body: some View {
        if let empty = screen.empty {
            Nothing(empty: empty, sign: .orders)
        } else {
            NoticeView(notice: screen.notice)
            VStack(alignment: .leading, spacing: Theme.Space.tiny) {
                if let key = screen.statusKey { Status(text: screen.status, status: key) }
                Words(screen.placed, Theme.Text.detail, palette.onSurfaceMuted)
            }
            if !screen.timeline.isEmpty {
                VStack(alignment: .leading, spacing: Theme.Space.base) {
                    Heading(screen.timelineTitle, Theme.Text.headline)
                    ForEach(screen.timeline.indices, id: \.self) { at in
                        event(screen.timeline[at], latest: at == 0)
                    }
                }
                .sheeted()
            }
            VStack(alignment: .leading, spacing: Theme.Space.small) {
                Facts(facts: screen.lines)
                Totals(totals: screen.totals)
            }
            .sheeted()
            Outside(screen.linkLabel, screen.link)
        }
    }

    private func event(_ one: EventRow, latest: Bool) -> some View {
        HStack(alignment: .top, spacing: Theme.Space.snug) {
            Sign.dot.image.foregroundStyle(latest ? palette.accent.color : palette.outline.color)
            VStack(alignment: .leading, spacing: Theme.Space.hair) {
                Words(one.text, Theme.Text.label)
                Words(one.when, Theme.Text.detail, palette.onSurfaceMuted)
                if one.url.isEmpty {
                    Words(one.detail, Theme.Text.detail)
                } else {
                    Outside(one.detail, one.url)
                }
            }
        }
    }
}
