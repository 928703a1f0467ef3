// Port: wallets. The sandbox wallet's sheet is drawn by the app; the system's wallets present their own.
import Observation
import TradewindCore

/// The payment sheet that is open now, and the person's answer to it.
@MainActor @Observable
public final class WalletPresenter {
    /// What the core asks for; none while no sheet is open.
    public private(set) var request: WalletRequest?

    /// The request for `sheet(item:)`. SwiftUI sets it to nil when the person closes the sheet by hand, which means "cancelled".
    public var presentedRequest: WalletRequest? {
        get { request }
        set { if newValue == nil { answer(.cancelled) } }
    }

    /// The wallets of this phone by the payment handler that each pays by. The core calls them to open and to close a sheet; a wallet
    /// that is not here is not offered.
    @ObservationIgnored public let hosts: [String: WalletHost]
    @ObservationIgnored private let systemWallets: [any SystemWallet]
    @ObservationIgnored private var sendAnswer: ((String, WalletOutcome) throws -> Void)?

    public nonisolated init(systemWallets: [any SystemWallet] = []) {
        let bridge = WalletHostBridge()
        self.systemWallets = systemWallets
        let system = systemWallets.map { ($0.handler, $0.host) }
        hosts = Dictionary([(SandboxWallet.handler, bridge)] + system) { first, _ in first }
        bridge.presenter.set(self)
    }

    /// Closes the open sheet and hands the person's answer to the core. Does nothing while no sheet is open.
    public func answer(_ outcome: WalletOutcome) {
        guard let answered = request else { return }
        request = nil
        try? sendAnswer?(answered.sheet, outcome)
    }

    /// Where answers go; nil ends the connection and closes an open sheet.
    func connect(_ sendAnswer: ((String, WalletOutcome) throws -> Void)?) {
        self.sendAnswer = sendAnswer
        for wallet in systemWallets { wallet.connect(sendAnswer) }
        if sendAnswer == nil { request = nil }
    }

    fileprivate func present(_ request: WalletRequest) {
        self.request = request
    }

    fileprivate func dismiss(_ sheet: String) {
        if request?.sheet == sheet { request = nil }
    }
}

/// A wallet of the system, with a sheet of its own.
@MainActor
public protocol SystemWallet: AnyObject, Sendable {
    /// The payment handler that it pays by.
    nonisolated var handler: String { get }
    /// What the core calls.
    nonisolated var host: WalletHost { get }
    /// Where answers go; nil ends the connection.
    func connect(_ sendAnswer: ((String, WalletOutcome) throws -> Void)?)
}

extension WalletRequest: Identifiable {
    /// The name that the core gave the sheet.
    public var id: String { sheet }
}

/// The core calls it on threads of its own; each call hops to the main actor and returns at once.
private final class WalletHostBridge: WalletHost {
    let presenter = WeakReference<WalletPresenter>()

    func isReady() throws -> Bool { true }

    func present(request: WalletRequest) throws {
        Task { @MainActor [presenter] in presenter.value?.present(request) }
    }

    func dismiss(sheet: String, end: SheetEnd) throws {
        Task { @MainActor [presenter] in presenter.value?.dismiss(sheet) }
    }
}

/// A wallet owns its bridge, and the core holds the bridge: the reference back must be weak.
final class WeakReference<Value: AnyObject>: @unchecked Sendable {
    /// Written once, before another thread can see it. A weak reference may be read from any thread.
    private(set) weak var value: Value?

    func set(_ value: Value) {
        self.value = value
    }
}
