// Settings: the person's choices, each on its own; the person's data; the catalog.
import SwiftUI
import TradewindCore
import TradewindKit

struct SettingsView: View {
    let screen: SettingsScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        ForEach(screen.choices, id: \.setting) { SettingSection(choice: $0) }
        if let spent = screen.spent { WrittenSetting(setting: spent) }
        ConsentSection(consent: screen.consent)
        CodeSection(entry: screen.code)
        if !screen.buyer.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.xs) {
                Heading(screen.buyerTitle, Theme.Text.headline)
                ForEach(screen.buyer.identified()) { AppText($0.value, Theme.Text.body) }
                WideButton(screen.deleteLabel, kind: .danger, symbol: .trash) { shop.send(.deleteBuyer) }
            }
            .card()
        }
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            Heading(screen.aboutTitle, Theme.Text.headline)
            FactList(facts: screen.about)
            WideButton(screen.refreshLabel, kind: .tonal, symbol: .reset) { shop.send(.refresh) }
        }
        .card()
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            Heading(screen.eraseTitle, Theme.Text.headline)
            AppText(screen.eraseNote, Theme.Text.detail)
            if !screen.eraseConfirm.isEmpty {
                WideButton(screen.eraseConfirm, kind: .danger, symbol: .trash) { shop.send(.eraseEverything(confirmed: true)) }
            }
            if !screen.eraseLabel.isEmpty {
                WideButton(screen.eraseLabel, kind: .tonal) { shop.send(.eraseEverything(confirmed: false)) }
            }
        }
        .card()
    }
}

/// One setting.
struct SettingSection: View {
    let choice: SettingChoice
    @Environment(ShopStore.self) private var shop
    @Environment(\.locale) private var locale
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            Heading(choice.title, Theme.Text.headline)
            AppText(choice.note, Theme.Text.detail, palette.onSurfaceMuted)
            ForEach(choice.options, id: \.key) { option in
                ChoiceRow(
                    selected: option.selected, accessibility: option.label, title: option.label, note: .init(), value: .init()
                ) {
                    shop.send(.chooseSetting(setting: choice.setting, value: option.key))
                }
                // An autonym is shaped and spoken in the language that it names.
                .environment(\.locale, choice.locale(of: option) ?? locale)
            }
        }
        .card()
    }
}

/// What the person may agree to: a switch a purpose, what is kept because of it, and deleting that.
struct ConsentSection: View {
    let consent: ConsentSettings
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            Heading(consent.title, Theme.Text.headline)
            AppText(consent.note, Theme.Text.detail, palette.onSurfaceMuted)
            ForEach(consent.switches, id: \.setting) { one in
                ChoiceRow(
                    selected: one.on, accessibility: one.accessibility, title: one.title, note: one.note, value: .init()
                ) {
                    shop.send(.chooseSetting(setting: one.setting, value: one.key))
                }
                // Spoken with the switch.
                AppText(one.since, Theme.Text.detail, palette.onSurfaceMuted).accessibilityHidden(true)
            }
            WideButton(consent.viewedLabel, kind: .danger, symbol: .trash) { shop.send(.deleteViewed) }
            Heading(consent.keptTitle, Theme.Text.label)
            FactList(facts: consent.kept)
            WideButton(consent.deleteLabel, kind: .danger, symbol: .trash) { shop.send(.deleteCampaigns) }
        }
        .card()
    }
}

/// A setting that the person writes: sent as a whole, not letter by letter.
struct WrittenSetting: View {
    let setting: SettingInput
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @State private var text: String

    init(setting: SettingInput) {
        self.setting = setting
        _text = State(initialValue: setting.value)
    }

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            Heading(setting.title, Theme.Text.headline)
            AppText(setting.note, Theme.Text.detail, palette.onSurfaceMuted)
            HStack(spacing: Theme.Space.sm) {
                TextField(text: $text) { Text(verbatim: setting.title) }
                    .typography(Theme.Text.body)
                    .autocorrectionDisabled()
                    .keyboardType(.decimalPad)
                    .onSubmit(save)
                    .onChange(of: setting.value) { _, kept in text = kept }
                    .accessibilityLabel(Text(verbatim: setting.title))
                WideButton(setting.saveLabel, kind: .tonal, action: save)
            }
        }
        .card()
    }

    private func save() {
        shop.send(.chooseSetting(setting: setting.setting, value: text))
    }
}
