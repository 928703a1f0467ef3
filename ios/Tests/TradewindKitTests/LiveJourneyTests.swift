// A show on the real core: opened from home, watched by a player without a picture, bought in, with a held price that runs out.
import Foundation
import Testing
import TradewindCore
import TradewindDriver

@testable import TradewindKit

extension CoreTests {
    @MainActor @Suite(.serialized) struct LiveJourney {
        @Test func aShowIsWatchedAndBoughtIn() async throws {
            let scratch = try TemporaryFolder()
            let merchant = try Sandbox(shows: true)
            defer { merchant.close() }
            let running = try await merchant.runningShow()
            let id = try #require(running)
            let player = FakePlayer()
            let store = try await ShopStore.open(
                scratch.setup(merchant).config, vault: try FileVault(scratch.folder), player: player)
            try await until("home has the show") {
                guard case .home(let home)? = store.snapshot?.screen else { return false }
                return home.live.contains { $0.key == id && $0.running }
            }
            store.send(.openShow(key: id))
            try await until("the player has its playlist") { player.loaded.count == 1 && player.isPlaying }
            #expect(screen(store)?.key == id && screen(store)?.video?.playlist == player.loaded.first?.playlist)

            try await merchant.host(id, try Json.read(#"{"pin": {"item": "mug-indigo"}}"#))
            try await watch(player, "the card stands there") {
                screen(store)?.card?.product == "mug-indigo" && screen(store)?.card?.canAdd == true
            }
            let card = try #require(screen(store)?.card)
            #expect(card.inCart.isEmpty && !card.price.isEmpty && !card.accessibility.isEmpty)
            store.send(.addLiveCard(key: card.key))
            try await watch(player, "it is in the cart") { screen(store)?.card?.inCart.isEmpty == false }

            let hold = #"{"hold": {"item": "mug-indigo", "percent": 20, "quantity": 20, "seconds": 6}}"#
            try await merchant.host(id, try Json.read(hold))
            try await watch(player, "a price is held") { screen(store)?.card?.hold?.holds == true }
            let held = try #require(screen(store)?.card?.hold)
            let watching = Task { await store.countdowns.watch() }
            try await until("it counts down") { store.countdowns[held.key]?.text.isEmpty == false }
            try await watch(player, "it has run out, and that is said") {
                guard let hold = screen(store)?.card?.hold else { return false }
                return !hold.holds && hold.sentence.contains(" ")
            }
            watching.cancel()
            await watching.value

            store.goBack(in: .home, to: [])
            #expect(player.stops == 1)
            store.close()
            try await nothingLeft()
        }

        private func screen(_ store: ShopStore) -> LiveScreen? {
            if case .live(let screen)? = store.snapshot?.screen { screen } else { nil }
        }

        /// Until it is so the player tells where it is, as the picture goes on: at the newest moment of the show.
        private func watch(_ player: FakePlayer, _ what: Comment, _ so: @MainActor () -> Bool) async throws {
            let begin = ContinuousClock.now
            try await until(what) {
                let seconds = Double((ContinuousClock.now - begin).components.seconds)
                player.tell(seconds, programme: Int64(Date().timeIntervalSince1970 * 1_000))
                return so()
            }
        }
    }
}
