// A phone without a screen: the kit's own store and wallet presenter, driven by a test, reporting what it shows.
import Foundation
import Observation
import TradewindCore
import TradewindKit

/// How a phone is set up at its start.
public struct Setup: Codable, Sendable {
    public var merchant: String
    public var hostOverrides: [String]
    public var data: String
    public var language: String
    public var market: String
    public var online: Bool
    public var draws: Bool
    /// `approve`, `decline`, `cancel`, `silent`.
    public var wallet: String
    /// When it is on this phone as the app is started; none: now.
    public var on: String?

    public init(
        merchant: String, hostOverrides: [String], data: String, language: String, market: String, online: Bool = true,
        draws: Bool = false, wallet: String = "approve", on: String? = nil
    ) {
        self.merchant = merchant
        self.hostOverrides = hostOverrides
        self.data = data
        self.language = language
        self.market = market
        self.online = online
        self.draws = draws
        self.wallet = wallet
        self.on = on
    }

    public var config: ShopConfig {
        ShopConfig(
            merchant: merchant, dataFolder: data, languages: [language], market: market, currency: nil, timeZone: "UTC",
            online: online, profileUrl: nil, hostOverrides: hostOverrides, draws: draws, sandboxClock: on)
    }
}

@MainActor
public final class DrivenPhone {
    public let store: ShopStore
    /// What the wallet, and a page with card fields, are answered from here on.
    public var wallet: String
    private let elsewhere: Elsewhere
    /// The last frame, held so that the next one can be told apart by its address.
    private var last: Pixels?
    private let onSnapshot: @MainActor (Snapshot) -> Void

    public init(_ setup: Setup, onSnapshot: @escaping @MainActor (Snapshot) -> Void) async throws {
        let vault = try FileVault(URL(fileURLWithPath: setup.data + "-vault"))
        let elsewhere = Elsewhere()
        store = try await ShopStore.open(
            setup.config, vault: vault, handOffs: HandOffs(opener: elsewhere, libraries: [Elsewhere.library: elsewhere]),
            player: EdgePlayer())
        self.elsewhere = elsewhere
        wallet = setup.wallet
        self.onSnapshot = onSnapshot
        watchSnapshots()
        watchWallet()
        watchCardFields()
    }

    /// Looks at the preview's picture: where its first byte is, and a sum over its bytes; none while there is none.
    public func frame(_ width: UInt32, _ height: UInt32) async throws -> Json {
        last = await store.frame(width: width, height: height)
        guard let last else { return .null }
        let sum = try last.withBytes {
            $0.reduce(into: UInt64(14_695_981_039_346_656_037)) { $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        }
        return .object(["address": .text(String(try last.address())), "sum": .text(String(sum))])
    }

    /// Does what the person does where they were sent to pay, and comes back by its link or its answer.
    public func actElsewhere(_ deed: String) async throws {
        if let link = try await elsewhere.act(deed) { store.open(link) }
    }

    public func close() {
        last = nil
        store.close()
    }

    private func watchSnapshots() {
        let now = withObservationTracking {
            store.snapshot
        } onChange: { [weak self] in
            Task { @MainActor in self?.watchSnapshots() }
        }
        if let now { onSnapshot(now) }
    }

    private func watchWallet() {
        let sheet = withObservationTracking {
            store.wallet.request
        } onChange: { [weak self] in
            Task { @MainActor in self?.watchWallet() }
        }
        if sheet != nil, let outcome { store.wallet.answer(outcome) }
    }

    private func watchCardFields() {
        let page = withObservationTracking {
            store.handOffs.shownPage
        } onChange: { [weak self] in
            Task { @MainActor in self?.watchCardFields() }
        }
        guard let page, page.fields != nil else { return }
        let (deed, handOffs) = (wallet, store.handOffs)
        Task { @MainActor in
            do {
                try await CardFields.act(deed, on: page, in: handOffs)
            } catch {
                FileHandle.standardError.write(Data("\(error)\n".utf8))
            }
        }
    }

    /// What the person answers a sheet; none: nothing.
    private var outcome: WalletOutcome? {
        switch wallet {
        case "approve": SandboxWallet.approval
        case "decline": .declined
        case "cancel": .cancelled
        default: nil
        }
    }
}
