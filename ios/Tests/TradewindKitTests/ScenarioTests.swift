// Every journey of tests/scenarios in each of its places, on phones that are killed for real.
import Foundation
import Testing
import TradewindDriver

extension CoreTests {
    @Suite(.serialized) struct Scenarios {
        static let all = (try? Scenario.all(Sandbox.scenarios())) ?? []

        @Test func thereAreAtLeastTwelveJourneys() throws {
            _ = try Sandbox.scenarios()
            #expect(Set(Self.all.map(\.name)).count >= 12)
        }

        @Test(arguments: all) func showsWhatItSays(_ scenario: Scenario) async throws {
            let scratch = try TemporaryFolder()
            let merchant = try scenario.isAlone ? Sandbox(shows: scenario.hasShow) : sandbox(hasShow: scenario.hasShow)
            defer { if scenario.isAlone { merchant.close() } }
            let steps = try await scenario.run(merchant, in: scratch.folder)
            print("scenario: \(scenario): \(steps) steps")
        }

        /// The runner itself can fail: a fact that is not so is not seen.
        @Test func aFactThatIsNotSoFails() async throws {
            let planted = try Json.read(
                """
                {"planted": {"places": [["en", "US"]], "wallet": "approve", "steps": [
                  {"see": {"screen": "home"}}, {"do": {"open_tab": "cart"}, "see": {"screen": "cart"}}, {"frame": "new"}]}}
                """)
            let scratch = try TemporaryFolder()
            let scenario = try #require(Scenario.all(planted).first)
            await #expect(throws: ScenarioFailure.self) { try await scenario.run(try sandbox(), in: scratch.folder) }
        }
    }
}
