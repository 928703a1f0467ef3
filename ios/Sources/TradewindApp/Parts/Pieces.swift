// Pieces that several screens share: facts, totals, notices, empty states, choices.
import SwiftUI
import TradewindCore
import TradewindKit

/// A label and its value: side by side, or one below the other where there is no room.
struct Pair: View {
    private let label: String
    private let value: String
    private let letters: Letters
    @Environment(\.palette) private var palette

    init(_ label: String, _ value: String, _ letters: Letters = Theme.Text.detail) {
        self.label = label
        self.value = value
        self.letters = letters
    }

    var body: some View {
        ViewThatFits(in: .horizontal) {
            HStack(alignment: .firstTextBaseline, spacing: Theme.Space.base) {
                Words(label, letters, palette.onSurfaceMuted)
                Spacer(minLength: Theme.Space.base)
                Words(value, letters)
            }
            VStack(alignment: .leading, spacing: Theme.Space.hair) {
                Words(label, letters, palette.onSurfaceMuted)
                Words(value, letters)
            }
        }
        .accessibilityElement(children: .combine)
    }
}

struct Facts: View {
    let facts: [Fact]

    var body: some View {
        ForEach(facts.indices, id: \.self) { Pair(facts[$0].label, facts[$0].value) }
    }
}

struct Totals: View {
    let totals: [TotalRow]

    var body: some View {
        ForEach(totals.indices, id: \.self) { at in
            Pair(totals[at].label, totals[at].amount, totals[at].grand ? Theme.Text.headline : Theme.Text.detail)
        }
    }
}

/// Price now and, in a sale, before.
struct Prices: View {
    let price: String
    let was: String
    var letters = Theme.Text.label
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Theme.Space.small) {
            Words(price, letters, was.isEmpty ? palette.onSurface : palette.sale)
            Words(was, Theme.Text.detail, palette.onSurfaceMuted, struck: true)
        }
    }
}

/// What is said above all; a banner's action is always to try again.
struct BannerView: View {
    let banner: Banner
    @Environment(ShopStore.self) private var shop

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.tiny) {
            Said(tone: banner.tone, title: .init(), sentences: [banner.text])
            WideButton(banner.action, kind: .text) { shop.dispatch(.retry) }
        }
    }
}

/// A sentence in the colours of its tone.
struct Said: View {
    let tone: Tone
    let title: String
    let sentences: [String]
    @Environment(\.palette) private var palette

    var body: some View {
        Toned(tone: tone) {
            Words(title, Theme.Text.label, palette.ink(tone))
            ForEach(sentences.indices, id: \.self) { Words(sentences[$0], Theme.Text.detail, palette.ink(tone)) }
        }
        // One sentence is read with its title; of several each is read by itself.
        .accessibilityElement(children: sentences.count > 1 ? .contain : .combine)
    }
}

/// A notice of the core's.
struct NoticeView: View {
    let notice: Notice?

    var body: some View {
        if let notice {
            Said(tone: notice.tone, title: notice.title, sentences: notice.sentences)
        }
    }
}

/// What the merchant says, with what it is about, its picture and where more is said.
struct MessageView: View {
    let message: MessageRow
    @Environment(\.palette) private var palette

    var body: some View {
        Toned(tone: message.tone) {
            Words(message.about, Theme.Text.label, palette.ink(message.tone)).accessibilityAddTraits(.isHeader)
            if !message.image.isEmpty {
                PictureView(
                    reference: PictureRef(key: message.image, accessibility: message.text, thumbhash: .init()), spoken: true, whole: true
                )
                .frame(width: Theme.Size.thumb, height: Theme.Size.thumb)
            }
            Words(message.text, Theme.Text.detail, palette.ink(message.tone))
            if !message.url.isEmpty { Outside(message.url, message.url) }
        }
        .accessibilityElement(children: message.image.isEmpty && message.url.isEmpty ? .combine : .contain)
    }
}

/// The ground and the sign of a tone.
struct Toned<Content: View>: View {
    let tone: Tone
    @ViewBuilder let content: () -> Content
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(alignment: .top, spacing: Theme.Space.snug) {
            Sign.of(tone).image
            VStack(alignment: .leading, spacing: Theme.Space.tiny, content: content)
        }
        .padding(Theme.Space.snug)
        .frame(maxWidth: .infinity, alignment: .leading)
        .foregroundStyle(palette.ink(tone).color)
        .background(palette.ground(tone).color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
    }
}

extension Palette {
    func ground(_ tone: Tone) -> Tint {
        switch tone {
        case .info: infoContainer
        case .success: successContainer
        case .warning: warningContainer
        case .error: errorContainer
        }
    }

    func ink(_ tone: Tone) -> Tint {
        switch tone {
        case .info: onInfoContainer
        case .success: onSuccessContainer
        case .warning: onWarningContainer
        case .error: onErrorContainer
        }
    }
}

/// A state without content.
struct Nothing: View {
    let empty: EmptyState
    let sign: Sign
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(spacing: Theme.Space.snug) {
            Emblem(sign: sign, ground: palette.surfaceVariant, ink: palette.onSurfaceMuted)
            Heading(empty.title)
            ForEach(empty.sentences.indices, id: \.self) { at in
                Words(empty.sentences[at], Theme.Text.body, palette.onSurfaceMuted).multilineTextAlignment(.center)
            }
            WideButton(empty.action) { shop.dispatch(.retry) }
        }
        .frame(maxWidth: .infinity)
        .padding(.vertical, Theme.Space.vast)
    }
}

/// A large round symbol.
struct Emblem: View {
    let sign: Sign
    let ground: Tint
    let ink: Tint

    var body: some View {
        sign.image
            .letters(Theme.Text.display)
            .foregroundStyle(ink.color)
            .frame(width: Theme.Size.thumb, height: Theme.Size.thumb)
            .background(ground.color, in: Circle())
    }
}

/// One of several: chosen by pressing its row.
struct ChoiceRow: View {
    let selected: Bool
    let spoken: String
    let title: String
    let note: String
    let value: String
    let act: @MainActor () -> Void
    @Environment(\.palette) private var palette

    var body: some View {
        Button(action: act) {
            HStack(spacing: Theme.Space.snug) {
                (selected ? Sign.chosen : Sign.open).image
                    .foregroundStyle(selected ? palette.accent.color : palette.outline.color)
                VStack(alignment: .leading, spacing: Theme.Space.hair) {
                    Words(title, Theme.Text.body)
                    Words(note, Theme.Text.detail, palette.onSurfaceMuted)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                Words(value, Theme.Text.label)
            }
            .frame(minHeight: Theme.Size.field)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: spoken))
        .accessibilityAddTraits(selected ? [.isButton, .isSelected] : .isButton)
        .accessibilityAction { act() }
    }
}

/// What stands where something is being loaded.
struct Bones: View {
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(spacing: Theme.Space.snug) {
            ForEach(0..<4, id: \.self) { _ in
                RoundedRectangle(cornerRadius: Theme.Radius.medium)
                    .fill(palette.surfaceVariant.color)
                    .frame(height: Theme.Size.thumb)
            }
        }
        .accessibilityHidden(true)
    }
}
