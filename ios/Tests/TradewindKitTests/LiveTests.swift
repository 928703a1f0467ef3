// Shows: what the player is given, what the core hears of it, what is left of held prices.
import Foundation
import Testing
import TradewindCore

@testable import TradewindKit

@MainActor @Suite struct LiveTests {
    private let core = HearingCore()
    private let player = FakePlayer()
    private let store: ShopStore

    init() {
        store = ShopStore(core, wallet: WalletPresenter(), handOffs: HandOffs(opener: nil), player: player)
        store.show(snapshot(1, below, back: false))
    }

    @Test func theCoreHearsWhereThePlayerIs() {
        store.show(snapshot(2, show(video())))
        #expect(player.loaded == [.init(playlist: "https://shop.example/a.m3u8", isReplay: false, begin: nil)] && player.isPlaying)
        player.tell(12.5, programme: 1_796_058_041_100)
        let heard = LivePosition(
            show: "show-1", positionMs: 12_500, programmeMs: 1_796_058_041_100, latencyMs: 0, playing: true, ended: false)
        #expect(core.positions == [heard] && store.live.isPlaying && store.live.hasPicture)
        store.live.pause()
        player.tell(12.5)
        #expect(core.positions.last?.playing == false && core.positions.last?.programmeMs == nil && !store.live.isPlaying)
        player.onReport(PlayerReport(position: 16_000, programme: nil, isPlaying: false, hasEnded: true))
        #expect(core.positions.last?.ended == true && core.positions.last?.positionMs == 16_000)
        store.live.goToEdge()
        #expect(player.edges == 1 && player.isPlaying)
    }

    @Test func soundIsTurnedOffAndOnAndStaysSoInTheNextShow() {
        store.show(snapshot(2, show(video())))
        #expect(store.live.hasSound && !player.isMuted)
        store.live.turnSound(on: false)
        store.show(snapshot(3, show(video("https://shop.example/b.m3u8"))))
        #expect(!store.live.hasSound && player.isMuted && player.isPlaying)
        store.live.turnSound(on: true)
        #expect(store.live.hasSound && !player.isMuted)
    }

    @Test func anotherAddressIsAnotherItemAndBeginsWhereItSays() {
        store.show(snapshot(2, show(video())))
        // What comes with each snapshot changes nothing.
        store.show(snapshot(3, show(video(begin: 5))))
        #expect(player.loaded.count == 1)
        store.show(snapshot(4, show(video("https://shop.example/b.m3u8", isReplay: true, begin: 1_796_058_041_100))))
        let last = player.loaded.last
        #expect(last?.begin == Date(timeIntervalSince1970: 1_796_058_041.1) && last?.isReplay == true)
        #expect(player.loaded.count == 2 && player.isPlaying)
        player.tell(30, length: 120_000)
        #expect(store.live.progress == 0.25)
        store.live.progress = 0.5
        #expect(player.sought == [60_000] && store.live.progress == 0.5)
    }

    @Test func aShowThatIsCoveredWaitsAndOneThatIsLeftEnds() throws {
        store.show(snapshot(2, show(video())))
        player.tell(1)
        store.show(snapshot(3, above))
        #expect(!player.isPlaying && player.stops == 0)
        store.show(snapshot(4, show(video())))
        #expect(player.isPlaying && player.loaded.count == 1)
        // In the small window it goes on below another page.
        store.live.showSmallWindow()
        store.show(snapshot(5, above))
        #expect(player.isPlaying && store.live.isSmall)
        player.tell(2)
        #expect(core.positions.last?.positionMs == 2_000)
        // The button of the small window leads back: what lies over the show is left.
        player.onRestore()
        player.onSmallWindow(false)
        #expect(core.intents == [.back] && store.navigation.path(of: .home).count == 1 && player.isPlaying)
        // By a swipe back it ends at once, before the core has heard of that.
        store.goBack(in: .home, to: [])
        #expect(player.stops == 1 && !store.live.isPlaying && !store.live.hasPicture)
        player.tell(3)
        #expect(core.positions.last?.positionMs == 2_000, "what is left is not told of")
    }

    @Test func onAnotherTabItWaits() {
        store.show(snapshot(2, show(video())))
        store.select(.cart)
        #expect(!player.isPlaying && player.stops == 0)
        store.select(.home)
        #expect(player.isPlaying)
        // As the system has it when the app was away.
        player.pause()
        player.tell(4)
        store.live.cameBack()
        #expect(player.isPlaying)
        store.live.pause()
        player.tell(5)
        store.live.cameBack()
        #expect(!player.isPlaying, "who stopped it finds it stopped")
    }

    @Test func withoutVideoNothingPlays() {
        store.show(snapshot(2, show(nil)))
        #expect(player.loaded.isEmpty && player.stops == 0)
        store.show(snapshot(3, show(video())))
        store.show(snapshot(4, show(nil)))
        #expect(player.loaded.count == 1 && player.stops == 1)
    }

    @Test func captionsAreTheCoresAndTheSystemsWishIsToldOnce() {
        store.live.wantsCaptions = true
        store.show(snapshot(2, show(video(captions: ""))))
        #expect(core.intents.isEmpty, "there are none")
        store.show(snapshot(3, show(video(captions: "de"))))
        #expect(core.intents == [.showCaptions(shown: true)] && player.captions.isEmpty)
        store.show(snapshot(4, show(video(captions: "de", shown: true))))
        store.show(snapshot(5, show(video(captions: "de", shown: true))))
        #expect(player.captions == ["de"])
        store.show(snapshot(6, show(video(captions: "de"))))
        #expect(player.captions == ["de", nil] && core.intents.count == 1, "the person turned them off")
        store.show(snapshot(7, show(video("https://shop.example/b.m3u8", captions: "de", shown: true))))
        #expect(player.captions == ["de", nil, "de"])
    }

    @Test func aHeldPriceCountsDownWithoutASnapshotForAsLongAsSomebodyWatches() async throws {
        let countdowns = Countdowns(core, pace: .milliseconds(5))
        core.countdowns = [Countdown(key: "hold", text: "1:29 left", spoken: "1 minute left", percent: 74, over: false)]
        #expect(countdowns["hold"] == nil)
        let first = Task { await countdowns.watch() }
        let second = Task { await countdowns.watch() }
        try await until("it is read") { countdowns["hold"]?.text == "1:29 left" && countdowns["other"] == nil }
        first.cancel()
        await first.value
        core.countdowns = [Countdown(key: "hold", text: "", spoken: "", percent: 0, over: true)]
        try await until("it is over") { countdowns["hold"]?.over == true }
        second.cancel()
        await second.value
        let ticks = core.ticks
        try await Task.sleep(for: .milliseconds(40))
        #expect(core.ticks == ticks && core.intents.isEmpty, "nobody watches")
    }

    private func snapshot(_ revision: UInt64, _ screen: Screen, _ tab: Tab = .home, back: Bool = true) -> Snapshot {
        let tabs = [Tab.home, .cart].map { TabItem(tab: $0, label: "", badge: "", selected: $0 == tab, accessibility: "") }
        return Snapshot(
            revision: revision, language: "en", direction: .ltr, title: "", canGoBack: back, backLabel: "", tabsLabel: "",
            tabs: tabs, banners: [], toast: nil, lookAgain: nil, looks: 0, news: nil, wantsReferrer: false,
            reminders: [], screen: screen)
    }

    private func show(_ video: LiveVideo?) -> Screen {
        .live(
            content: LiveScreen(
                key: "show-1", title: "", host: "", phase: .running, state: "", poster: nil, video: video, card: nil,
                comment: nil, earlierTitle: "", earlier: [], notice: nil, reminder: nil, reportLabel: "", report: nil,
                reports: [], playLabel: "", pauseLabel: "", soundLabel: "",
                edgeLabel: "", smallWindowLabel: "", captionsLabel: ""))
    }

    private func video(
        _ playlist: String = "https://shop.example/a.m3u8", isReplay: Bool = false, begin: Int64? = nil, captions: String = "",
        shown: Bool = false
    ) -> LiveVideo {
        LiveVideo(
            playlist: playlist, isReplay: isReplay, begin: begin, captionsLanguage: captions, captionsShown: shown,
            smallWindow: true, accessibility: "")
    }

    /// The page below the show.
    private var below: Screen {
        .cart(
            content: CartScreen(
                count: "", lines: [], subtotalLabel: "", subtotal: "", note: "", door: nil, checkoutLabel: "",
                canCheckout: false, acceptLabel: "", empty: nil))
    }

    /// A page over it.
    private var above: Screen {
        .orders(content: OrdersScreen(waitingTitle: "", waiting: [], rows: [], empty: nil))
    }
}
