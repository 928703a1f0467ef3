// The few pixels that a ThumbHash stands for, decoded once and shown until the picture itself is there.
import Foundation
import TradewindCore

@MainActor
final class PlaceholderCache {
    private var pixels: [Data: Pixels] = [:]

    /// Entries: about two megabytes at 32 by 32 pixels.
    private static let capacity = 512

    /// The pixels of a ThumbHash; none if it is no valid one.
    func paint(_ thumbhash: Data) -> Pixels? {
        if let cached = pixels[thumbhash] { return cached }
        guard let painted = try? TradewindCore.firstPaint(thumbhash: thumbhash) else { return nil }
        if pixels.count >= Self.capacity { removeAll() }
        pixels[thumbhash] = painted
        return painted
    }

    func removeAll() {
        pixels = [:]
    }
}
