// Hand-offs: links to apps and pages, a bank's page and whom it listens to, methods' own libraries, return links, codes.
import AlipaySDK
import Foundation
import Testing
import TradewindCore
import TradewindDriver
import WebKit
import WechatOpenSDK

@testable import TradewindKit

@MainActor @Suite(.serialized) struct HandOffTests {
    private let told = Told()

    private func handOffs(_ opener: FakeLinks?, _ libraries: [String: any PaymentLibrary] = [:]) -> HandOffs {
        let handOffs = HandOffs(opener: opener, libraries: libraries)
        handOffs.connect { [told] in told.intents.append($0) }
        return handOffs
    }

    private func link(_ app: String, _ page: String) -> HandOff {
        HandOff(key: "key", method: "com.example.pay", way: .link(app: app, page: page))
    }

    @Test func anAppIsFoundByASchemeThatTheAppMayAskFor() throws {
        let links = FakeLinks(installed: ["swish", "other"], queried: ["swish", "upi"])
        let handOffs = handOffs(links)
        #expect(try handOffs.host.hasApp(app: "swish"))
        #expect(try !handOffs.host.hasApp(app: "upi") && !handOffs.host.hasApp(app: "other"))
        links.installed = ["upi"]
        handOffs.refresh()
        #expect(try handOffs.host.hasApp(app: "upi") && !handOffs.host.hasApp(app: "swish"))
    }

    @Test func theAppOpensItsLinkElseTheBrowserThePage() async throws {
        let links = FakeLinks(installed: ["swish"], queried: ["swish"])
        let handOffs = handOffs(links)
        try handOffs.host.present(handOff: link("swish://pay?token=1", "https://pay.example/1"))
        try await until("the app is opened") { links.opened == ["swish://pay?token=1"] }
        try handOffs.host.present(handOff: link("https://app.pay.example/2", "https://pay.example/2"))
        try await until("the page is opened where no app takes its link") { links.opened.last == "https://pay.example/2" }
        try handOffs.host.present(handOff: link("", "https://pay.example/3"))
        try await until("the page alone") { links.opened.last == "https://pay.example/3" }
        #expect(links.opened.count == 3 && links.asked.first { $0.0 == "https://app.pay.example/2" }?.1 == true)
        #expect(await LinkHandOff(links).open(app: "upi://pay", page: "") == false)
    }

    @Test func whatThePhoneCanIsWhatIsThere() throws {
        let without = handOffs(nil)
        #expect(try !without.host.can(way: .link, method: "com.example.pay"))
        #expect(try !without.host.can(way: .call, method: "com.alipay") && without.host.can(way: .surface, method: "x"))
        let with = handOffs(FakeLinks(installed: [], queried: []), ["com.alipay": AlipayLibrary(scheme: "tradewindalipay")])
        #expect(try with.host.can(way: .link, method: "x") && with.host.can(way: .call, method: "com.alipay"))
    }

    @Test func onlyAReturnLinkGoesToThePayment() {
        for link in ["tradewind://payment/return/0f8fad5b-d9cb-469f", "TRADEWIND://payment/return/x?status=ok"] {
            #expect(Intent.of(link: link) == .paymentReturned(link: link))
        }
        for link in ["tradewind://payment/other/x", "tradewind://p/mug", "https://x/payment/return/y"] {
            #expect(Intent.of(link: link) == .openLink(url: link))
        }
    }

    @Test func aPageIsHeardFromItsOriginsOnly() async throws {
        let handOffs = handOffs(nil)
        let page = try await open(handOffs)
        #expect(page.webView.listeningWhenLoaded == 1 && !page.webView.configuration.websiteDataStore.isPersistent)
        say(page, "hello")
        #expect(told.intents == [.surfaceSaid(key: "key", origin: "https://acs.bank.example", text: "hello")])
        say(page, "another host", host: "elsewhere.example")
        say(page, "another port", port: 8443)
        say(page, "in the clear", scheme: "http")
        say(page, "a frame", isMainFrame: false)
        say(page, 5)
        #expect(told.intents.count == 1)
        say(page, "its own port", port: 443)
        #expect(told.intents.count == 2)
        handOffs.connect(nil)
        #expect(handOffs.pages.isEmpty && page.webView.configuration.userContentController.handlers.isEmpty)
    }

    @Test func answersGoToThePageAndToNoOther() async throws {
        let handOffs = handOffs(nil)
        let page = try await open(handOffs)
        try handOffs.host.post(key: "key", text: #"{"a":"</script>"}"#)
        let script = #"window.EmbeddedActionProtocol.postMessage("{\"a\":\"\u003c/script>\"}")"#
        try await until("the page is told") { page.webView.evaluated == [script] }
        page.webView.load(URLRequest(url: try #require(URL(string: "https://elsewhere.example/"))))
        page.post("secret")
        #expect(page.webView.evaluated == [script])
        let text = "\" \\ \n \u{2028} \u{0} ü"
        let read = try JSONSerialization.jsonObject(with: Data(BankPage.quoted(text).utf8), options: .fragmentsAllowed) as? String
        #expect(read == text)
    }

    @Test func aPageGoesNowhereButToWebPagesAndToTheBanksApp() async throws {
        let links = FakeLinks(installed: ["bank"], queried: [])
        let page = try await open(handOffs(links))
        func goes(_ link: String, _ kind: WKNavigationType) throws -> Bool {
            let request = URLRequest(url: try #require(URL(string: link)))
            let action = WKNavigationAction(request: request, navigationType: kind, targetFrame: nil)
            let answer = Answer()
            page.webView(page.webView, decidePolicyFor: action) { answer.policy = $0 }
            return answer.policy == .allow
        }
        #expect(try goes("https://other.example/", .other))
        #expect(try !goes("http://other.example/", .linkActivated) && !goes("file:///etc/hosts", .linkActivated))
        #expect(try !goes("bank://by-itself", .other) && !goes("bank://pressed", .linkActivated))
        try await until("the bank's app is opened") { links.opened == ["bank://pressed"] }
    }

    @Test func aClosedPageIsToldOnceAndOneThatTheCoreTakesAwayIsNot() async throws {
        let handOffs = handOffs(nil)
        let page = try await open(handOffs)
        #expect(handOffs.presentedPage === page)
        handOffs.presentedPage = nil
        handOffs.close(page)
        #expect(told.intents == [.surfaceClosed(key: "key")] && handOffs.pages.isEmpty)
        let failed = try await open(handOffs)
        failed.webViewWebContentProcessDidTerminate(failed.webView)
        #expect(told.intents.count == 2 && handOffs.pages.isEmpty)
        _ = try await open(handOffs, visible: false)
        #expect(handOffs.shownPage == nil)
        try handOffs.host.dismiss(key: "key")
        try await until("it is gone") { handOffs.pages.isEmpty }
        #expect(told.intents.count == 2)
    }

    @Test func alipayIsCalledAndItsAnswerHandedOnAsItIs() async throws {
        let handOffs = handOffs(nil, ["com.alipay": AlipayLibrary(scheme: "tradewindalipay")])
        let sdk = try #require(AlipaySDK.defaultService())
        try handOffs.host.present(handOff: HandOff(key: "key", method: "com.alipay", way: .call(payload: "order=1")))
        try await until("the library is called") { sdk.orders.last?.order == "order=1" }
        #expect(sdk.orders.last?.scheme == "tradewindalipay")
        sdk.waiting?(["resultStatus": "9000", "memo": ""])
        sdk.waiting?(["resultStatus": "4000"])
        let text = try #require(told.answer)
        let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        #expect(read == ["resultStatus": "9000", "memo": ""] && told.intents.count == 1)
        // The next one is answered by a link, from Alipay's app.
        try handOffs.host.present(handOff: HandOff(key: "key", method: "com.alipay", way: .call(payload: "order=2")))
        try await until("the library is called") { sdk.orders.last?.order == "order=2" }
        #expect(handOffs.takes(try #require(URL(string: "tradewindalipay://safepay/"))) && told.intents.count == 2)
        #expect(!handOffs.takes(try #require(URL(string: "tradewind://p/mug"))))
    }

    @Test func weChatIsCalledAndItsCodeHandedOn() async throws {
        let handOffs = handOffs(nil, ["com.wechat": WeChatPayLibrary()])
        #expect(try !handOffs.host.can(way: .call, method: "com.wechat"))
        WXApi.installed = true
        handOffs.refresh()
        #expect(try handOffs.host.can(way: .call, method: "com.wechat"))
        let fields = #"{"partnerid":"p","prepayid":"pre","noncestr":"n","timestamp":1700000000,"package":"Sign=WXPay","sign":"s"}"#
        try handOffs.host.present(handOff: HandOff(key: "key", method: "com.wechat", way: .call(payload: fields)))
        try await until("the library is called") { !WXApi.sent.isEmpty }
        let sent = try #require(WXApi.sent.last as? PayReq)
        #expect([sent.partnerId, sent.prepayId, sent.nonceStr, sent.package, sent.sign] == ["p", "pre", "n", "Sign=WXPay", "s"])
        #expect(sent.timeStamp == 1_700_000_000)
        #expect(handOffs.takes(try #require(URL(string: "wx1://pay?ret=-2"))))
        #expect(told.intents == [.handOffAnswered(key: "key", text: "-2")])
    }

    @Test func theAppMayAskForWhatTheCoreAsksFor() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
            .standardizedFileURL
        let file = try Data(contentsOf: root.appendingPathComponent("ios/App/Info.plist"))
        let plist = try #require(PropertyListSerialization.propertyList(from: file, format: nil) as? [String: Any])
        var wanted: Set<String> = []
        let folder = root.appendingPathComponent("assets/payments")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".toml") {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasPrefix("device = ") {
                let list = line.components(separatedBy: " ios = [").dropFirst().first?.prefix { $0 != "]" } ?? ""
                wanted.formUnion(list.split(separator: "\"").map(String.init).filter { $0.contains(where: \.isLetter) })
            }
        }
        #expect(wanted.count >= 8 && Set(plist["LSApplicationQueriesSchemes"] as? [String] ?? []) == wanted)
        #expect(plist["BGTaskSchedulerPermittedIdentifiers"] as? [String] == [BackgroundRefresh.identifier])
        let types = plist["CFBundleURLTypes"] as? [[String: Any]]
        #expect(types?.first?["CFBundleURLSchemes"] as? [String] == [Intent.paymentReturn.components(separatedBy: ":")[0]])
    }

    @Test func aCodeIsDrawnModuleByModule() {
        // 21 x 21, the first row dark, then light to the end but for the last module.
        var modules = Data(count: 56)
        modules.replaceSubrange(0..<3, with: [0xff, 0xff, 0xf8])
        modules[55] = 0x80
        let picture = CodePicture(side: 21, modules: modules)
        let drawn = picture.darkModules(in: 300)
        #expect(drawn.count == 22 && drawn.allSatisfy { $0.width == 10 && $0.height == 10 })
        #expect(drawn.first?.origin == CGPoint(x: 45, y: 45) && drawn.last?.origin == CGPoint(x: 245, y: 245))
        #expect(CodePicture(side: 21, modules: Data([0x40])).darkModules(in: 29).map(\.origin.x) == [5])
        #expect(CodePicture(side: 177, modules: Data()).darkModules(in: 0).isEmpty)
    }

    private func open(_ handOffs: HandOffs, visible: Bool = true) async throws -> BankPage {
        let way = Way.surface(url: "https://acs.bank.example/challenge", origins: ["https://acs.bank.example"], visible: visible)
        try handOffs.host.present(handOff: HandOff(key: "key", method: "com.example.card", way: way))
        try await until("the page is open") { !handOffs.pages.isEmpty }
        return handOffs.pages[0]
    }

    private func say(
        _ page: BankPage, _ body: Any, scheme: String = "https", host: String = "acs.bank.example", port: Int = 0,
        isMainFrame: Bool = true
    ) {
        let frame = WKFrameInfo(
            isMainFrame: isMainFrame, securityOrigin: WKSecurityOrigin(protocol: scheme, host: host, port: port))
        let controller = page.webView.configuration.userContentController
        controller.handlers["EmbeddedActionProtocolConsumer"]?.userContentController(
            controller, didReceive: WKScriptMessage(body: body, frameInfo: frame, name: "EmbeddedActionProtocolConsumer"))
    }
}

@MainActor private final class Told {
    var intents: [Intent] = []

    /// The first answer of a library.
    var answer: String? {
        if case .handOffAnswered(_, let text)? = intents.first { text } else { nil }
    }
}

@MainActor private final class Answer {
    var policy: WKNavigationActionPolicy?
}

/// Opens links of the schemes of apps that are installed, and every web page.
@MainActor private final class FakeLinks: LinkOpening {
    var installed: Set<String>
    let queriedSchemes: [String]
    var opened: [String] = []
    var asked: [(String, Bool)] = []

    init(installed: Set<String>, queried: [String]) {
        self.installed = installed
        queriedSchemes = queried
    }

    func canOpen(_ link: URL) -> Bool {
        installed.contains(link.scheme ?? "")
    }

    func open(_ link: URL, appOnly: Bool) async -> Bool {
        asked.append((link.absoluteString, appOnly))
        guard canOpen(link) || (link.scheme == "https" && !appOnly) else { return false }
        opened.append(link.absoluteString)
        return true
    }
}

extension CoreTests {
    @MainActor @Suite(.serialized) struct Returning {
        /// Of no payment: the core drops it. As a place to open it would be said to lead nowhere.
        @Test func aReturnLinkIsNoPlaceToOpen() async throws {
            let scratch = try TemporaryFolder()
            let store = try await ShopStore.open(scratch.setup(try sandbox()).config, vault: try FileVault(scratch.folder))
            try await until("the catalog is there") {
                if case .home(let home)? = store.snapshot?.screen { !home.categories.isEmpty } else { false }
            }
            store.open(try #require(URL(string: "\(Intent.paymentReturn)0f8fad5b-d9cb-469f-a165-70867728950e")))
            store.send(.openTab(tab: .cart))
            try await until("the next one is heard") { if case .cart? = store.snapshot?.screen { true } else { false } }
            #expect(store.snapshot?.toast == nil)
            store.open(try #require(URL(string: "tradewind://nowhere/x")))
            try await until("another link is a place to open") { store.snapshot?.toast != nil }
            // No payment is open: nothing is waited for.
            #expect(await store.settled(within: .seconds(10)) != nil)
            store.close()
            try await nothingLeft()
        }
    }
}
