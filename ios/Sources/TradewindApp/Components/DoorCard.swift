// What it comes to at the door, and on one tap each part of it: who collects it, since when, and where that is written.
import SwiftUI
import TradewindCore
import TradewindKit

struct DoorCard: View {
    let door: DoorView?
    @State private var isOpen = false
    @Environment(\.palette) private var palette

    var body: some View {
        if let door {
            VStack(alignment: .leading, spacing: Theme.Space.sm) {
                Heading(door.title, Theme.Text.label)
                AppText(door.amount, Theme.Text.headline).accessibilityLabel(Text(verbatim: door.summary))
                notes(door.notes)
                ForEach(door.limits.identified(by: \.text)) { limit in
                    VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                        ProgressView(value: Double(limit.percent) / 100).tint((limit.passed ? palette.sale : palette.accent).color)
                            .accessibilityHidden(true)
                        notes([limit.text, limit.oneMore])
                    }
                }
                if !door.advice.isEmpty { Heading(door.adviceLabel, Theme.Text.label) }
                ForEach(door.advice.identified(by: \.text)) { advice in
                    VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                        AppText(advice.text, Theme.Text.body)
                        notes(advice.notes)
                    }
                }
                if isOpen {
                    ForEach(door.rows.identified(by: \.label)) { row in
                        VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                            LabeledValue(row.label, row.amount)
                            if !row.stated.isEmpty {
                                AppText(row.stated, Theme.Text.body).frame(maxWidth: .infinity, alignment: .trailing)
                            }
                            notes(row.notes)
                            if !row.source.isEmpty { ExternalLink(row.source, row.sourceUrl) }
                        }
                    }
                    if !door.needs.isEmpty { notes([door.needsLabel] + door.needs) }
                    notes([door.rate, door.asOf])
                } else {
                    WideButton(door.whyLabel, kind: .text) { isOpen = true }
                }
            }
            .card()
        }
    }

    private func notes(_ lines: [String]) -> some View {
        ForEach(lines.filter { !$0.isEmpty }.identified()) { AppText($0.value, Theme.Text.detail, palette.onSurfaceMuted) }
    }
}
