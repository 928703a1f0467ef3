// The receipt computed again: one line in words, and on one tap each number of it, stated and calculated.
import SwiftUI
import TradewindCore
import TradewindKit

struct ReceiptPart: View {
    let receipt: ReceiptView?
    @State private var isOpen = false
    @Environment(\.palette) private var palette

    var body: some View {
        if let receipt {
            AppText(receipt.summary, Theme.Text.label)
            notes(receipt.notes)
            if isOpen {
                ForEach(receipt.rows.identified()) { row in
                    VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                        AppText(row.value.label, Theme.Text.body)
                        notes([row.value.stated, row.value.computed, row.value.difference])
                    }
                }
            } else {
                WideButton(receipt.whyLabel, kind: .text) { isOpen = true }
            }
        }
    }

    private func notes(_ lines: [String]) -> some View {
        ForEach(lines.filter { !$0.isEmpty }.identified()) { AppText($0.value, Theme.Text.detail, palette.onSurfaceMuted) }
    }
}
