// Texts, buttons, fields, links.
import SwiftUI
import TradewindCore
import TradewindKit

/// A text from the core, in a text style; no view when it is empty.
struct AppText: View {
    private let text: String
    private let typography: Typography
    private let tint: RGBAColor?
    private let struck: Bool

    init(_ text: String, _ typography: Typography, _ tint: RGBAColor? = nil, struck: Bool = false) {
        self.text = text
        self.typography = typography
        self.tint = tint
        self.struck = struck
    }

    var body: some View {
        if !text.isEmpty {
            if let tint {
                Text(verbatim: text).strikethrough(struck).typography(typography).foregroundStyle(tint.color)
            } else {
                Text(verbatim: text).typography(typography)
            }
        }
    }
}

/// A heading inside a screen.
struct Heading: View {
    private let text: String
    private let typography: Typography

    init(_ text: String, _ typography: Typography = Theme.Text.title) {
        self.text = text
        self.typography = typography
    }

    var body: some View {
        AppText(text, typography).accessibilityAddTraits(.isHeader)
    }
}

/// A round button with a symbol; VoiceOver reads its label.
struct RoundButton: View {
    private let symbol: Symbol
    private let label: String
    private let plain: Bool
    private let action: @MainActor () -> Void
    @Environment(\.palette) private var palette

    init(_ symbol: Symbol, _ label: String, plain: Bool = false, action: @escaping @MainActor () -> Void) {
        self.symbol = symbol
        self.label = label
        self.plain = plain
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            symbol.image
                .frame(width: Theme.Size.touch, height: Theme.Size.touch)
                .background(plain ? Color.clear : palette.surface.color, in: Circle())
                .contentShape(Circle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(Text(verbatim: label))
    }
}

/// A button of full width; no view when its label is empty.
struct WideButton: View {
    enum Kind {
        case filled, tonal, danger, text
    }

    private let label: String
    private let kind: Kind
    private let symbol: Symbol?
    private let isEnabled: Bool
    private let action: @MainActor () -> Void
    @Environment(\.palette) private var palette

    init(
        _ label: String, kind: Kind = .filled, symbol: Symbol? = nil, isEnabled: Bool = true,
        action: @escaping @MainActor () -> Void
    ) {
        self.label = label
        self.kind = kind
        self.symbol = symbol
        self.isEnabled = isEnabled
        self.action = action
    }

    var body: some View {
        if !label.isEmpty {
            Button(action: action) {
                HStack(spacing: Theme.Space.sm) {
                    if let symbol { symbol.image }
                    AppText(label, Theme.Text.label, isEnabled ? foreground : palette.onSurfaceMuted)
                }
                .frame(maxWidth: .infinity, minHeight: kind == .filled ? Theme.Size.button : Theme.Size.touch)
                .background((isEnabled ? background : palette.surfaceVariant).color, in: Capsule())
                .foregroundStyle((isEnabled ? foreground : palette.onSurfaceMuted).color)
                .contentShape(Capsule())
            }
            .buttonStyle(.plain)
            .disabled(!isEnabled)
        }
    }

    private var foreground: RGBAColor {
        switch kind {
        case .filled: palette.onAccent
        case .tonal: palette.onAccentContainer
        case .danger: palette.onErrorContainer
        case .text: palette.accent
        }
    }

    private var background: RGBAColor {
        switch kind {
        case .filled: palette.accent
        case .tonal: palette.accentContainer
        case .danger: palette.errorContainer
        case .text: palette.surface
        }
    }
}

/// A text field. Each edit goes to the core; the core's value replaces the text while the field is not focused.
struct EditField: View {
    let hint: String
    let value: String
    let edit: @MainActor (String) -> Void
    @State private var text: String
    @FocusState private var isFocused: Bool

    init(hint: String, value: String, edit: @escaping @MainActor (String) -> Void) {
        self.hint = hint
        self.value = value
        self.edit = edit
        _text = State(initialValue: value)
    }

    var body: some View {
        TextField(text: $text) { Text(verbatim: hint) }
            .typography(Theme.Text.body)
            .focused($isFocused)
            .autocorrectionDisabled()
            .onChange(of: text) { _, typed in
                if isFocused { edit(typed) }
            }
            .onChange(of: value) { _, newest in
                if !isFocused || newest.isEmpty { text = newest }
            }
            .accessibilityLabel(Text(verbatim: hint))
    }
}

/// A menu to choose one option. The core's value replaces the selection.
struct ChoiceField: View {
    let label: String
    let value: String
    let options: [ChoiceOption]
    let choose: @MainActor (String) -> Void
    @State private var selection: String

    init(label: String, value: String, options: [ChoiceOption], choose: @escaping @MainActor (String) -> Void) {
        self.label = label
        self.value = value
        self.options = options
        self.choose = choose
        _selection = State(initialValue: value)
    }

    var body: some View {
        Picker(selection: $selection) {
            ForEach(options, id: \.key) { Text(verbatim: $0.label).tag($0.key) }
        } label: {
            Text(verbatim: label)
        }
        .onChange(of: selection) { _, selected in
            if selected != value { choose(selected) }
        }
        .onChange(of: value) { _, newest in selection = newest }
    }
}

/// A link that leaves the app.
struct ExternalLink: View {
    private let title: String
    private let address: String

    init(_ title: String, _ address: String) {
        self.title = title
        self.address = address
    }

    var body: some View {
        if !title.isEmpty, let link = URL(string: address) {
            Link(destination: link) {
                HStack(spacing: Theme.Space.xs) {
                    AppText(title, Theme.Text.body)
                    Symbol.externalLink.image
                }
                .frame(minHeight: Theme.Size.touch)
            }
        }
    }
}
