// An observer that notes when it was told, for another thread that waits.
import Foundation
import TradewindCore

final class Observer: SnapshotObserver, @unchecked Sendable {
    struct Seen {
        let at: Int
        let snapshot: Snapshot
    }

    private let told = NSCondition()
    /// Under `told`.
    private var seen: [Seen] = []

    func changed(snapshot: Snapshot) throws {
        let at = now(CLOCK_MONOTONIC)
        told.withLock { seen.append(Seen(at: at, snapshot: snapshot)) }
        told.signal()
    }

    func until(_ there: (Snapshot) -> Bool) throws -> Seen {
        while true {
            let next = try next()
            if there(next.snapshot) { return next }
        }
    }

    private func next() throws -> Seen {
        try told.withLock {
            let end = Date(timeIntervalSinceNow: 20)
            while seen.isEmpty {
                guard told.wait(until: end) else { throw Fault(description: "the snapshot never came") }
            }
            return seen.removeFirst()
        }
    }
}
