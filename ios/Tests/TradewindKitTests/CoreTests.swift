// Tests on the real core share one merchant and count its live objects: one after the other.
import Foundation
import Testing
import TradewindCore
import TradewindDriver

@Suite(.serialized) struct CoreTests {
    /// Started once for all tests of this process.
    static let merchant = Result { try Sandbox() }

    /// One with live shows, for journeys that leave them otherwise than they were.
    static let showMerchant = Result { try Sandbox(shows: true) }

    static func sandbox(hasShow: Bool = false) throws -> Sandbox {
        try (hasShow ? showMerchant : merchant).get()
    }
}

/// A folder for one test, gone with it.
final class TemporaryFolder: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tradewind-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func setup(_ merchant: Sandbox, _ language: String = "en", _ market: String = "US", online: Bool = true) -> Setup {
        Setup(
            merchant: merchant.base, hostOverrides: merchant.hostOverrides, data: folder.appendingPathComponent("phone").path,
            language: language, market: market, online: online)
    }

    /// For a shop that finds no merchant.
    func alone() -> ShopConfig {
        Setup(
            merchant: "http://127.0.0.1:1", hostOverrides: [], data: folder.appendingPathComponent("phone").path, language: "en",
            market: "US", online: false
        ).config
    }
}

/// Asks until it is so, for twenty seconds.
@MainActor
func until(_ what: Comment, _ so: @MainActor () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(20)
    while try !so() {
        try #require(ContinuousClock.now < end, what)
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// Nothing of the seam is alive any more.
@MainActor
func nothingLeft() async throws {
    try await until("live handles return to 0") { try liveHandles() == LiveHandles(shops: 0, observations: 0, pixels: 0, hosts: 0) }
}
