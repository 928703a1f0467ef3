// Fact: a link from outside, passed to the core unread. The core decides whether it is one of the app's own.
import Foundation
import TradewindCore

extension ShopStore {
    /// A universal link, a link of our own scheme, a code that was scanned.
    public func open(_ link: URL) {
        send(.openLink(url: link.absoluteString))
    }

    #if canImport(UIKit)
    /// An activity that another app or device hands over, such as a web page that was open.
    public func open(_ activity: NSUserActivity) {
        if let link = activity.webpageURL { open(link) }
    }
    #endif
}
