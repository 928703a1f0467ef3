// A card in a provider's own fields: which page is shown, whom it is heard from, and that it answers once.
import Foundation
import Testing
import TradewindCore
import TradewindDriver
import WebKit

@testable import TradewindKit

@MainActor @Suite(.serialized) struct HostedFieldsTests {
    private static let shop = "https://shop.example"
    private let answers = PageAnswers()
    private let told = PageIntents()
    private let handOffs = HandOffs(opener: nil)
    private let wallet: HostedFieldsWallet

    init() {
        wallet = HostedFieldsWallet(pages: handOffs)
        wallet.connect { [answers] sheet, outcome in answers.all.append(PageAnswer(sheet: sheet, outcome: outcome)) }
        handOffs.connect { [told] in told.all.append($0) }
    }

    @Test func onlyAPageOfCardFieldsIsShown() throws {
        #expect(try wallet.host.isReady() && wallet.handler == "dev.tradewind.pay.hosted_card")
        #expect(throws: HostError.Unavailable) { try wallet.host.present(request: request("s", nil)) }
        let google = SystemSheet.googlePay(request: "{}", production: false)
        #expect(throws: HostError.Unavailable) { try wallet.host.present(request: request("s", google)) }
        #expect(handOffs.pages.isEmpty)
    }

    @Test func itsFirstWordIsTheAnswer() async throws {
        let page = try await shown("s")
        let configuration = page.webView.configuration
        #expect(page.webView.listeningWhenLoaded == 1 && !configuration.websiteDataStore.isPersistent)
        #expect(Array(configuration.userContentController.handlers.keys) == ["HostedFieldsConsumer"])
        #expect(!configuration.preferences.javaScriptCanOpenWindowsAutomatically)
        #expect(handOffs.presentedPage === page && page.fields?.amountText == "1,00 €")
        say(page, "another host", host: "elsewhere.example")
        say(page, "another port", port: 8443)
        say(page, "in the clear", scheme: "http")
        say(page, "a frame, of the provider's too", isMainFrame: false)
        say(page, 5)
        #expect(answers.all.isEmpty && handOffs.pages.count == 1)
        say(page, "token")
        page.heard(Self.shop, isMainFrame: true, "another")
        #expect(answers.all == [PageAnswer(sheet: "s", outcome: .hostedFields(origin: Self.shop, message: "token"))])
        #expect(handOffs.pages.isEmpty && configuration.userContentController.handlers.isEmpty)
        try wallet.host.dismiss(sheet: "s", end: .taken)
        #expect(told.all.isEmpty, "it is no hand-off")
    }

    @Test func aMessageThatIsTooLongIsNotHandedOn() async throws {
        say(try await shown("long", max: 3), "üü")
        say(try await shown("fits", max: 4), "üü")
        let fits = WalletOutcome.hostedFields(origin: Self.shop, message: "üü")
        #expect(answers.all == [PageAnswer(sheet: "long", outcome: .failed), PageAnswer(sheet: "fits", outcome: fits)])
    }

    @Test func closingCancelsBreakingFailsAndWhatTheCoreTakesAwayAnswersNothing() async throws {
        let closed = try await shown("closed")
        handOffs.presentedPage = nil
        handOffs.close(closed)
        let broken = try await shown("broken")
        broken.webViewWebContentProcessDidTerminate(broken.webView)
        let all = [PageAnswer(sheet: "closed", outcome: .cancelled), PageAnswer(sheet: "broken", outcome: .failed)]
        #expect(answers.all == all && handOffs.pages.isEmpty)
        let dropped = try await shown("dropped")
        try wallet.host.dismiss(sheet: "another", end: .dropped)
        try wallet.host.dismiss(sheet: "dropped", end: .dropped)
        try await until("it is gone") { handOffs.pages.isEmpty }
        dropped.heard(Self.shop, isMainFrame: true, "late")
        #expect(answers.all == all && told.all.isEmpty)
    }

    @Test func thePageStaysOnItsOriginAndOpensNoApp() async throws {
        let page = try await shown("s")
        func goes(_ link: String, isMainFrame: Bool = true) throws -> Bool {
            let request = URLRequest(url: try #require(URL(string: link)))
            let origin = WKSecurityOrigin(protocol: "https", host: "shop.example", port: 0)
            let frame = WKFrameInfo(isMainFrame: isMainFrame, securityOrigin: origin)
            let action = WKNavigationAction(request: request, navigationType: .linkActivated, targetFrame: frame)
            let answer = PageDecision()
            page.webView(page.webView, decidePolicyFor: action) { answer.policy = $0 }
            return answer.policy == .allow
        }
        #expect(try goes("https://shop.example/fields?step=2") && !goes("https://elsewhere.example/"))
        #expect(try !goes("http://shop.example/") && !goes("bank://pay") && !goes("about:blank"))
        #expect(try goes("https://provider.example/field", isMainFrame: false))
        #expect(try !goes("file:///etc/hosts", isMainFrame: false))
    }

    private func request(_ sheet: String, _ system: SystemSheet?) -> WalletRequest {
        WalletRequest(
            sheet: sheet, handler: "h", payee: "Shop", lines: [], amount: "1.00", currency: "EUR", amountText: "1,00 €",
            words: WalletWords(title: "Card", approve: "", decline: "", cancel: "Cancel"), system: system)
    }

    private func shown(_ sheet: String, max: UInt32 = 100) async throws -> BankPage {
        let page = SystemSheet.hostedFields(url: "\(Self.shop)/fields?key=1", origin: Self.shop, maxMessage: max)
        try wallet.host.present(request: request(sheet, page))
        try await until("the page is shown") { handOffs.pages.first?.key == sheet }
        return try #require(handOffs.pages.first)
    }

    private func say(
        _ page: BankPage, _ body: Any, scheme: String = "https", host: String = "shop.example", port: Int = 0,
        isMainFrame: Bool = true
    ) {
        let origin = WKSecurityOrigin(protocol: scheme, host: host, port: port)
        let frame = WKFrameInfo(isMainFrame: isMainFrame, securityOrigin: origin)
        let controller = page.webView.configuration.userContentController
        controller.handlers["HostedFieldsConsumer"]?.userContentController(
            controller, didReceive: WKScriptMessage(body: body, frameInfo: frame, name: "HostedFieldsConsumer"))
    }
}

private struct PageAnswer: Equatable {
    let sheet: String
    let outcome: WalletOutcome
}

@MainActor private final class PageAnswers {
    var all: [PageAnswer] = []
}

@MainActor private final class PageIntents {
    var all: [Intent] = []
}

@MainActor private final class PageDecision {
    var policy: WKNavigationActionPolicy?
}
