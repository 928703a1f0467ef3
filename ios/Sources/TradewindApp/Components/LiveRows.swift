// Shows on home: those that are on, those to come, those to be watched again.
import SwiftUI
import TradewindCore
import TradewindKit

struct LiveRows: View {
    let title: String
    let rows: [LiveRow]
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @ScaledMetric(relativeTo: .body) private var width = 180.0

    var body: some View {
        if !rows.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.md) {
                Heading(title)
                ScrollView(.horizontal, showsIndicators: false) {
                    LazyHStack(alignment: .top, spacing: Theme.Space.md) {
                        ForEach(rows, id: \.key) { row($0).frame(width: width) }
                    }
                }
            }
        }
    }

    private func row(_ row: LiveRow) -> some View {
        Button {
            shop.send(.openShow(key: row.key))
        } label: {
            VStack(alignment: .leading, spacing: Theme.Space.sm) {
                PictureView(reference: row.picture)
                    .overlay(alignment: .topLeading) { LiveMark(text: row.state, isRunning: row.running).padding(Theme.Space.sm) }
                VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                    AppText(row.title, Theme.Text.label)
                    AppText(row.host, Theme.Text.detail, palette.onSurfaceMuted)
                }
            }
            .frame(maxWidth: .infinity, alignment: .topLeading)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: row.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { shop.send(.openShow(key: row.key)) }
    }
}

/// Where a show stands, in a few words; with a dot while it is on.
struct LiveMark: View {
    let text: String
    let isRunning: Bool
    @Environment(\.palette) private var palette

    var body: some View {
        if !text.isEmpty {
            HStack(spacing: Theme.Space.xs) {
                if isRunning { Symbol.dot.image.typography(Theme.Text.caption) }
                AppText(text, Theme.Text.caption, foreground)
            }
            .padding(.horizontal, Theme.Space.sm)
            .padding(.vertical, Theme.Space.xxs)
            .foregroundStyle(foreground.color)
            .background((isRunning ? palette.saleContainer : palette.surfaceVariant).color, in: Capsule())
        }
    }

    private var foreground: RGBAColor { isRunning ? palette.onSaleContainer : palette.onSurface }
}
