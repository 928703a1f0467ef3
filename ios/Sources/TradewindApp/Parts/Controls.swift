// Words, buttons, fields: the small pieces that every screen is made of.
import SwiftUI
import TradewindCore
import TradewindKit

/// A text of the core's; nothing when it is empty.
struct Words: View {
    private let text: String
    private let letters: Letters
    private let tint: Tint?
    private let struck: Bool

    init(_ text: String, _ letters: Letters, _ tint: Tint? = nil, struck: Bool = false) {
        self.text = text
        self.letters = letters
        self.tint = tint
        self.struck = struck
    }

    var body: some View {
        if !text.isEmpty {
            if let tint {
                Text(verbatim: text).strikethrough(struck).letters(letters).foregroundStyle(tint.color)
            } else {
                Text(verbatim: text).letters(letters)
            }
        }
    }
}

/// A heading inside a screen.
struct Heading: View {
    private let text: String
    private let letters: Letters

    init(_ text: String, _ letters: Letters = Theme.Text.title) {
        self.text = text
        self.letters = letters
    }

    var body: some View {
        Words(text, letters).accessibilityAddTraits(.isHeader)
    }
}

/// A round button with a symbol; its name is spoken.
struct RoundButton: View {
    private let sign: Sign
    private let label: String
    private let plain: Bool
    private let act: @MainActor () -> Void
    @Environment(\.palette) private var palette

    init(_ sign: Sign, _ label: String, plain: Bool = false, act: @escaping @MainActor () -> Void) {
        self.sign = sign
        self.label = label
        self.plain = plain
        self.act = act
    }

    var body: some View {
        Button(action: act) {
            sign.image
                .frame(width: Theme.Size.touch, height: Theme.Size.touch)
                .background(plain ? Color.clear : palette.surface.color, in: Circle())
                .contentShape(Circle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(Text(verbatim: label))
    }
}

/// A button as wide as its place; nothing when it has no label.
struct WideButton: View {
    enum Kind {
        case filled, tonal, danger, text
    }

    private let label: String
    private let kind: Kind
    private let sign: Sign?
    private let works: Bool
    private let act: @MainActor () -> Void
    @Environment(\.palette) private var palette

    init(_ label: String, kind: Kind = .filled, sign: Sign? = nil, works: Bool = true, act: @escaping @MainActor () -> Void) {
        self.label = label
        self.kind = kind
        self.sign = sign
        self.works = works
        self.act = act
    }

    var body: some View {
        if !label.isEmpty {
            Button(action: act) {
                HStack(spacing: Theme.Space.small) {
                    if let sign { sign.image }
                    Words(label, Theme.Text.label, works ? ink : palette.onSurfaceMuted)
                }
                .frame(maxWidth: .infinity, minHeight: kind == .filled ? Theme.Size.button : Theme.Size.touch)
                .background((works ? ground : palette.surfaceVariant).color, in: Capsule())
                .foregroundStyle((works ? ink : palette.onSurfaceMuted).color)
                .contentShape(Capsule())
            }
            .buttonStyle(.plain)
            .disabled(!works)
        }
    }

    private var ink: Tint {
        switch kind {
        case .filled: palette.onAccent
        case .tonal: palette.onAccentContainer
        case .danger: palette.onErrorContainer
        case .text: palette.accent
        }
    }

    private var ground: Tint {
        switch kind {
        case .filled: palette.accent
        case .tonal: palette.accentContainer
        case .danger: palette.errorContainer
        case .text: palette.surface
        }
    }
}

/// A field whose truth is the core's: what is typed is told, what the core says counts while nobody types.
struct EditField: View {
    let hint: String
    let value: String
    let edit: @MainActor (String) -> Void
    @State private var text: String
    @FocusState private var typing: Bool

    init(hint: String, value: String, edit: @escaping @MainActor (String) -> Void) {
        self.hint = hint
        self.value = value
        self.edit = edit
        _text = State(initialValue: value)
    }

    var body: some View {
        TextField(text: $text) { Text(verbatim: hint) }
            .letters(Theme.Text.body)
            .focused($typing)
            .autocorrectionDisabled()
            .onChange(of: text) { _, typed in
                if typing { edit(typed) }
            }
            .onChange(of: value) { _, told in
                if !typing || told.isEmpty { text = told }
            }
            .accessibilityLabel(Text(verbatim: hint))
    }
}

/// One of several, in a menu; what the core says counts.
struct ChoiceField: View {
    let label: String
    let value: String
    let options: [ChoiceOption]
    let choose: @MainActor (String) -> Void
    @State private var chosen: String

    init(label: String, value: String, options: [ChoiceOption], choose: @escaping @MainActor (String) -> Void) {
        self.label = label
        self.value = value
        self.options = options
        self.choose = choose
        _chosen = State(initialValue: value)
    }

    var body: some View {
        Picker(selection: $chosen) {
            ForEach(options, id: \.key) { Text(verbatim: $0.label).tag($0.key) }
        } label: {
            Text(verbatim: label)
        }
        .onChange(of: chosen) { _, now in
            if now != value { choose(now) }
        }
        .onChange(of: value) { _, told in chosen = told }
    }
}

/// A link that leaves the app.
struct Outside: View {
    private let title: String
    private let address: String

    init(_ title: String, _ address: String) {
        self.title = title
        self.address = address
    }

    var body: some View {
        if !title.isEmpty, let link = URL(string: address) {
            Link(destination: link) {
                HStack(spacing: Theme.Space.tiny) {
                    Words(title, Theme.Text.body)
                    Sign.out.image
                }
                .frame(minHeight: Theme.Size.touch)
            }
        }
    }
}
