// Port: a surface of the system that the core draws into, on a queue of its own.
import Foundation
import TradewindCore

/// One surface that the core draws into. All calls run in order on one queue, because the core draws on its caller's thread.
public final class DrawingSurface: @unchecked Sendable {
    private let shop: any ShopProtocol
    private let queue = DispatchQueue(label: "tradewind.surface", qos: .userInteractive)
    /// Read and written on the queue only.
    private var attached = false

    init(_ shop: any ShopProtocol) {
        self.shop = shop
    }

    /// Attaches a surface. `done` gets whether the core can draw on it; if not, use `ShopStore.frame`.
    public func attach(
        _ kind: SurfaceKind, _ handle: UInt64, width: UInt32, height: UInt32, done: @escaping @MainActor @Sendable (Bool) -> Void
    ) {
        queue.async { [self] in
            attached = (try? shop.attachSurface(kind: kind, handle: handle, width: width, height: height)) != nil
            let isAttached = attached
            Task { @MainActor in done(isAttached) }
        }
    }

    public func resize(width: UInt32, height: UInt32) {
        queue.async { [self] in
            if attached { try? shop.resizeSurface(width: width, height: height) }
        }
    }

    /// Draws if something moved. `done` gets false when there is nothing to draw: then show the still picture.
    public func draw(done: @escaping @MainActor @Sendable (Bool) -> Void) {
        queue.async { [self] in
            let drawn = attached && (try? shop.drawSurface()) == true
            Task { @MainActor in done(drawn) }
        }
    }

    /// Blocks until the core no longer uses the surface. Call it before the system destroys the surface.
    public func detach() {
        queue.sync {
            guard attached else { return }
            attached = false
            try? shop.detachSurface()
        }
    }
}
