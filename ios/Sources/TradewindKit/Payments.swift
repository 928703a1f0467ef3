// What views and the background compute of a payment: what is open, what is to be covered, a code's dark modules.
import Foundation
import TradewindCore

extension Snapshot {
    /// Whether something is being settled at this moment. A voucher that is out is not: it takes days.
    public var isSettling: Bool {
        lookAgain == 0
    }

    /// What the person was handed to pay with, if this screen shows it.
    public var handOff: HandOffView? {
        checkout?.handOff
    }

    /// Whether the picture in the app switcher is to be covered: where Pay is, and while a payment is under way. A payment code and a
    /// voucher are there to be shown.
    public var isPaying: Bool {
        switch checkout?.phase {
        case .review, .wallet, .sending: true
        case .withPerson: handOff?.kind != .code && handOff?.kind != .voucher
        default: false
        }
    }

    private var checkout: CheckoutScreen? {
        if case .checkout(let screen) = screen { screen } else { nil }
    }
}

extension HandOffView: Identifiable {
    public var id: String { key }

    /// What its last button sends.
    public var stopping: Intent {
        kind == .voucher ? .giveUpVoucher(key: key) : .stopPayment
    }

    /// The body, split at its line breaks: one sentence each.
    public var sentences: [String] {
        body.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension HandOffKind {
    /// Whether the person may be asked for notifications now: not on the way to another app or on a bank's page.
    public var leavesTimeToAsk: Bool {
        switch self {
        case .code, .prompt, .voucher: true
        case .link, .surface, .page: false
        }
    }
}

extension CodePicture {
    /// Light modules on each side (ISO/IEC 18004, 5.3.8).
    public static let quietZone = 4

    /// Whether a module is dark, by its place in the rows one after the other.
    public func isDark(_ index: Int) -> Bool {
        let byte = index / 8
        guard index >= 0, byte < modules.count else { return false }
        return modules[modules.startIndex + byte] >> (7 - UInt8(index % 8)) & 1 == 1
    }

    /// The dark modules in a square of that size with the quiet zone around them. Modules are whole points, so that none is blurred.
    public func darkModules(in size: Double) -> [CGRect] {
        let side = Int(side)
        let module = (size / Double(side + 2 * Self.quietZone)).rounded(.down)
        let edge = ((size - module * Double(side)) / 2).rounded(.down)
        return (0..<side * side).filter(isDark).map { index in
            CGRect(x: edge + Double(index % side) * module, y: edge + Double(index / side) * module, width: module, height: module)
        }
    }
}
