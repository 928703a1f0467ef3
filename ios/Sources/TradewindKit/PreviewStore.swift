// A store without a core, for previews in Xcode. Not in what ships: release builds leave this file empty.
#if DEBUG
import TradewindCore

extension ShopStore {
    /// Shows one snapshot for ever. Intents go nowhere, and there are no pictures.
    public convenience init(showing snapshot: Snapshot) {
        self.init(NoCore(), wallet: WalletPresenter(), handOffs: HandOffs(opener: nil))
        show(snapshot)
    }
}

/// Has nothing to observe and nothing to draw.
private final class NoCore: ShopProtocol {
    func dispatch(intent: Intent) throws {}
    func observe(observer: SnapshotObserver) throws -> ShopObservation { throw absent }
    func picture(key: String, width: UInt32, height: UInt32) throws -> Pixels { throw absent }
    func frame(width: UInt32, height: UInt32) throws -> Pixels? { nil }
    func attachSurface(kind: SurfaceKind, handle: UInt64, width: UInt32, height: UInt32) throws { throw absent }
    func resizeSurface(width: UInt32, height: UInt32) throws {}
    func drawSurface() throws -> Bool { false }
    func detachSurface() throws {}
    func livePosition(position: LivePosition) throws {}
    func liveTick() throws -> LiveTick {
        LiveTick(countdowns: [Countdown(key: "hold", text: "1:29", spoken: "1:29", percent: 74, over: false)])
    }
    func walletAnswered(sheet: String, answer: WalletOutcome) throws {}
    func shutdown() throws {}

    private var absent: ShopError { .Refused(code: "UNAVAILABLE", text: "") }
}
#endif
