// Hand-off by surface: a page of a payment in a web view of its own, and the messages between it and the core.
import Foundation
import TradewindCore
import WebKit

/// Listens first, then loads the page. Nothing of the page is kept: its cookies live in memory and go with it.
///
/// A page is a bank's, or one with a provider's card fields. That one has a channel of its own, and stays on its origins; the
/// provider's frames in it may be anywhere.
@MainActor
public final class BankPage: NSObject, Identifiable, WKScriptMessageHandler, WKNavigationDelegate {
    public let key: String
    public let isVisible: Bool
    /// The sheet that a page with card fields stands for; none for a bank's page.
    public let fields: WalletRequest?
    /// Where it begins.
    public let address: URL
    public let webView: WKWebView
    public nonisolated var id: ObjectIdentifier { ObjectIdentifier(self) }

    /// Every phone that this app runs on shows web pages.
    nonisolated static let isAvailable = true
    /// The name under which the page finds the app.
    nonisolated static let toApp = "EmbeddedActionProtocolConsumer"
    /// The same for a page with card fields (`core/methods/src/hosted_fields.rs`).
    nonisolated static let fieldsToApp = "HostedFieldsConsumer"

    var onMessage: (_ origin: String, _ text: String) -> Void = { _, _ in }
    var onFailure: () -> Void = {}
    /// The person closed it. It is gone already.
    var onClose: () -> Void = {}
    var onAppLink: (URL) -> Void = { _ in }
    private let origins: Set<String>

    init(key: String, address: URL, origins: [String], isVisible: Bool, fields: WalletRequest? = nil) {
        self.key = key
        self.address = address
        self.origins = Set(origins)
        self.isVisible = isVisible
        self.fields = fields
        let configuration = WKWebViewConfiguration()
        configuration.websiteDataStore = .nonPersistent()
        configuration.preferences.javaScriptCanOpenWindowsAutomatically = false
        webView = WKWebView(frame: .zero, configuration: configuration)
        super.init()
        webView.allowsLinkPreview = false
    }

    func begin() {
        // The controller holds its handlers: `end` lets this page go.
        webView.configuration.userContentController.add(self, name: fields == nil ? Self.toApp : Self.fieldsToApp)
        webView.navigationDelegate = self
        webView.load(URLRequest(url: address))
    }

    func end() {
        webView.stopLoading()
        webView.navigationDelegate = nil
        webView.configuration.userContentController.removeAllScriptMessageHandlers()
    }

    /// Gives a message to the page, if it is still one of those that are listened to.
    func post(_ text: String) {
        guard let url = webView.url, let origin = Self.origin(of: url), origins.contains(origin) else { return }
        webView.evaluateJavaScript("window.EmbeddedActionProtocol.postMessage(\(Self.quoted(text)))")
    }

    public func userContentController(_ userContentController: WKUserContentController, didReceive message: WKScriptMessage) {
        let from = message.frameInfo.securityOrigin
        let origin = Self.origin(scheme: from.protocol, host: from.host, port: from.port)
        heard(origin, isMainFrame: message.frameInfo.isMainFrame, message.body as? String)
    }

    /// The page speaks. Frames inside it and pages of other origins are not heard.
    public func heard(_ origin: String, isMainFrame: Bool, _ text: String?) {
        guard isMainFrame, origins.contains(origin), let text else { return }
        onMessage(origin, text)
    }

    public func webView(
        _ webView: WKWebView, decidePolicyFor navigationAction: WKNavigationAction,
        decisionHandler: @escaping @MainActor @Sendable (WKNavigationActionPolicy) -> Void
    ) {
        let url = navigationAction.request.url
        let scheme = url?.scheme?.lowercased() ?? .init()
        // The page's own origin too: a merchant on this machine, for tests, has no https.
        let isOwn = url.flatMap { Self.origin(of: $0) }.map { origins.contains($0) } ?? false
        let isMainFrame = navigationAction.targetFrame?.isMainFrame ?? true
        if fields != nil, isMainFrame { return decisionHandler(isOwn ? .allow : .cancel) }
        if isOwn { return decisionHandler(.allow) }
        if ["https", "about"].contains(scheme) { return decisionHandler(.allow) }
        // A bank's own app, when the person pressed a link; nothing opens by itself.
        if let url, navigationAction.navigationType == .linkActivated, !Self.noApps.contains(scheme) { onAppLink(url) }
        decisionHandler(.cancel)
    }

    public func webView(_ webView: WKWebView, didFailProvisionalNavigation navigation: WKNavigation?, withError error: any Error) {
        onFailure()
    }

    public func webViewWebContentProcessDidTerminate(_ webView: WKWebView) {
        onFailure()
    }

    /// Scheme, host and, where it is not the scheme's own, port.
    nonisolated static func origin(scheme: String, host: String, port: Int) -> String {
        let isOwn = port == 0 || (scheme == "https" && port == 443)
        return "\(scheme)://\(host)" + (isOwn ? "" : ":\(port)")
    }

    /// The origin of an address; none where it names no host.
    public nonisolated static func origin(of url: URL) -> String? {
        guard let host = url.host else { return nil }
        return origin(scheme: url.scheme ?? .init(), host: host, port: url.port ?? 0)
    }

    /// A text as JavaScript writes it.
    nonisolated static func quoted(_ text: String) -> String {
        let inner = text.unicodeScalars.reduce(into: "") { out, letter in
            switch letter {
            case "\"", "\\": out += "\\\(letter)"
            case "\u{0}"..<"\u{20}", "<", "\u{2028}", "\u{2029}":
                let digits = String(letter.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(letter)
            }
        }
        return "\"\(inner)\""
    }

    /// Schemes that lead to no payment app.
    private nonisolated static let noApps: Set<String> = [
        "", "blob", "data", "file", "http", "javascript", "mailto", "sms", "tel", "tradewind",
    ]
}
