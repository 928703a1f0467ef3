// Alipay's own library, for apps that are built with its SDK.
#if canImport(AlipaySDK)
import AlipaySDK
import Foundation
import TradewindCore

public final class AlipayLibrary: PaymentLibrary {
    private let scheme: String
    private var waiting: (@MainActor (String) -> Void)?

    /// `scheme` leads back to this app and is this library's alone; it stands in Info.plist. Without Alipay's app the SDK opens its page.
    public init(scheme: String) {
        self.scheme = scheme
    }

    public var isReady: Bool { true }

    /// `payload` is the order's text that the merchant signed. The answer is the SDK's dictionary as JSON: `resultStatus`, `result`, `memo`.
    public func pay(_ payload: String, answer: @escaping @MainActor (String) -> Void) {
        waiting = answer
        // Called where Alipay's page was used; an app's answer comes by a link.
        AlipaySDK.defaultService()?.payOrder(payload, fromScheme: scheme) { [weak self] in self?.answered($0) }
    }

    public func takes(_ link: URL) -> Bool {
        guard link.scheme == scheme else { return false }
        AlipaySDK.defaultService()?.processOrder(withPaymentResult: link) { [weak self] in self?.answered($0) }
        return true
    }

    /// The SDK calls back on the main thread.
    private nonisolated func answered(_ result: [AnyHashable: Any]?) {
        guard let result, let json = try? JSONSerialization.data(withJSONObject: result) else { return }
        let text = String(decoding: json, as: UTF8.self)
        MainActor.assumeIsolated {
            waiting?(text)
            waiting = nil
        }
    }
}
#endif
