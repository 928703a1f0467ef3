// A price that the shop holds: what it is and what is left of its time; or what became of it.
import SwiftUI
import TradewindCore
import TradewindKit

struct HoldPart: View {
    let hold: HoldView?
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let hold {
            if hold.holds {
                running(hold)
            } else {
                MessageBox(tone: hold.tone, title: .init(), sentences: [hold.sentence])
            }
        }
    }

    private func running(_ hold: HoldView) -> some View {
        TonedBox(tone: hold.tone) {
            HStack(alignment: .firstTextBaseline, spacing: Theme.Space.md) {
                AppText(hold.price, Theme.Text.label, palette.foreground(hold.tone))
                Spacer(minLength: 0)
                CountdownText(key: hold.key, tone: hold.tone)
            }
            CountdownBar(key: hold.key, tone: hold.tone)
            AppText(hold.sentence, Theme.Text.detail, palette.foreground(hold.tone))
        }
        .accessibilityElement(children: .contain)
        .task(id: hold.key) { await shop.countdowns.watch() }
    }
}

/// What is left, as text. It is drawn again each second, without a snapshot; VoiceOver says it when it is asked to.
private struct CountdownText: View {
    let key: String
    let tone: Tone
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let countdown = shop.countdowns[key], !countdown.over {
            AppText(countdown.text, Theme.Text.label, palette.foreground(tone))
                .monospacedDigit()
                .accessibilityLabel(Text(verbatim: countdown.spoken))
                .accessibilityAddTraits(.updatesFrequently)
        }
    }
}

/// The same as a bar; not for those who want less motion.
private struct CountdownBar: View {
    let key: String
    let tone: Tone
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @Environment(\.accessibilityReduceMotion) private var reducesMotion

    var body: some View {
        if !reducesMotion, let countdown = shop.countdowns[key], !countdown.over {
            ProgressView(value: Double(countdown.percent) / 100)
                .tint(palette.foreground(tone).color)
                .accessibilityHidden(true)
        }
    }
}
