// Fact: whether there is a network, as the system says it.
#if canImport(Network)
import Network
import TradewindCore

public enum Connectivity {
    /// Says so at once and at each change.
    public static func changes() -> AsyncStream<Intent> {
        AsyncStream { continuation in
            let monitor = NWPathMonitor()
            monitor.pathUpdateHandler = { path in
                continuation.yield(.connectivity(online: path.status == .satisfied))
            }
            continuation.onTermination = { _ in monitor.cancel() }
            monitor.start(queue: .main)
        }
    }
}
#endif
