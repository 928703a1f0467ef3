// Hosts as they come: one that throws, one that throws what nobody knows, one that never comes back.
import Foundation
import Testing
import TradewindCore
import TradewindDriver
import TradewindKit

extension CoreTests {
    @MainActor @Suite(.serialized) struct Hosts {
        @Test(arguments: [VaultFailure.locked, .unknown]) func aVaultThatThrowsIsSaidInWords(_ failure: VaultFailure) async throws {
            let scratch = try TemporaryFolder()
            let setup = scratch.setup(try sandbox())
            let vault = FailingVault(failure)
            let store = try await ShopStore.open(setup.config, vault: vault)
            // Without its pinned key no catalog is trusted, and the app says so and goes on.
            try await until("the vault's fault is shown") {
                guard case .home(let home)? = store.snapshot?.screen else { return false }
                let said = store.snapshot?.banners.contains { $0.code == "VAULT_FAILED" && $0.text.contains(" ") }
                return said == true || home.empty?.body.isEmpty == false
            }
            #expect(vault.calls > 0)
            store.send(.openTab(tab: .settings))
            try await until("the app goes on") { if case .settings? = store.snapshot?.screen { true } else { false } }
            store.close()
            try await nothingLeft()
        }

        @Test func aVaultThatStallsHoldsUpNoScreen() async throws {
            let scratch = try TemporaryFolder()
            let vault = StalledVault()
            let store = try await ShopStore.open(scratch.setup(try sandbox()).config, vault: vault)
            try await until("a first screen") { store.snapshot != nil }
            try await until("the vault was asked") { vault.asked }
            for tab in [TradewindCore.Tab.cart, .orders, .settings, .home] {
                let from = ContinuousClock.now
                store.send(.openTab(tab: tab))
                try await until("the tab is shown") { store.snapshot?.tabs.first { $0.selected }?.tab == tab }
                #expect(ContinuousClock.now - from < .seconds(2))
            }
            vault.resume()
            try await until("the catalog is there once the vault serves") {
                if case .home(let home)? = store.snapshot?.screen { !home.categories.isEmpty } else { false }
            }
            store.close()
            try await nothingLeft()
        }

        @Test func aWalletThatThrowsIsSaidAndPayWorksAfterwards() async throws {
            let scratch = try TemporaryFolder()
            let merchant = try sandbox()
            let before = try await merchant.orders().count
            let setup = scratch.setup(merchant)
            let wallet = FailingWallet([HostError.Unavailable, UnknownError()])
            let shop = try Shop(
                config: setup.config, vault: try FileVault(scratch.folder), wallets: [SandboxWallet.handler: wallet], handOffs: nil,
                log: nil)
            let seen = SnapshotRecorder()
            let observation = try shop.observe(observer: seen)
            try await Journey.toReview(seen) { try? shop.dispatch(intent: $0) }
            for left in [1, 0] {
                let revision = seen.latest?.revision ?? 0
                try shop.dispatch(intent: .pay(method: nil))
                try await until("it is said that the wallet could not be opened, and one may pay again") {
                    guard wallet.faultsLeft == left, let latest = seen.latest, latest.revision > revision,
                        case .checkout(let one) = latest.screen
                    else { return false }
                    return one.phase == .review && one.canPay && one.notice?.code == "WALLET_FAILED"
                        && one.notice?.title.contains(" ") == true
                }
                #expect(try await merchant.orders().count == before)
            }
            try shop.dispatch(intent: .pay(method: nil))
            try await until("the sheet stands") { wallet.sheet != nil }
            try shop.walletAnswered(sheet: try #require(wallet.sheet), answer: SandboxWallet.approval)
            try await until("it is bought") {
                if case .checkout(let one)? = seen.latest?.screen { one.phase == .confirmed } else { false }
            }
            #expect(try await merchant.orders().count == before + 1)
            try observation.end()
            try shop.shutdown()
            try await nothingLeft()
        }

        @Test func anObserverAndALogThatThrowAreSurvived() async throws {
            let scratch = try TemporaryFolder()
            let host = ThrowingHost()
            let shop = try Shop(
                config: scratch.alone(), vault: try FileVault(scratch.folder),
                wallets: [SandboxWallet.handler: NoWallet()], handOffs: nil, log: host)
            let observation = try shop.observe(observer: host)
            let seen = SnapshotRecorder()
            let second = try shop.observe(observer: seen)
            try await until("a first snapshot") { seen.latest != nil }
            try shop.dispatch(intent: .openTab(tab: .cart))
            try await until("the other observer sees") { if case .cart? = seen.latest?.screen { true } else { false } }
            try await until("the throwing host was called too") { host.received >= 2 && host.logged > 0 }
            try observation.end()
            try second.end()
            try shop.shutdown()
            try await nothingLeft()
        }
    }
}

/// What a vault does with each call.
enum VaultFailure: Sendable {
    case locked, unknown
}

private struct UnknownError: Error {}

final class FailingVault: VaultHost, @unchecked Sendable {
    private let failure: VaultFailure
    private let lock = NSLock()
    private var count = 0

    init(_ failure: VaultFailure) {
        self.failure = failure
    }

    var calls: Int { lock.withLock { count } }

    func read(name: String) throws -> Data? { throw fail() }
    func write(name: String, value: Data) throws { throw fail() }
    func delete(name: String) throws { throw fail() }

    private func fail() -> any Error {
        lock.withLock { count += 1 }
        return failure == .locked ? HostError.Locked : UnknownError()
    }
}

/// Answers nothing until it may go on; then it is an empty vault that keeps in memory.
final class StalledVault: VaultHost, @unchecked Sendable {
    private let gate = NSCondition()
    private var open = false
    private var waiting = false
    private var kept: [String: Data] = [:]

    var asked: Bool { gate.withLock { waiting } }

    func resume() {
        gate.withLock {
            open = true
            gate.broadcast()
        }
    }

    func read(name: String) throws -> Data? { wait { kept[name] } }
    func write(name: String, value: Data) throws { wait { kept[name] = value } }
    func delete(name: String) throws { wait { kept[name] = nil } }

    private func wait<T>(_ body: () -> T) -> T {
        gate.withLock {
            waiting = true
            while !open { gate.wait() }
            return body()
        }
    }
}

/// Throws the given faults, one after the other; then it shows its sheet.
final class FailingWallet: WalletHost, @unchecked Sendable {
    private let lock = NSLock()
    private var faults: [any Error]
    private var standing: String?

    init(_ faults: [any Error]) {
        self.faults = faults
    }

    var faultsLeft: Int { lock.withLock { faults.count } }
    var sheet: String? { lock.withLock { standing } }

    func present(request: WalletRequest) throws {
        try lock.withLock {
            if !faults.isEmpty { throw faults.removeFirst() }
            standing = request.sheet
        }
    }

    func isReady() throws -> Bool { true }

    func dismiss(sheet: String, end: SheetEnd) throws {
        lock.withLock { if standing == sheet { standing = nil } }
    }
}

/// Keeps what it is shown.
final class SnapshotRecorder: SnapshotObserver, @unchecked Sendable {
    private let lock = NSLock()
    private var snapshot: Snapshot?
    private var order: [UInt64] = []

    var latest: Snapshot? { lock.withLock { snapshot } }
    var revisions: [UInt64] { lock.withLock { order } }

    func changed(snapshot: Snapshot) throws {
        lock.withLock {
            self.snapshot = snapshot
            order.append(snapshot.revision)
        }
    }
}

/// Throws at every call.
final class ThrowingHost: SnapshotObserver, LogHost, @unchecked Sendable {
    private let lock = NSLock()
    private var snapshots = 0
    private var records = 0

    var received: Int { lock.withLock { snapshots } }
    var logged: Int { lock.withLock { records } }

    func changed(snapshot: Snapshot) throws {
        lock.withLock { snapshots += 1 }
        throw UnknownError()
    }

    func log(record: LogRecord) throws {
        lock.withLock { records += 1 }
        throw HostError.Failed
    }
}
