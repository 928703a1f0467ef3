// What a SwiftUI app holds: the newest snapshot on the main actor, and the way back to the core.
import Observation
import TradewindCore

/// The shop as views see it. Everything shown is in `snapshot`; everything done goes through `dispatch`.
@MainActor @Observable
public final class ShopStore {
    /// What is to be drawn now; none until the core has read its files.
    public private(set) var snapshot: Snapshot?
    /// Why the core cannot be used, in the person's language; none while it can.
    public private(set) var fault: ShopFault?
    /// The wallet's sheet, while one stands.
    public let wallet: WalletPresenter

    @ObservationIgnored private let shop: Shop
    @ObservationIgnored private let pictures: PictureLoader
    @ObservationIgnored private let firsts = PlaceholderCache()
    @ObservationIgnored private var reader: Task<Void, Never>?
    @ObservationIgnored private var facts: [Task<Void, Never>] = []

    /// Opens the shop. A `ShopFault` says in words why that is not possible.
    public init(_ config: ShopConfig, vault: VaultHost, log: LogHost? = nil, wallet: WalletPresenter = WalletPresenter()) throws {
        do {
            shop = try Shop(config: config, vault: vault, wallet: wallet.host, log: log)
        } catch {
            throw ShopFault(error)
        }
        self.wallet = wallet
        pictures = PictureLoader(shop)
        wallet.connect { [weak shop] sheet, outcome in
            try shop?.walletAnswered(sheet: sheet, answer: outcome)
        }
        try follow()
    }

    /// Hands an intent to the core. It never waits; what comes of it is in a later snapshot.
    public func send(_ intent: Intent) {
        do {
            try shop.dispatch(intent: intent)
        } catch {
            fault = ShopFault(error)
        }
    }

    /// Hands on what the system says for as long as it says it: the network, the languages, memory.
    public func follow(_ intents: AsyncStream<Intent>) {
        facts.append(
            Task { [weak self] in
                for await intent in intents {
                    self?.send(intent)
                }
            })
    }

    /// What stands for a picture until it is there, to be stretched over its place: at once, and painted but once.
    public func firstPaint(_ reference: PictureRef) -> Pixels? {
        firsts.paint(reference.thumbhash)
    }

    /// The picture behind a key, fitted into so many pixels; none when it cannot be had (then `firstPaint` stays).
    public func picture(_ reference: PictureRef, width: UInt32, height: UInt32) async -> Pixels? {
        await pictures.picture(reference.key, width: width, height: height)
    }

    /// The preview's frame now, premultiplied; none while there is nothing to draw. While nothing moved it is the same
    /// picture (`Pixels.isSame`).
    public func frame(width: UInt32, height: UInt32) async -> Pixels? {
        await pictures.frame(width: width, height: height)
    }

    /// A surface that the core draws into by itself.
    public func surface() -> DrawingSurface {
        DrawingSurface(shop)
    }

    /// Ends the core: its files are closed, its threads end, every host object is let go.
    public func close() {
        reader?.cancel()
        facts.forEach { $0.cancel() }
        facts = []
        wallet.connect(nil)
        firsts.forget()
        do {
            try shop.shutdown()
        } catch {
            fault = ShopFault(error)
        }
    }

    private func follow() throws {
        let snapshots: AsyncStream<Snapshot>
        do {
            snapshots = try shop.snapshots()
        } catch {
            throw ShopFault(error)
        }
        reader = Task { [weak self] in
            for await next in snapshots {
                guard let self else { return }
                // The newest wins, whatever came between.
                if next.revision > (self.snapshot?.revision ?? 0) {
                    self.snapshot = next
                }
            }
        }
    }

    deinit {
        reader?.cancel()
        facts.forEach { $0.cancel() }
        try? shop.shutdown()
    }
}
