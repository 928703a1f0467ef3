// Pictures and frames off the main thread: both block until they are decoded or drawn.
import Foundation
import TradewindCore

/// Two queues, so that a picture that waits for the network holds up no frame.
final class PictureLoader: Sendable {
    private let shop: any ShopProtocol
    private let fetching: OperationQueue
    private let drawing: OperationQueue

    /// Pictures that are fetched and decoded at the same time.
    private static let atOnce = 4

    init(_ shop: any ShopProtocol) {
        self.shop = shop
        fetching = OperationQueue()
        fetching.maxConcurrentOperationCount = Self.atOnce
        fetching.qualityOfService = .userInitiated
        drawing = OperationQueue()
        drawing.maxConcurrentOperationCount = 1
        drawing.qualityOfService = .userInteractive
    }

    func picture(_ key: String, width: UInt32, height: UInt32) async -> Pixels? {
        await run(fetching) { [shop] in try? shop.picture(key: key, width: width, height: height) }
    }

    func frame(width: UInt32, height: UInt32) async -> Pixels? {
        await run(drawing) { [shop] in (try? shop.frame(width: width, height: height)) ?? nil }
    }

    private func run(_ queue: OperationQueue, _ work: @escaping @Sendable () -> Pixels?) async -> Pixels? {
        await withCheckedContinuation { done in
            queue.addOperation { done.resume(returning: work()) }
        }
    }
}
