// A page of a payment over the app, with a way to close it; and pages that nobody is to see.
import SwiftUI
import TradewindCore
import TradewindKit
import WebKit

struct BankPageView: View {
    let page: BankPage
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    /// What the checkout's screen says of a bank's page; none for the moment before it does.
    private var handOff: HandOffView? {
        shop.snapshot?.handOff.flatMap { $0.key == page.key ? $0 : nil }
    }

    /// A page with card fields has the words of its sheet.
    private var title: String { page.fields?.words.title ?? handOff?.title ?? .init() }
    private var closeLabel: String { page.fields?.words.cancel ?? handOff?.closeLabel ?? .init() }

    var body: some View {
        VStack(spacing: 0) {
            HStack(spacing: Theme.Space.md) {
                Heading(title, Theme.Text.label).frame(maxWidth: .infinity, alignment: .leading)
                RoundButton(.close, closeLabel) { shop.handOffs.close(page) }
            }
            .padding(Theme.Space.edge)
            if let fields = page.fields {
                VStack(alignment: .leading, spacing: Theme.Space.sm) {
                    AppText(fields.payee, Theme.Text.detail, palette.onSurfaceMuted)
                    AppText(fields.amountText, Theme.Text.headline)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                .padding(.horizontal, Theme.Space.edge)
            }
            WebPage(page: page)
        }
        .background(palette.surface.color)
        .modifier(PrivacyCover(isPaying: true))
    }
}

/// Pages that work unseen: in the window, so that they run, and too small to be seen.
struct HiddenBankPages: View {
    @Environment(ShopStore.self) private var shop

    var body: some View {
        ForEach(shop.handOffs.pages.filter { !$0.isVisible }) { page in
            WebPage(page: page).frame(width: 1, height: 1).opacity(0).accessibilityHidden(true)
        }
    }
}

struct WebPage: UIViewRepresentable {
    let page: BankPage

    func makeUIView(context: Context) -> WKWebView {
        page.webView
    }

    func updateUIView(_ view: WKWebView, context: Context) {}
}
