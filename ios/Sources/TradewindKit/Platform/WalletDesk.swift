// Port: the wallet. The sandbox wallet's sheet is drawn by the app; a phone with Apple Pay presents PassKit's instead.
import Observation
import TradewindCore

/// The sheet that stands now, and what the person answers. The core learns of the answer later, or never.
@MainActor @Observable
public final class WalletDesk {
    /// What is asked, while it is asked.
    public private(set) var sheet: WalletRequest?

    /// The sheet for a binding: to close it by hand is the person's answer too.
    public var standing: WalletRequest? {
        get { sheet }
        set { if newValue == nil { answer(.cancelled) } }
    }

    /// What the core is lent.
    @ObservationIgnored public let host: WalletHost
    @ObservationIgnored private var answer: ((String, WalletOutcome) throws -> Void)?

    public nonisolated init() {
        let door = Door()
        host = door
        door.desk.keep(self)
    }

    /// The person answered the sheet that stands.
    public func answer(_ outcome: WalletOutcome) {
        guard let standing = sheet else { return }
        sheet = nil
        try? answer?(standing.sheet, outcome)
    }

    func answers(_ way: ((String, WalletOutcome) throws -> Void)?) {
        answer = way
        if way == nil { sheet = nil }
    }

    fileprivate func present(_ request: WalletRequest) {
        sheet = request
    }

    fileprivate func dismiss(_ name: String) {
        if sheet?.sheet == name { sheet = nil }
    }
}

extension WalletRequest: Identifiable {
    /// The sheet's own name.
    public var id: String { sheet }
}

/// Called on threads of the core; hops to the main actor and returns.
private final class Door: WalletHost {
    let desk = WeakDesk()

    func present(request: WalletRequest) throws {
        Task { @MainActor [desk] in desk.kept?.present(request) }
    }

    func dismiss(sheet: String) throws {
        Task { @MainActor [desk] in desk.kept?.dismiss(sheet) }
    }
}

/// The desk owns its door, and the core holds the door: the way back must not keep the desk.
private final class WeakDesk: @unchecked Sendable {
    /// Written once, before anyone else knows of it; a weak reference is read safely from any thread.
    private(set) weak var kept: WalletDesk?

    func keep(_ desk: WalletDesk) {
        kept = desk
    }
}
