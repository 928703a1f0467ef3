// Port: the wallet. The sandbox wallet's sheet is drawn by the app; a phone with Apple Pay presents PassKit's instead.
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
    @ObservationIgnored private var sendAnswer: ((String, WalletOutcome) throws -> Void)?

    public nonisolated init() {
        let bridge = WalletHostBridge()
        hosts = [SandboxWallet.handler: bridge]
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
        if sendAnswer == nil { request = nil }
    }

    fileprivate func present(_ request: WalletRequest) {
        self.request = request
    }

    fileprivate func dismiss(_ sheet: String) {
        if request?.sheet == sheet { request = nil }
    }
}

extension WalletRequest: Identifiable {
    /// The name that the core gave the sheet.
    public var id: String { sheet }
}

/// The core calls it on threads of its own; each call hops to the main actor and returns at once.
private final class WalletHostBridge: WalletHost {
    let presenter = WeakPresenter()

    func present(request: WalletRequest) throws {
        Task { @MainActor [presenter] in presenter.value?.present(request) }
    }

    func dismiss(sheet: String) throws {
        Task { @MainActor [presenter] in presenter.value?.dismiss(sheet) }
    }
}

/// The presenter owns its bridge, and the core holds the bridge: the reference back must be weak.
private final class WeakPresenter: @unchecked Sendable {
    /// Written once, before another thread can see it. A weak reference may be read from any thread.
    private(set) weak var value: WalletPresenter?

    func set(_ presenter: WalletPresenter) {
        value = presenter
    }
}
