// The core's error for a person and for a report.
import TradewindCore

/// A sentence to show and a stable code to look up.
public struct ShopFault: Error, Sendable, Equatable {
    /// Stable, for example `FOLDER_LOCKED`.
    public let code: String
    /// In the person's language, where the core still has words.
    public let text: String

    public init(_ error: any Error) {
        if let fault = error as? ShopFault {
            self = fault
            return
        }
        switch error as? ShopError {
        case .Refused(let code, let text), .Host(let code, let text):
            self.code = code
            self.text = text
        case nil:
            // The glue's own errors are for developers: only a code crosses.
            code = Self.unexpected
            text = Self.unexpected
        }
    }

    /// The core's code for a fault in the app itself.
    private static let unexpected = "INTERNAL"
}
