// What is left of held prices, read from the core once a second while somebody watches. No snapshot is made for it.
import Observation
import TradewindCore

/// A view reads the countdown under the key of its held price: it is drawn again each second, and nothing else is.
@MainActor @Observable
public final class Countdowns {
    private var all: [String: Countdown] = [:]
    @ObservationIgnored private let shop: any ShopProtocol
    @ObservationIgnored private let pace: Duration
    @ObservationIgnored private var watchers = 0
    @ObservationIgnored private var reader: Task<Void, Never>?

    init(_ shop: any ShopProtocol, pace: Duration = .seconds(1)) {
        self.shop = shop
        self.pace = pace
    }

    /// None before the first reading, and where nothing is held under this key.
    public subscript(key: String) -> Countdown? { all[key] }

    /// Reads until the calling task is cancelled. However many watch, there is one reading a second.
    public func watch() async {
        watchers += 1
        defer { leave() }
        if reader == nil {
            reader = Task { [weak self, pace] in
                while !Task.isCancelled {
                    self?.read()
                    try? await Task.sleep(for: pace)
                }
            }
        }
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
    }

    private func leave() {
        watchers -= 1
        if watchers > 0 { return }
        reader?.cancel()
        reader = nil
    }

    private func read() {
        guard let tick = try? shop.liveTick() else { return }
        let next = Dictionary(tick.countdowns.map { ($0.key, $0) }) { first, _ in first }
        if next != all { all = next }
    }
}
