// Opening a shop: off the main actor, given up when nobody waits for it, refused in words.
import Foundation
import Testing
import TradewindCore
import TradewindDriver
import TradewindKit

extension CoreTests {
    @MainActor @Suite(.serialized) struct Opening {
        @Test func theMainActorGoesOnWhileTheShopIsOpened() async throws {
            let scratch = try TemporaryFolder()
            let gate = DispatchSemaphore(value: 0)
            // Opening waits for the main actor: were it done there, neither would go on.
            Task { @MainActor in gate.signal() }
            let store = try await ShopStore.open(
                {
                    guard gate.wait(timeout: .now() + 10) == .success else { throw NeverCame() }
                    return scratch.alone()
                }(), vault: try FileVault(scratch.folder))
            try await until("a first snapshot") { store.snapshot != nil }
            store.close()
            try await nothingLeft()
        }

        @Test func aShopThatNobodyWaitsForIsClosedAgain() async throws {
            let scratch = try TemporaryFolder()
            let vault = try FileVault(scratch.folder)
            let gate = DispatchSemaphore(value: 0)
            let opening = Task {
                try await ShopStore.open(
                    {
                        gate.wait()
                        return scratch.alone()
                    }(), vault: vault)
            }
            opening.cancel()
            gate.signal()
            await #expect(throws: CancellationError.self) { try await opening.value }
            try await nothingLeft()
            // The folder is free again.
            let store = try await ShopStore.open(scratch.alone(), vault: vault)
            store.close()
            try await nothingLeft()
        }

        @Test func aFaultStaysWhatItIs() {
            let fault = ShopFault(ShopError.Refused(code: "FOLDER_LOCKED", text: "Another app has it."))
            #expect(fault.code == "FOLDER_LOCKED" && fault.text == "Another app has it.")
            #expect(ShopFault(fault) == fault)
            #expect(ShopFault(NeverCame()).code == "INTERNAL")
        }
    }
}

private struct NeverCame: Error {}
