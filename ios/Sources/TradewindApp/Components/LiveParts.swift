// Parts of a show beside its picture: which show it is, what is shown in it, what was said, the reminder.
import SwiftUI
import TradewindCore
import TradewindKit

/// Title, where it stands, who hosts it.
struct LiveHeader: View {
    let screen: LiveScreen
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            Heading(screen.title, Theme.Text.label)
            HStack(spacing: Theme.Space.sm) {
                LiveMark(text: screen.state, isRunning: screen.phase == .running)
                AppText(screen.host, Theme.Text.caption, palette.onSurfaceMuted)
            }
        }
    }
}

/// What is shown in a show: the item, its price, the way into the cart.
struct LiveCard: View {
    let card: LiveCardView
    /// Beside the picture: smaller, so that less of the picture is covered.
    var isSmall = false
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            item
            HoldPart(hold: card.hold)
            AppText(card.over, Theme.Text.detail, palette.onSurfaceMuted)
            AppText(card.inCart, Theme.Text.detail, palette.onSurfaceMuted)
            ViewThatFits(in: .horizontal) {
                HStack(spacing: Theme.Space.sm) { buttons }
                VStack(spacing: Theme.Space.sm) { buttons }
            }
        }
        .padding(isSmall ? Theme.Space.md : Theme.Space.base)
        .frame(maxWidth: .infinity, alignment: .leading)
        .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.large))
        .elevation(palette.raised)
        .accessibilityElement(children: .contain)
    }

    private var item: some View {
        Button(action: open) {
            HStack(alignment: .top, spacing: Theme.Space.md) {
                PictureView(reference: card.picture).frame(width: isSmall ? Theme.Size.field : Theme.Size.thumbnail)
                VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                    AppText(card.title, Theme.Text.label).lineLimit(isSmall ? 2 : nil)
                    Prices(price: card.price, was: card.was)
                    AppText(card.stock, Theme.Text.detail, palette.warning)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: card.accessibility))
        .accessibilityAddTraits(.isButton)
        .accessibilityAction { open() }
    }

    @ViewBuilder
    private var buttons: some View {
        WideButton(card.openLabel, kind: .tonal, action: open)
        WideButton(card.addLabel, symbol: .cart, isEnabled: card.canAdd) { shop.send(.addLiveCard(key: card.key)) }
        WideButton(card.checkoutLabel, kind: .tonal) { shop.send(.openCheckout) }
    }

    private func open() {
        shop.send(.openProduct(key: card.product))
    }
}

/// The comment that stands beside the picture.
struct LiveCommentPart: View {
    let comment: LiveComment?
    @Environment(\.palette) private var palette

    var body: some View {
        if let comment {
            VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                AppText(comment.author, Theme.Text.caption, palette.onSurfaceMuted)
                AppText(comment.text, Theme.Text.detail, palette.onSurface)
            }
            .padding(.horizontal, Theme.Space.md)
            .padding(.vertical, Theme.Space.sm)
            .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(Text(verbatim: comment.accessibility))
        }
    }
}

/// Of a show that is to come: the button, and when the person will be reminded.
struct LiveReminderPart: View {
    let reminder: LiveReminder?
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let reminder {
            VStack(alignment: .leading, spacing: Theme.Space.sm) {
                WideButton(
                    reminder.label, kind: reminder.isOn ? .tonal : .filled, symbol: reminder.isOn ? .bellOn : .bell
                ) {
                    shop.send(.remindOfShow(on: !reminder.isOn))
                }
                AppText(reminder.note, Theme.Text.detail, palette.onSurfaceMuted)
            }
            .card()
        }
    }
}

/// What was shown before.
struct EarlierCards: View {
    let title: String
    let cards: [LiveCardView]

    var body: some View {
        if !cards.isEmpty {
            Heading(title, Theme.Text.headline)
            ForEach(cards, id: \.key) { LiveCard(card: $0) }
        }
    }
}
