// Settings: language, market, currency and time zone, each on its own; the person's data; the catalog.
import SwiftUI
import TradewindCore
import TradewindKit

struct SettingsView: View {
    let screen: SettingsScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        Choices(choice: screen.language) { .setLanguage(language: $0) }
        Choices(choice: screen.market) { .setMarket(market: $0) }
        Choices(choice: screen.currency) { .setCurrency(currency: $0) }
        Choices(choice: screen.timeZone) { .setTimeZone(zone: $0) }
        if !screen.buyer.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.tiny) {
                Heading(screen.buyerTitle, Theme.Text.headline)
                ForEach(screen.buyer.indices, id: \.self) { Words(screen.buyer[$0], Theme.Text.body) }
                WideButton(screen.deleteLabel, kind: .danger, sign: .trash) { shop.dispatch(.deleteBuyer) }
            }
            .sheeted()
        }
        VStack(alignment: .leading, spacing: Theme.Space.small) {
            Heading(screen.aboutTitle, Theme.Text.headline)
            Facts(facts: screen.about)
            WideButton(screen.refreshLabel, kind: .tonal, sign: .reset) { shop.dispatch(.refresh) }
        }
        .sheeted()
        VStack(alignment: .leading, spacing: Theme.Space.small) {
            Heading(screen.eraseTitle, Theme.Text.headline)
            Words(screen.eraseNote, Theme.Text.detail)
            if !screen.eraseConfirm.isEmpty {
                WideButton(screen.eraseConfirm, kind: .danger, sign: .trash) { shop.dispatch(.eraseEverything(confirmed: true)) }
            }
            if !screen.eraseLabel.isEmpty {
                WideButton(screen.eraseLabel, kind: .tonal) { shop.dispatch(.eraseEverything(confirmed: false)) }
            }
        }
        .sheeted()
    }
}

/// One setting.
struct Choices: View {
    let choice: Choice
    let set: (String) -> Intent
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.tiny) {
            Heading(choice.title, Theme.Text.headline)
            Words(choice.note, Theme.Text.detail, palette.onSurfaceMuted)
            ForEach(choice.options, id: \.key) { one in
                ChoiceRow(selected: one.selected, spoken: one.label, title: one.label, note: .init(), value: .init()) {
                    shop.dispatch(set(one.key))
                }
            }
        }
        .sheeted()
    }
}
