// Hand-off by call: payment methods' own libraries, where the app's target has them.
import Foundation
import TradewindCore

/// A payment method's own library, as the app's maker built it in.
@MainActor
public protocol PaymentLibrary: AnyObject {
    /// Whether it can be called now.
    var isReady: Bool { get }
    /// Calls it with what the core hands over. `answer` may come at any time, or never.
    func pay(_ payload: String, answer: @escaping @MainActor (String) -> Void)
    /// Whether a link from outside is its answer; then it has read it.
    func takes(_ link: URL) -> Bool
}
