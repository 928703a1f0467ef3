// One page: banners, the screen itself, the bar below it, the toast.
import SwiftUI
import TradewindCore
import TradewindKit

struct PageView: View {
    let page: NavigationHistory.Page
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if let snapshot = page.snapshot {
            Group {
                if case .live(let screen) = snapshot.screen {
                    show(screen, snapshot.banners)
                } else {
                    scrolling(snapshot)
                }
            }
            // How far it is scrolled belongs to this page.
            .id(page.id)
            .background(palette.background.color)
        }
    }

    private func scrolling(_ snapshot: Snapshot) -> some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Theme.Space.lg) {
                ForEach(snapshot.banners.identified(by: \.text)) { BannerView(banner: $0.value) }
                ScreenView(screen: snapshot.screen, revision: snapshot.revision)
            }
            .padding(Theme.Space.edge)
            .frame(maxWidth: Theme.Size.tablet)
            .frame(maxWidth: .infinity)
        }
        .scrollDismissesKeyboard(.interactively)
        .overlay(alignment: .bottom) { toast }
        .safeAreaInset(edge: .bottom, spacing: 0) { BottomBar(screen: snapshot.screen) }
    }

    /// A show has the whole page. At the bottom a toast would cover the button that it answers.
    private func show(_ screen: LiveScreen, _ banners: [Banner]) -> some View {
        VStack(spacing: Theme.Space.sm) {
            ForEach(banners.identified(by: \.text)) { BannerView(banner: $0.value).padding(.horizontal, Theme.Space.edge) }
            LiveView(screen: screen)
        }
        .overlay(alignment: .top) { toast }
    }

    @ViewBuilder
    private var toast: some View {
        if shop.navigation.isTop(page), let toast = shop.snapshot?.toast { ToastView(toast: toast) }
    }
}

/// The view of a screen.
struct ScreenView: View {
    let screen: Screen
    /// The snapshot's revision: with each one the 3D preview is drawn again.
    let revision: UInt64

    var body: some View {
        switch screen {
        case .home(let screen): HomeView(screen: screen)
        case .results(let screen): ResultsView(screen: screen)
        case .product(let screen): ProductView(screen: screen)
        case .preview(let screen): PreviewView(screen: screen, revision: revision)
        case .live(let screen): LiveView(screen: screen)
        case .proposal(let screen): ProposalView(screen: screen)
        case .cart(let screen): CartView(screen: screen)
        case .checkout(let screen): CheckoutView(screen: screen)
        case .orders(let screen): OrdersView(screen: screen)
        case .order(let screen): OrderView(screen: screen)
        case .settings(let screen): SettingsView(screen: screen)
        }
    }
}

/// The actions that stay in sight below a screen.
struct BottomBar: View {
    let screen: Screen
    @Environment(\.palette) private var palette

    var body: some View {
        switch screen {
        case .product(let product) where product.empty == nil:
            bar {
                AddToCartBar(
                    price: product.price, sale: !product.was.isEmpty, inCart: product.inCart, label: product.addLabel,
                    isEnabled: product.canAdd)
            }
        case .preview(let preview):
            bar {
                AddToCartBar(
                    price: preview.price, sale: false, inCart: preview.inCart, label: preview.addLabel, isEnabled: preview.canAdd)
            }
        case .proposal(let proposal) where proposal.empty == nil:
            bar { ProposalBar(screen: proposal) }
        case .cart(let cart) where cart.empty == nil:
            bar { CartBar(screen: cart) }
        case .checkout(let checkout):
            bar { CheckoutBar(screen: checkout) }
        default:
            EmptyView()
        }
    }

    private func bar<Content: View>(@ViewBuilder _ content: () -> Content) -> some View {
        VStack(alignment: .leading, spacing: Theme.Space.sm) { content() }
            .padding(Theme.Space.edge)
            .frame(maxWidth: .infinity)
            .background(palette.surface.color)
            .elevation(palette.bar)
    }
}

/// The system's search field, on the screens that have one. Home and the search over it share one field: typing keeps the keyboard.
struct SearchBar: ViewModifier {
    let screen: Screen?

    func body(content: Content) -> some View {
        if let field { content.modifier(field) } else { content }
    }

    private var field: SearchField? {
        switch screen {
        case .home(let home):
            SearchField(words: .init(), hint: home.searchHint, isSearching: false)
        case .results(let results):
            SearchField(words: results.words, hint: results.searchHint, isSearching: results.category.isEmpty)
        default:
            nil
        }
    }
}

/// What is typed goes to the core at each keystroke; the core's words count while nobody types.
struct SearchField: ViewModifier {
    let words: String
    let hint: String
    /// Whether the screen is a search over home, which ends with the field's Cancel.
    let isSearching: Bool
    @State private var text = String()
    @State private var isPresented = false
    @Environment(ShopStore.self) private var shop

    func body(content: Content) -> some View {
        content
            .searchable(text: $text, isPresented: $isPresented, prompt: Text(verbatim: hint))
            .onChange(of: text) { _, typed in
                if isPresented && typed != words { shop.send(.search(words: typed)) }
            }
            .onChange(of: isPresented) { _, presented in
                if presented { return }
                if isSearching {
                    shop.endSearch(in: .home)
                } else if !words.isEmpty {
                    shop.send(.search(words: .init()))
                }
            }
            .onChange(of: words, initial: true) { _, newest in
                if !isPresented { text = newest }
            }
            .onChange(of: isSearching, initial: true) { _, searching in
                // A link may begin a search, and the tab may end one.
                if searching != isPresented && (searching || words.isEmpty) { isPresented = searching }
            }
    }
}

/// A passing message. The core decides how long it stays.
struct ToastView: View {
    let toast: Toast
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

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
    }
}
