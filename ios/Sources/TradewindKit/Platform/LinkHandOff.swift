// Hand-off by link: the method's app, else its page in the system's browser. Never a web view.
import Foundation
import TradewindCore

/// What opens links: the system, or a test's stand-in.
@MainActor
public protocol LinkOpening: AnyObject {
    /// Schemes that this app may ask for (`LSApplicationQueriesSchemes`).
    var queriedSchemes: [String] { get }
    /// Whether an app is here that opens it. Only of the schemes above.
    func canOpen(_ link: URL) -> Bool
    /// Opens it; with `appOnly` a web link is opened in its app or not at all. False if nothing does.
    func open(_ link: URL, appOnly: Bool) async -> Bool
}

@MainActor
final class LinkHandOff {
    /// The schemes of the list that an app opens.
    nonisolated let apps = SharedNames()
    private let opener: (any LinkOpening)?

    init(_ opener: (any LinkOpening)?) {
        self.opener = opener
    }

    func refresh() {
        guard let opener else { return }
        apps.replace(Set(opener.queriedSchemes.filter { URL(string: "\($0)://").map(opener.canOpen) == true }))
    }

    /// Opens the app's link, or the page where no app takes it. Where nothing opens either, the person can ask again.
    @discardableResult
    func open(app: String, page: String) async -> Bool {
        guard let opener else { return false }
        if let link = URL(string: app), await opener.open(link, appOnly: true) { return true }
        // Not `ASWebAuthenticationSession`: a bank's app that the page opens has to find the way back.
        guard let page = URL(string: page) else { return false }
        return await opener.open(page, appOnly: false)
    }
}

#if canImport(UIKit)
import UIKit

public final class SystemLinks: LinkOpening {
    public init() {}

    public var queriedSchemes: [String] {
        Bundle.main.object(forInfoDictionaryKey: "LSApplicationQueriesSchemes") as? [String] ?? []
    }

    public func canOpen(_ link: URL) -> Bool {
        UIApplication.shared.canOpenURL(link)
    }

    public func open(_ link: URL, appOnly: Bool) async -> Bool {
        let isWeb = link.scheme?.lowercased() == "https"
        return await UIApplication.shared.open(link, options: isWeb && appOnly ? [.universalLinksOnly: true] : [:])
    }
}
#endif
