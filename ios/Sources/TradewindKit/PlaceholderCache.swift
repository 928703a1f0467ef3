// What is seen until a picture is there: the few pixels that its ThumbHash stands for, painted once.
import Foundation
import TradewindCore

@MainActor
final class PlaceholderCache {
    private var kept: [Data: Pixels] = [:]

    /// Some two megabytes at most.
    private static let most = 512

    func paint(_ thumbhash: Data) -> Pixels? {
        if let there = kept[thumbhash] { return there }
        guard let painted = try? TradewindCore.firstPaint(thumbhash: thumbhash) else { return nil }
        if kept.count >= Self.most { forget() }
        kept[thumbhash] = painted
        return painted
    }

    func forget() {
        kept = [:]
    }
}
