// What crosses the seam is let go again: handles return to 0, memory stays.
import Foundation
import Testing
import TradewindCore
import TradewindDriver
import TradewindKit

extension CoreTests {
    @MainActor @Suite(.serialized) struct Handles {
        @Test func tenThousandObservationsLeaveNothing() async throws {
            let scratch = try TemporaryFolder()
            let shop = try Shop(
                config: scratch.alone(), vault: try FileVault(scratch.folder),
                wallets: [SandboxWallet.handler: NoWallet()], handOffs: nil, log: nil)
            var after1000 = 0
            for round in 1...10_000 {
                // Each reader waits for the snapshot that comes at once, and stops.
                for await snapshot in try shop.snapshots() {
                    if round == 1 { #expect(snapshot.revision > 0) }
                    break
                }
                if round == 1_000 { after1000 = try residentBytes() }
            }
            // The vault and the wallet are held, no observer is.
            try await until("no observation is left") {
                try liveHandles() == LiveHandles(shops: 1, observations: 0, pixels: 0, hosts: 2)
            }
            let grown = try residentBytes() - after1000
            print("10,000 observations: \(grown / 1024) KiB grown after the first 1,000")
            #expect(grown < 4 << 20)
            try shop.shutdown()
            try await nothingLeft()
        }

        @Test func tenThousandIntentsLeaveNothing() async throws {
            let scratch = try TemporaryFolder()
            let store = try await ShopStore.open(scratch.alone(), vault: try FileVault(scratch.folder))
            let tabs: [Tab] = [.home, .cart, .orders, .settings]
            var after1000 = 0
            for round in 1...10_000 {
                store.send(.openTab(tab: tabs[round % tabs.count]))
                // Now and then it is waited for what comes of them, as a person does.
                if round % 100 == 0 {
                    let wanted = tabs[round % tabs.count]
                    try await until("the tab is shown") { store.snapshot?.tabs.first { $0.selected }?.tab == wanted }
                }
                if round == 1_000 { after1000 = try residentBytes() }
            }
            let grown = try residentBytes() - after1000
            print("10,000 intents: \(grown / 1024) KiB grown after the first 1,000")
            #expect(grown < 4 << 20)
            store.close()
            try await nothingLeft()
        }

        @Test func aStoreThatIsLetGoEndsTheShop() async throws {
            let scratch = try TemporaryFolder()
            var store: ShopStore? = try await ShopStore.open(scratch.alone(), vault: try FileVault(scratch.folder))
            try await until("a first snapshot") { store?.snapshot != nil }
            store = nil
            try await nothingLeft()
            // The folder is free again.
            let again = try await ShopStore.open(scratch.alone(), vault: try FileVault(scratch.folder))
            again.close()
            try await nothingLeft()
        }

        @Test func aSecondShopInTheFolderIsRefusedInWords() async throws {
            let scratch = try TemporaryFolder()
            let first = try await ShopStore.open(scratch.alone(), vault: try FileVault(scratch.folder))
            let taken = scratch.alone()
            let config = ShopConfig(
                merchant: taken.merchant, dataFolder: taken.dataFolder, languages: ["de"], market: "DE", currency: nil,
                timeZone: "UTC", online: false, profileUrl: nil, hostOverrides: [], draws: false)
            await #expect {
                try await ShopStore.open(config, vault: try FileVault(scratch.folder))
            } throws: { error in
                let fault = error as? ShopFault
                return fault?.code == "FOLDER_LOCKED" && fault?.text.contains(" ") == true
            }
            first.close()
            try await nothingLeft()
        }
    }
}

/// A wallet that is not there.
final class NoWallet: WalletHost {
    func present(request: WalletRequest) throws { throw HostError.Unavailable }
    func isReady() throws -> Bool { true }
    func dismiss(sheet: String, end: SheetEnd) throws {}
}

/// The resident set, as Linux says it.
func residentBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (Int(status[1]) ?? 0) * 4096
}
