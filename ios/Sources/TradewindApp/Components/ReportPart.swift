// Reporting a show to its merchant: the form, and what became of reports.
import SwiftUI
import TradewindCore
import TradewindKit

/// The form; where the merchant takes no reports, where else it can be told.
struct ReportPart: View {
    let form: ReportPanel
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.md) {
            Heading(form.title, Theme.Text.headline)
            AppText(form.note, Theme.Text.detail, palette.onSurfaceMuted)
            if let notice = form.notice { BannerView(banner: notice) }
            entries
            ends
        }
        .card()
    }

    @ViewBuilder
    private var entries: some View {
        Heading(form.reasonsTitle, Theme.Text.label)
        ForEach(form.reasons, id: \.key) { choice($0) }
        ForEach(form.fields, id: \.field) { written($0) }
        if let statement = form.goodFaith { choice(statement) }
    }

    @ViewBuilder
    private var ends: some View {
        AppText(form.missing, Theme.Text.detail, palette.onSurfaceMuted)
        WideButton(form.sendLabel, isEnabled: form.canSend) { shop.send(.sendReport) }
        ExternalLink(form.linkLabel, form.link)
        WideButton(form.leaveLabel, kind: .text) { shop.send(.reportShow(shown: false)) }
    }

    private func choice(_ one: ReportChoice) -> some View {
        ChoiceRow(selected: one.selected, accessibility: one.label, title: one.label, note: .init(), value: .init()) {
            shop.send(.editReport(field: one.field, value: one.key))
        }
    }

    private func written(_ field: ReportField) -> some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            AppText(field.label, Theme.Text.label).accessibilityHidden(true)
            EditField(hint: field.label, value: field.value) { text in
                shop.send(.editReport(field: field.field, value: text))
            }
            AppText(field.note, Theme.Text.detail, palette.onSurfaceMuted)
        }
    }
}

/// What was reported, what became of it, and the way to the form.
struct ReportRows: View {
    let screen: LiveScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        ForEach(screen.reports, id: \.key) { row in
            MessageBox(tone: row.tone, title: row.text, sentences: [row.detail])
        }
        WideButton(screen.reportLabel, kind: .text) { shop.send(.reportShow(shown: true)) }
    }
}
