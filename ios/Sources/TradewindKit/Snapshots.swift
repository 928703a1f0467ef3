// The core's snapshots as an `AsyncSequence`: the newest one waits, an older one is dropped.
import TradewindCore

extension ShopProtocol {
    /// The present snapshot at once, then each later one, in order. A reader who is slow skips to the newest. The observation
    /// is closed when the reader stops.
    public func snapshots() throws -> AsyncStream<Snapshot> {
        let (stream, continuation) = AsyncStream.makeStream(of: Snapshot.self, bufferingPolicy: .bufferingNewest(1))
        let observation = try observe(observer: SnapshotForwarder(continuation))
        continuation.onTermination = { _ in
            try? observation.end()
        }
        return stream
    }
}

/// Called on the core's thread: passes the snapshot on and returns at once.
private final class SnapshotForwarder: SnapshotObserver {
    private let continuation: AsyncStream<Snapshot>.Continuation

    init(_ continuation: AsyncStream<Snapshot>.Continuation) {
        self.continuation = continuation
    }

    func changed(snapshot: Snapshot) throws {
        continuation.yield(snapshot)
    }
}
