// A player of shows without a picture, and a core that hears all and says nothing: for tests of what lies between them.
import Foundation
import TradewindCore

@testable import TradewindKit

/// Records what it is told. `tell` says where it is, as a player does.
@MainActor final class FakePlayer: LivePlayer {
    struct Loaded: Equatable {
        let playlist: String
        let isReplay: Bool
        let begin: Date?
    }

    var onReport: (PlayerReport) -> Void = { _ in }
    var onSmallWindow: (Bool) -> Void = { _ in }
    var onRestore: () -> Void = {}
    var canShowSmallWindow = true
    var isMuted = false
    private(set) var loaded: [Loaded] = []
    private(set) var isPlaying = false
    private(set) var sought: [UInt64] = []
    private(set) var edges = 0
    private(set) var captions: [String?] = []
    private(set) var isSmallWindowAllowed = false
    private(set) var stops = 0

    func load(_ playlist: URL, isReplay: Bool, begin: Date?) {
        loaded.append(Loaded(playlist: playlist.absoluteString, isReplay: isReplay, begin: begin))
        isPlaying = false
    }

    func play() { isPlaying = true }
    func pause() { isPlaying = false }
    func seek(to position: UInt64) { sought.append(position) }
    func seekToEdge() { edges += 1 }
    func showCaptions(in language: String?) { captions.append(language) }
    func allowSmallWindow(_ isAllowed: Bool) { isSmallWindowAllowed = isAllowed }
    func showSmallWindow() { onSmallWindow(true) }

    func stop() {
        stops += 1
        isPlaying = false
    }

    /// Where it is: seconds on its own scale, and the playlist's date there in milliseconds.
    func tell(_ seconds: Double, programme: Int64? = nil, length: UInt64? = nil) {
        onReport(
            PlayerReport(
                position: UInt64(seconds * 1_000), programme: programme, latency: 0, isPlaying: isPlaying, hasPicture: true,
                length: length))
    }
}

/// Every call is recorded or harmless.
final class HearingCore: ShopProtocol, @unchecked Sendable {
    private let lock = NSLock()
    private var told: [LivePosition] = []
    private var sent: [Intent] = []
    private var left: [Countdown] = []
    private var asked = 0

    var positions: [LivePosition] { lock.withLock { told } }
    var intents: [Intent] { lock.withLock { sent } }
    /// How often it was asked what is left of held prices.
    var ticks: Int { lock.withLock { asked } }
    /// What is left of held prices.
    var countdowns: [Countdown] {
        get { lock.withLock { left } }
        set { lock.withLock { left = newValue } }
    }

    func dispatch(intent: Intent) throws { lock.withLock { sent.append(intent) } }
    func livePosition(position: LivePosition) throws { lock.withLock { told.append(position) } }

    func liveTick() throws -> LiveTick {
        lock.withLock {
            asked += 1
            return LiveTick(countdowns: left)
        }
    }

    func observe(observer: SnapshotObserver) throws -> ShopObservation { throw absent }
    func picture(key: String, width: UInt32, height: UInt32) throws -> Pixels { throw absent }
    func frame(width: UInt32, height: UInt32) throws -> Pixels? { nil }
    func attachSurface(kind: SurfaceKind, handle: UInt64, width: UInt32, height: UInt32) throws { throw absent }
    func resizeSurface(width: UInt32, height: UInt32) throws {}
    func drawSurface() throws -> Bool { false }
    func detachSurface() throws {}
    func walletAnswered(sheet: String, answer: WalletOutcome) throws {}
    func shutdown() throws {}

    private var absent: ShopError { .Refused(code: "UNAVAILABLE", text: "") }
}
