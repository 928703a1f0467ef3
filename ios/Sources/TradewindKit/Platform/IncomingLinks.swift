// Fact: a link from outside. The core says whether it is one of ours; here nothing is looked at.
import Foundation
import TradewindCore

extension ShopStore {
    /// A universal link, a link of our own scheme, a code that was scanned.
    public func open(_ link: URL) {
        send(.openLink(url: link.absoluteString))
    }

    #if canImport(UIKit)
    /// What another app or the system hands over for us to go on with.
    public func open(_ activity: NSUserActivity) {
        if let link = activity.webpageURL { open(link) }
    }
    #endif
}
