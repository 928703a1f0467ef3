// Views that several screens share: facts, totals, notices, empty states, choices.
import SwiftUI
import TradewindCore
import TradewindKit

/// A label and its value: side by side, or one below the other where there is no room.
struct LabeledValue: View {
    private let label: String
    private let value: String
    private let typography: Typography
    @Environment(\.palette) private var palette

    init(_ label: String, _ value: String, _ typography: Typography = Theme.Text.detail) {
        self.label = label
        self.value = value
        self.typography = typography
    }

    var body: some View {
        ViewThatFits(in: .horizontal) {
            HStack(alignment: .firstTextBaseline, spacing: Theme.Space.base) {
                AppText(label, typography, palette.onSurfaceMuted)
                Spacer(minLength: Theme.Space.base)
                AppText(value, typography)
            }
            VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                AppText(label, typography, palette.onSurfaceMuted)
                AppText(value, typography)
            }
        }
        .accessibilityElement(children: .combine)
    }
}

struct FactList: View {
    let facts: [Fact]

    var body: some View {
        ForEach(facts.identified(by: \.label)) { LabeledValue($0.label, $0.value.value) }
    }
}

struct TotalsList: View {
    let totals: [TotalRow]

    /// What is paid is set off, what is not paid now is smaller.
    private func typography(of row: TotalRow) -> Typography {
        if row.grand { return Theme.Text.headline }
        return row.paidNow ? Theme.Text.detail : Theme.Text.caption
    }

    var body: some View {
        ForEach(totals.identified(by: \.label)) { row in
            LabeledValue(row.label, row.amount, typography(of: row.value))
        }
    }
}

/// Price now and, in a sale, before.
struct Prices: View {
    let price: String
    let was: String
    var typography = Theme.Text.label
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Theme.Space.sm) {
            AppText(price, typography, was.isEmpty ? palette.onSurface : palette.sale)
            AppText(was, Theme.Text.detail, palette.onSurfaceMuted, struck: true)
        }
    }
}

/// A message above the screen. Its action, if any, is to try again; what it asks has answers of one weight.
struct BannerView: View {
    let banner: Banner
    @Environment(ShopStore.self) private var shop

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            MessageBox(tone: banner.tone, title: .init(), sentences: [banner.text])
            WideButton(banner.action, kind: .text) { shop.send(.retry) }
            if !banner.answers.isEmpty {
                HStack(spacing: Theme.Space.sm) {
                    ForEach(banner.answers, id: \.key) { answer in
                        WideButton(answer.label, kind: .text) {
                            shop.send(.chooseSetting(setting: answer.setting, value: answer.key))
                        }
                    }
                }
            }
        }
    }
}

/// A title and sentences in the colours of their tone.
struct MessageBox: View {
    let tone: Tone
    let title: String
    let sentences: [String]
    @Environment(\.palette) private var palette

    var body: some View {
        TonedBox(tone: tone) {
            AppText(title, Theme.Text.label, palette.foreground(tone))
            ForEach(sentences.identified()) { AppText($0.value, Theme.Text.detail, palette.foreground(tone)) }
        }
        // VoiceOver reads one sentence together with its title; several sentences one by one.
        .accessibilityElement(children: sentences.count > 1 ? .contain : .combine)
    }
}

/// A notice; no view without one.
struct NoticeView: View {
    let notice: Notice?

    var body: some View {
        if let notice {
            MessageBox(tone: notice.tone, title: notice.title, sentences: notice.sentences)
        }
    }
}

/// A message from the merchant: subject, picture, text, link.
struct MessageView: View {
    let message: MessageRow
    @Environment(\.palette) private var palette

    var body: some View {
        TonedBox(tone: message.tone) {
            AppText(message.about, Theme.Text.label, palette.foreground(message.tone)).accessibilityAddTraits(.isHeader)
            if !message.image.isEmpty {
                PictureView(
                    reference: PictureRef(key: message.image, accessibility: message.text, thumbhash: .init()), isSpoken: true,
                    fitsWhole: true
                )
                .frame(width: Theme.Size.thumbnail, height: Theme.Size.thumbnail)
            }
            AppText(message.text, Theme.Text.detail, palette.foreground(message.tone))
            if !message.url.isEmpty { ExternalLink(message.url, message.url) }
        }
        .accessibilityElement(children: message.image.isEmpty && message.url.isEmpty ? .combine : .contain)
    }
}

/// The background colour and the symbol of a tone.
struct TonedBox<Content: View>: View {
    let tone: Tone
    @ViewBuilder let content: () -> Content
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(alignment: .top, spacing: Theme.Space.md) {
            Symbol.of(tone).image
            VStack(alignment: .leading, spacing: Theme.Space.xs, content: content)
        }
        .padding(Theme.Space.md)
        .frame(maxWidth: .infinity, alignment: .leading)
        .foregroundStyle(palette.foreground(tone).color)
        .background(palette.background(tone).color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
    }
}

extension Palette {
    func background(_ tone: Tone) -> RGBAColor {
        switch tone {
        case .info: infoContainer
        case .success: successContainer
        case .warning: warningContainer
        case .error: errorContainer
        }
    }

    func foreground(_ tone: Tone) -> RGBAColor {
        switch tone {
        case .info: onInfoContainer
        case .success: onSuccessContainer
        case .warning: onWarningContainer
        case .error: onErrorContainer
        }
    }
}

/// Shown in place of a screen without content.
struct EmptyStateView: View {
    let empty: EmptyState
    let symbol: Symbol
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(spacing: Theme.Space.md) {
            SymbolBadge(symbol: symbol, background: palette.surfaceVariant, foreground: palette.onSurfaceMuted)
            Heading(empty.title)
            ForEach(empty.sentences.identified()) { sentence in
                AppText(sentence.value, Theme.Text.body, palette.onSurfaceMuted).multilineTextAlignment(.center)
            }
            WideButton(empty.action) { shop.send(.retry) }
        }
        .frame(maxWidth: .infinity)
        .padding(.vertical, Theme.Space.xxl)
    }
}

/// A large round symbol.
struct SymbolBadge: View {
    let symbol: Symbol
    let background: RGBAColor
    let foreground: RGBAColor

    var body: some View {
        symbol.image
            .typography(Theme.Text.display)
            .foregroundStyle(foreground.color)
            .frame(width: Theme.Size.thumbnail, height: Theme.Size.thumbnail)
            .background(background.color, in: Circle())
    }
}

/// One option of several; a tap selects it.
struct ChoiceRow: View {
    let selected: Bool
    let accessibility: String
    let title: String
    let note: String
    let value: String
    let action: @MainActor () -> Void
    @Environment(\.palette) private var palette

    var body: some View {
        Button(action: action) {
            HStack(spacing: Theme.Space.md) {
                (selected ? Symbol.selected : Symbol.unselected).image
                    .foregroundStyle(selected ? palette.accent.color : palette.outline.color)
                VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                    AppText(title, Theme.Text.body)
                    AppText(note, Theme.Text.detail, palette.onSurfaceMuted)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                AppText(value, Theme.Text.label)
            }
            .frame(minHeight: Theme.Size.field)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: accessibility))
        .accessibilityAddTraits(selected ? [.isButton, .isSelected] : .isButton)
        .accessibilityAction { action() }
    }
}

/// Grey boxes in place of content that is loading.
struct Skeleton: View {
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(spacing: Theme.Space.md) {
            ForEach(0..<4, id: \.self) { _ in
                RoundedRectangle(cornerRadius: Theme.Radius.medium)
                    .fill(palette.surfaceVariant.color)
                    .frame(height: Theme.Size.thumbnail)
            }
        }
        .accessibilityHidden(true)
    }
}
