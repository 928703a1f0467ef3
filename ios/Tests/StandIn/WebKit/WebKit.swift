// A stand-in for WebKit where there is none: what the kit uses of it, by Apple's signatures. It loads nothing; it records what it was told.
@_exported import Foundation
@_exported import FoundationNetworking

@MainActor open class WKWebView: NSObject {
    public let configuration: WKWebViewConfiguration
    public weak var navigationDelegate: (any WKNavigationDelegate)?
    public var allowsLinkPreview = true
    public private(set) var url: URL?
    /// What was evaluated, for tests.
    public private(set) var evaluated: [String] = []
    /// How many scripts were listened for when the page was loaded, for tests.
    public private(set) var listeningWhenLoaded = 0

    public init(frame: CGRect, configuration: WKWebViewConfiguration) {
        self.configuration = configuration
    }

    @discardableResult public func load(_ request: URLRequest) -> WKNavigation? {
        url = request.url
        listeningWhenLoaded = configuration.userContentController.handlers.count
        return nil
    }

    public func stopLoading() {}

    public func evaluateJavaScript(
        _ javaScriptString: String, completionHandler: (@MainActor @Sendable (Any?, (any Error)?) -> Void)? = nil
    ) {
        evaluated.append(javaScriptString)
    }
}

public final class WKNavigation: NSObject {}

@MainActor public final class WKWebViewConfiguration: NSObject {
    public var websiteDataStore = WKWebsiteDataStore.default()
    public var userContentController = WKUserContentController()
    public var preferences = WKPreferences()
}

@MainActor public final class WKPreferences: NSObject {
    public var javaScriptCanOpenWindowsAutomatically = true
}

@MainActor public final class WKWebsiteDataStore: NSObject {
    public let isPersistent: Bool

    private init(isPersistent: Bool) {
        self.isPersistent = isPersistent
    }

    public static func `default`() -> WKWebsiteDataStore { WKWebsiteDataStore(isPersistent: true) }
    public static func nonPersistent() -> WKWebsiteDataStore { WKWebsiteDataStore(isPersistent: false) }
}

@MainActor public final class WKUserContentController: NSObject {
    /// For tests.
    public private(set) var handlers: [String: any WKScriptMessageHandler] = [:]

    public func add(_ scriptMessageHandler: any WKScriptMessageHandler, name: String) {
        handlers[name] = scriptMessageHandler
    }

    public func removeAllScriptMessageHandlers() {
        handlers = [:]
    }
}

@MainActor public protocol WKScriptMessageHandler: AnyObject {
    func userContentController(_ userContentController: WKUserContentController, didReceive message: WKScriptMessage)
}

@MainActor public final class WKScriptMessage: NSObject {
    public let body: Any
    public let frameInfo: WKFrameInfo
    public let name: String

    /// For tests: a page spoke.
    public init(body: Any, frameInfo: WKFrameInfo, name: String) {
        self.body = body
        self.frameInfo = frameInfo
        self.name = name
    }
}

@MainActor public final class WKFrameInfo: NSObject {
    public let isMainFrame: Bool
    public let securityOrigin: WKSecurityOrigin

    /// For tests.
    public init(isMainFrame: Bool, securityOrigin: WKSecurityOrigin) {
        self.isMainFrame = isMainFrame
        self.securityOrigin = securityOrigin
    }
}

@MainActor public final class WKSecurityOrigin: NSObject {
    public let `protocol`: String
    public let host: String
    /// 0 where it is the scheme's own.
    public let port: Int

    /// For tests.
    public init(protocol scheme: String, host: String, port: Int) {
        `protocol` = scheme
        self.host = host
        self.port = port
    }
}

public enum WKNavigationActionPolicy: Int, Sendable { case cancel, allow }
public enum WKNavigationType: Int, Sendable {
    case linkActivated
    case other = -1
}

@MainActor public final class WKNavigationAction: NSObject {
    public let request: URLRequest
    public let navigationType: WKNavigationType
    public let targetFrame: WKFrameInfo?

    /// For tests.
    public init(request: URLRequest, navigationType: WKNavigationType, targetFrame: WKFrameInfo?) {
        self.request = request
        self.navigationType = navigationType
        self.targetFrame = targetFrame
    }
}

@MainActor public protocol WKNavigationDelegate: AnyObject {
    func webView(
        _ webView: WKWebView, decidePolicyFor navigationAction: WKNavigationAction,
        decisionHandler: @escaping @MainActor @Sendable (WKNavigationActionPolicy) -> Void)
    func webView(_ webView: WKWebView, didFailProvisionalNavigation navigation: WKNavigation?, withError error: any Error)
    func webViewWebContentProcessDidTerminate(_ webView: WKWebView)
}
