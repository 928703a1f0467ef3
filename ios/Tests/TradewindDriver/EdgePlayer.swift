// A player of shows without a picture: it is at the newest moment of its show, and tells where that is for as long as it plays.
import Foundation
import TradewindKit

@MainActor
final class EdgePlayer: LivePlayer {
    var onReport: (PlayerReport) -> Void = { _ in }
    var onSmallWindow: (Bool) -> Void = { _ in }
    var onRestore: () -> Void = {}
    let canShowSmallWindow = false
    var isMuted = false
    private let begun = ContinuousClock.now
    private var isReplay = false
    private var isPlaying = false
    private var reporting: Task<Void, Never>?

    func load(_ playlist: URL, isReplay: Bool, begin: Date?) {
        stop()
        self.isReplay = isReplay
    }

    func play() {
        isPlaying = true
        guard reporting == nil else { return }
        reporting = Task { @MainActor [weak self] in
            while !Task.isCancelled {
                self?.report()
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    func pause() {
        stop()
        report()
    }

    func seek(to position: UInt64) {}
    func seekToEdge() {}
    func showCaptions(in language: String?) {}
    func allowSmallWindow(_ isAllowed: Bool) {}
    func showSmallWindow() {}

    func stop() {
        isPlaying = false
        reporting?.cancel()
        reporting = nil
    }

    /// A recording is played from its begin, which its playlist dates.
    private func report() {
        let position = UInt64((ContinuousClock.now - begun) / .milliseconds(1))
        let programme = isReplay ? nil : Int64(Date().timeIntervalSince1970 * 1_000)
        onReport(PlayerReport(position: position, programme: programme, isPlaying: isPlaying))
    }
}
