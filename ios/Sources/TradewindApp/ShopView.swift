// What is round every screen: the top with its search, banners, the screen, its bar, tabs, the toast, the wallet's sheet.
import SwiftUI
import TradewindCore
import TradewindKit

struct ShopView: View {
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        @Bindable var wallet = shop.wallet
        VStack(spacing: 0) {
            if let snapshot = shop.snapshot {
                HeaderView(snapshot: snapshot)
                ZStack(alignment: .bottom) {
                    ScreenView(snapshot: snapshot)
                    if let toast = snapshot.toast { ToastView(toast: toast) }
                }
                BottomBar(screen: snapshot.screen)
                Tabs(label: snapshot.tabsLabel, tabs: snapshot.tabs)
            }
        }
        .background(palette.background.color)
        .foregroundStyle(palette.onSurface.color)
        .tint(palette.accent.color)
        .environment(\.layoutDirection, shop.snapshot?.direction == .rtl ? .rightToLeft : .leftToRight)
        .environment(\.locale, shop.snapshot?.locale ?? .current)
        .sheet(item: $wallet.presentedRequest) { WalletSheet(request: $0) }
    }
}

/// Banners above the screen itself; what scrolls.
struct ScreenView: View {
    let snapshot: Snapshot

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Theme.Space.roomy) {
                ForEach(snapshot.banners.indices, id: \.self) { BannerView(banner: snapshot.banners[$0]) }
                switch snapshot.screen {
                case .home(let screen): HomeView(screen: screen)
                case .results(let screen): ResultsView(screen: screen)
                case .product(let screen): ProductView(screen: screen)
                case .preview(let screen): PreviewView(screen: screen, revision: snapshot.revision)
                case .cart(let screen): CartView(screen: screen)
                case .checkout(let screen): CheckoutView(screen: screen)
                case .orders(let screen): OrdersView(screen: screen)
                case .order(let screen): OrderView(screen: screen)
                case .settings(let screen): SettingsView(screen: screen)
                }
            }
            .padding(Theme.Space.edge)
            .frame(maxWidth: Theme.Size.tablet)
            .frame(maxWidth: .infinity)
        }
        .scrollDismissesKeyboard(.interactively)
    }
}

/// What stands above the tabs.
struct BottomBar: View {
    let screen: Screen
    @Environment(\.palette) private var palette

    var body: some View {
        switch screen {
        case .product(let one) where one.empty == nil:
            bar { AddToCartBar(price: one.price, sale: !one.was.isEmpty, inCart: one.inCart, label: one.addLabel, isEnabled: one.canAdd) }
        case .preview(let one):
            bar { AddToCartBar(price: one.price, sale: false, inCart: one.inCart, label: one.addLabel, isEnabled: one.canAdd) }
        case .cart(let one) where one.empty == nil:
            bar { CartBar(screen: one) }
        case .checkout(let one):
            bar { CheckoutBar(screen: one) }
        default:
            EmptyView()
        }
    }

    private func bar<Content: View>(@ViewBuilder _ content: () -> Content) -> some View {
        VStack(alignment: .leading, spacing: Theme.Space.small) { content() }
            .padding(Theme.Space.edge)
            .frame(maxWidth: .infinity)
            .background(palette.surface.color)
            .elevation(palette.bar)
    }
}

/// Heading, way back, search.
struct HeaderView: View {
    let snapshot: Snapshot
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.small) {
            HStack(spacing: Theme.Space.snug) {
                if snapshot.canGoBack {
                    RoundButton(.back, snapshot.backLabel) { shop.send(.back) }
                }
                AppText(snapshot.title, snapshot.canGoBack ? Theme.Text.headline : Theme.Text.display)
                    .accessibilityAddTraits(.isHeader)
                    .lineLimit(2)
            }
            .frame(minHeight: Theme.Size.touch)
            switch snapshot.screen {
            case .home(let one):
                SearchField(words: .init(), hint: one.searchHint, clear: one.clearLabel)
            case .results(let one):
                SearchField(words: one.words, hint: one.searchHint, clear: one.clearLabel)
            default:
                EmptyView()
            }
        }
        .padding(.horizontal, Theme.Space.edge)
        .padding(.vertical, Theme.Space.small)
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}

struct SearchField: View {
    let words: String
    let hint: String
    let clear: String
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(spacing: Theme.Space.snug) {
            Symbol.search.image.foregroundStyle(palette.onSurfaceMuted.color)
            EditField(hint: hint, value: words) { shop.send(.search(words: $0)) }
                .submitLabel(.search)
                .accessibilityAddTraits(.isSearchField)
            if !words.isEmpty {
                RoundButton(.close, clear, plain: true) { shop.send(.search(words: .init())) }
            }
        }
        .padding(.leading, Theme.Space.base)
        .frame(minHeight: Theme.Size.button)
        .background(palette.surface.color, in: Capsule())
        .elevation(palette.raised)
    }
}

struct Tabs: View {
    let label: String
    let tabs: [TabItem]
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        HStack(spacing: 0) {
            ForEach(tabs, id: \.tab) { one in
                Button {
                    shop.send(.openTab(one.tab))
                } label: {
                    VStack(spacing: Theme.Space.hair) {
                        Symbol.of(one.tab).image
                            .frame(width: Theme.Size.touch, height: Theme.Size.icon)
                            .overlay(alignment: .topTrailing) { badge(one.badge) }
                        AppText(one.label, Theme.Text.tab).lineLimit(1)
                    }
                    .frame(maxWidth: .infinity, minHeight: Theme.Size.tabBar)
                    .foregroundStyle(one.selected ? palette.accent.color : palette.onSurfaceMuted.color)
                }
                .buttonStyle(.plain)
                .accessibilityLabel(Text(verbatim: one.accessibility))
                .accessibilityAddTraits(one.selected ? .isSelected : [])
            }
        }
        .dynamicTypeSize(...DynamicTypeSize.xLarge)
        .background(palette.surface.color)
        .accessibilityElement(children: .contain)
        .accessibilityLabel(Text(verbatim: label))
    }

    @ViewBuilder
    private func badge(_ text: String) -> some View {
        if !text.isEmpty {
            AppText(text, Theme.Text.tab, palette.surface)
                .padding(.horizontal, Theme.Space.tiny)
                .background(palette.sale.color, in: Capsule())
        }
    }
}

struct ToastView: View {
    let toast: Toast
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @Environment(\.accessibilityVoiceOverEnabled) private var voiceOver

    var body: some View {
        HStack(spacing: Theme.Space.base) {
            AppText(toast.text, Theme.Text.detail, palette.inverseOnSurface)
                .frame(maxWidth: .infinity, alignment: .leading)
            if !toast.undo.isEmpty {
                Button {
                    shop.send(.undo)
                } label: {
                    AppText(toast.undo, Theme.Text.label, palette.inverseAccent).frame(minHeight: Theme.Size.touch)
                }
            }
            RoundButton(.close, toast.dismiss, plain: true) { shop.send(.dismissToast) }
        }
        .padding(.horizontal, Theme.Space.base)
        .background(palette.inverseSurface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
        .elevation(palette.raised)
        .padding(Theme.Space.edge)
        .task(id: voiceOver) {
            // The core says how long it stands; a person who is read to takes it away themselves.
            shop.send(.readingTime(seconds: voiceOver ? 86_400 : 0))
        }
    }
}
