// Port: a surface of the system's that the core draws into, on a thread of its own.
import Foundation
import TradewindCore

/// Lends the core one surface. All calls are made in order on one queue, since drawing does its work on its caller's thread.
public final class DrawingSurface: @unchecked Sendable {
    private let shop: any ShopProtocol
    private let queue = DispatchQueue(label: "tradewind.surface", qos: .userInteractive)
    /// Touched on the queue only.
    private var attached = false

    init(_ shop: any ShopProtocol) {
        self.shop = shop
    }

    /// Lends a surface; `done` hears whether the core can draw on it. If not, `ShopStore.frame` is the way.
    public func attach(
        _ kind: SurfaceKind, _ handle: UInt64, width: UInt32, height: UInt32, done: @escaping @MainActor @Sendable (Bool) -> Void
    ) {
        queue.async { [self] in
            attached = (try? shop.attachSurface(kind: kind, handle: handle, width: width, height: height)) != nil
            let taken = attached
            Task { @MainActor in done(taken) }
        }
    }

    public func resize(width: UInt32, height: UInt32) {
        queue.async { [self] in
            if attached { try? shop.resizeSurface(width: width, height: height) }
        }
    }

    /// Draws if something moved; `done` hears false when there is nothing to draw and the still picture is to be shown.
    public func draw(done: @escaping @MainActor @Sendable (Bool) -> Void) {
        queue.async { [self] in
            let drawn = attached && (try? shop.drawSurface()) == true
            Task { @MainActor in done(drawn) }
        }
    }

    /// Waits until nothing of the core's uses the surface: before the system takes it away.
    public func detach() {
        queue.sync {
            guard attached else { return }
            attached = false
            try? shop.detachSurface()
        }
    }
}
