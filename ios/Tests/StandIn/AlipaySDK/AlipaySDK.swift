// A stand-in for Alipay's SDK for iOS (AlipaySDK 15.8): its signatures as Swift sees them. Tests say what it answers.
@_exported import Foundation

public typealias CompletionBlock = ([AnyHashable: Any]?) -> Void

@MainActor public final class AlipaySDK: NSObject {
    private static let shared = AlipaySDK()
    /// For tests: what was ordered, by which scheme the app is come back to, and who waits.
    public private(set) var orders: [(order: String, scheme: String)] = []
    public private(set) var waiting: CompletionBlock?

    public static func defaultService() -> AlipaySDK! { shared }

    public func payOrder(_ orderStr: String!, fromScheme schemeStr: String!, callback completionBlock: CompletionBlock!) {
        orders.append((orderStr, schemeStr))
        waiting = completionBlock
    }

    public func processOrder(withPaymentResult resultUrl: URL!, standbyCallback completionBlock: CompletionBlock!) {
        completionBlock(["resultStatus": "6001"])
    }
}
