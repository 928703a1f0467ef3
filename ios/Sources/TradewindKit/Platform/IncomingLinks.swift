// Fact: a link from outside, passed to the core unread. The core decides whether it is one of the app's own.
import Foundation
import TradewindCore

extension ShopStore {
    /// A universal link, a link of our own scheme, a code that was scanned.
    public func open(_ link: URL) {
        if handOffs.takes(link) { return }
        send(Intent.of(link: link.absoluteString))
    }

    #if canImport(UIKit)
    /// An activity that another app or device hands over, such as a web page that was open.
    public func open(_ activity: NSUserActivity) {
        if let link = activity.webpageURL { open(link) }
    }
    #endif
}

extension Intent {
    /// What the links begin with that payment apps and pages lead back by; Info.plist states its scheme.
    public static let paymentReturn = "tradewind://payment/return/"

    /// A return from a payment goes to the payment, all else is a place to open.
    public static func of(link: String) -> Intent {
        link.lowercased().hasPrefix(paymentReturn) ? .paymentReturned(link: link) : .openLink(url: link)
    }
}
