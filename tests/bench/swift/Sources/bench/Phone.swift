// The shop behind the glue, and what it costs from a call to the observer's.
import Foundation
import TradewindCore

/// What is alive and how much memory is held: bytes after the first 1,000 dispatches and after all.
struct Endured: Encodable {
    let before: [UInt64]
    let after: [UInt64]
    let resident: [Int]
    let heap: [Int] = []
}

final class Phone {
    private let shop: Shop

    init(merchant: String, folder: String) throws {
        let config = ShopConfig(
            merchant: merchant, dataFolder: folder, languages: ["en"], market: "US", currency: nil, timeZone: "UTC",
            online: false, profileUrl: nil, hostOverrides: [], draws: false)
        shop = try Shop(config: config, vault: Memory(), wallets: ["dev.tradewind.sandbox_wallet": NoWallet()], log: nil)
    }

    /// Shows a window of 50 rows, and leaves it on the screen.
    func list(_ words: String) throws -> Snapshot {
        try watched { observer in
            _ = try observer.until {
                if case .home(let home) = $0.screen { !home.loading && !home.asOf.isEmpty } else { false }
            }
            try shop.dispatch(intent: .search(words: words))
            try shop.dispatch(intent: .window(first: 0, count: 50))
            return try observer.until {
                if case .results(let list) = $0.screen { !list.loading && list.rows.count == 50 } else { false }
            }.snapshot
        }
    }

    /// From `observe` to the observer's call with what is on the screen.
    func told(_ count: Int) throws -> Times {
        var times = Times()
        for _ in 0..<count {
            let begun = now(CLOCK_MONOTONIC)
            times.wall.append(try watched { Double(try $0.until { _ in true }.at - begun) / 1e3 })
        }
        return times
    }

    /// From `dispatch` to the observer's call with the other tab.
    func tabs(_ count: Int) throws -> Times {
        try watched { observer in
            var times = Times()
            for round in 0..<count { times.wall.append(Double(try turn(round, observer)) / 1e3) }
            return times
        }
    }

    func endure(_ count: Int) throws -> Endured {
        let before = try liveHandles()
        var resident: [Int] = []
        try watched { observer in
            for round in 1...count {
                _ = try turn(round, observer)
                if round == 1_000 || round == count { resident.append(try residentBytes()) }
            }
        }
        let end = Date(timeIntervalSinceNow: 10)
        // An observer in the middle of a call goes when that ends.
        while try liveHandles() != before && Date() < end { usleep(1_000) }
        return Endured(before: numbers(before), after: numbers(try liveHandles()), resident: resident)
    }

    func close() throws {
        try shop.shutdown()
    }

    private func turn(_ round: Int, _ observer: Observer) throws -> Int {
        let tab: Tab = round % 2 == 0 ? .settings : .cart
        let begun = now(CLOCK_MONOTONIC)
        try shop.dispatch(intent: .openTab(tab))
        return try observer.until { $0.tabs.contains { $0.selected && $0.tab == tab } }.at - begun
    }

    private func watched<T>(_ work: (Observer) throws -> T) throws -> T {
        let observer = Observer()
        let observation = try shop.observe(observer: observer)
        let made = Result { try work(observer) }
        try observation.end()
        return try made.get()
    }

    private func numbers(_ live: LiveHandles) -> [UInt64] {
        [live.shops, live.observations, live.pixels, live.hosts]
    }
}

private final class Memory: VaultHost, @unchecked Sendable {
    private let lock = NSLock()
    /// Under the lock.
    private var kept: [String: Data] = [:]

    func read(name: String) throws -> Data? {
        lock.withLock { kept[name] }
    }

    func write(name: String, value: Data) throws {
        lock.withLock { kept[name] = value }
    }

    func delete(name: String) throws {
        lock.withLock { kept[name] = nil }
    }
}

private final class NoWallet: WalletHost {
    func present(request: WalletRequest) throws {}
    func isReady() throws -> Bool { true }
    func dismiss(sheet: String, end: SheetEnd) throws {}
}

/// The resident set, as Linux says it.
private func residentBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (Int(status[1]) ?? 0) * 4096
}
