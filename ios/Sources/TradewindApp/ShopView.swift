// The frame of the app: the tab bar, one navigation stack for each tab, the wallet's sheet, a bank's page.
import SwiftUI
import TradewindCore
import TradewindKit

struct ShopView: View {
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @Environment(\.accessibilityVoiceOverEnabled) private var voiceOver
    @Environment(\.accessibilitySwitchControlEnabled) private var switchControl

    var body: some View {
        @Bindable var wallet = shop.wallet
        @Bindable var handOffs = shop.handOffs
        content
            .overlay { HiddenBankPages() }
            .modifier(PrivacyCover(isPaying: shop.snapshot?.isPaying == true))
            .background(palette.background.color)
            .foregroundStyle(palette.onSurface.color)
            .tint(palette.accent.color)
            .environment(\.layoutDirection, shop.snapshot?.direction == .rtl ? .rightToLeft : .leftToRight)
            .environment(\.locale, shop.snapshot?.locale ?? .current)
            .sheet(item: $wallet.presentedRequest) { WalletSheet(request: $0) }
            .fullScreenCover(item: $handOffs.presentedPage) { BankPageView(page: $0) }
            .task(id: shop.snapshot?.handOff?.kind.leavesTimeToAsk == true) {
                if shop.snapshot?.handOff?.kind.leavesTimeToAsk == true { await PaymentNotification.ask() }
            }
            .task(id: shop.snapshot?.reminders) { await ShowReminder.keep(all: shop.snapshot?.reminders ?? []) }
            .task(id: voiceOver || switchControl) {
                // The core alone takes a toast away. Whoever hears or steps through the screen needs more time than a glance:
                // for them it stays until they dismiss it (a day, the longest that the core takes).
                shop.send(.readingTime(seconds: voiceOver || switchControl ? 86_400 : 0))
            }
    }

    @ViewBuilder
    private var content: some View {
        @Bindable var shop = shop
        if shop.snapshot == nil {
            ProgressView()
        } else {
            TabView(selection: $shop.selectedTab) {
                ForEach(shop.navigation.tabs, id: \.tab) { item in
                    TabStack(tab: item.tab)
                        .tabItem {
                            Label {
                                Text(verbatim: item.label)
                            } icon: {
                                Image(systemName: Symbol.of(item.tab).rawValue)
                            }
                            .accessibilityLabel(Text(verbatim: item.accessibility))
                        }
                        .badge(item.badge.isEmpty ? nil : Text(verbatim: item.badge))
                        .tag(item.tab)
                }
            }
        }
    }
}

/// A tab's pages. The core owns the stack: a swipe back is sent to it and counts at once, all else comes with its snapshots.
struct TabStack: View {
    let tab: TradewindCore.Tab
    @Environment(ShopStore.self) private var shop

    var body: some View {
        @Bindable var shop = shop
        NavigationStack(path: $shop[path: tab]) {
            RootPage(tab: tab)
                .navigationDestination(for: NavigationHistory.Page.ID.self) { id in
                    if let page = shop.navigation.page(id, in: tab) {
                        PageView(page: page).modifier(PageTitle(page: page, display: .inline))
                    }
                }
        }
    }
}

/// The first page of a tab; on home a search lies over it while the person searches.
struct RootPage: View {
    let tab: TradewindCore.Tab
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let root = shop.navigation.root(of: tab), root.snapshot != nil {
            let search = shop.navigation.search(in: tab)
            ZStack {
                PageView(page: root).accessibilityHidden(search != nil)
                if let search { PageView(page: search).background(palette.background.color) }
            }
            .modifier(PageTitle(page: search ?? root, display: .large))
        } else {
            // A link opened the app above this page: the core shows it when the person goes back.
            ProgressView()
        }
    }
}

/// Heading and search field of a page.
struct PageTitle: ViewModifier {
    let page: NavigationHistory.Page
    let display: NavigationBarItem.TitleDisplayMode

    func body(content: Content) -> some View {
        content
            .modifier(SearchBar(screen: page.snapshot?.screen))
            .navigationTitle(Text(verbatim: page.snapshot?.title ?? .init()))
            .navigationBarTitleDisplayMode(display)
    }
}
