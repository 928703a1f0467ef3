// The pages that are kept from snapshots: which are below the shown one, which are the same page, which snapshots come too late.
import Foundation
import Testing
import TradewindCore
import TradewindDriver

@testable import TradewindKit

@Suite struct NavigationHistories {
    @Test func aScreenOnTopIsAPageAndAKnownOneIsTheWayBack() throws {
        var history = NavigationHistory()
        history.show(snapshot(home()))
        #expect(history.path(of: .home).isEmpty && history.root(of: .home)?.snapshot?.screen == home())
        history.show(snapshot(results(category: "Mugs"), back: true))
        history.show(snapshot(product("a"), back: true))
        let path = history.path(of: .home)
        #expect(path.count == 2 && Set(path).count == 2)
        // What changes on a page does not change the page.
        history.show(snapshot(product("a", variants: ["a", "b"]), back: true))
        history.show(snapshot(product("b", variants: ["a", "b"]), back: true))
        #expect(history.path(of: .home) == path)
        let top = try #require(history.page(path[1], in: .home))
        #expect(history.isTop(top) && top.snapshot?.screen == product("b", variants: ["a", "b"]))
        history.show(snapshot(results(category: "Mugs"), back: true))
        #expect(history.path(of: .home) == [path[0]])
        // It is drawn while it slides away.
        #expect(history.page(path[1], in: .home) == top && !history.isTop(top))
        history.show(snapshot(home()))
        #expect(history.path(of: .home).isEmpty)
    }

    @Test func aSearchLiesOverHomeAndIsNoPageOfThePath() {
        var history = NavigationHistory()
        history.show(snapshot(home()))
        let root = history.root(of: .home)?.id
        history.show(snapshot(results(words: "m"), back: true))
        history.show(snapshot(results(words: "mu"), back: true))
        #expect(history.path(of: .home).isEmpty && history.root(of: .home)?.id == root)
        #expect(history.search(in: .home)?.snapshot?.screen == results(words: "mu"))
        history.show(snapshot(product("a"), back: true))
        #expect(history.path(of: .home).count == 1 && history.search(in: .home) != nil)
        #expect(history.pagesAbove([], in: .home) == 1)
    }

    @Test func aSwipeCountsAtOnceAndWhatTheCoreSaidBeforeIsPassedOver() {
        var history = NavigationHistory()
        history.show(snapshot(home()))
        history.show(snapshot(results(category: "Mugs"), back: true))
        history.show(snapshot(product("a"), back: true))
        history.willSend(.back)
        history.willSend(.back)
        history.remove(history.pagesAbove([], in: .home), from: .home)
        #expect(history.path(of: .home).isEmpty)
        // Made before the core heard of it.
        history.show(snapshot(product("a", variants: ["a"]), back: true))
        history.show(snapshot(results(category: "Mugs"), back: true))
        #expect(history.path(of: .home).isEmpty)
        history.show(snapshot(home()))
        // From here on a product is a page again.
        history.show(snapshot(product("a"), back: true))
        #expect(history.path(of: .home).count == 1)
    }

    @Test func whatIsOpenedAgainRightAfterASwipeIsShown() {
        var history = NavigationHistory()
        history.show(snapshot(home()))
        history.show(snapshot(product("a"), back: true))
        history.willSend(.back)
        history.remove(1, from: .home)
        history.willSend(.openProduct(key: "a"))
        // The snapshot of home in between was dropped for the newer one.
        history.show(snapshot(product("a"), back: true))
        #expect(history.path(of: .home).count == 1)
    }

    @Test func tabsKeepTheirPages() {
        var history = NavigationHistory()
        history.show(snapshot(home()))
        history.show(snapshot(product("a"), back: true))
        let path = history.path(of: .home)
        history.willSend(.openTab(tab: .settings))
        history.select(.settings)
        #expect(history.tab == .settings && history.root(of: .settings) == nil && history.path(of: .home) == path)
        // Too late: the core had not heard of it.
        history.show(snapshot(product("a"), back: true))
        #expect(history.tab == .settings)
        history.show(snapshot(settings(), .settings))
        #expect(history.root(of: .settings)?.snapshot != nil)
        history.willSend(.openTab(tab: .home))
        history.select(.home)
        #expect(history.tab == .home && history.path(of: .home) == path)
        // The shown tab once more: its first page.
        history.willSend(.openTab(tab: .home))
        history.select(.home)
        #expect(history.path(of: .home).isEmpty)
    }

    @Test func aLinkOpensRightAboveTheFirstPage() {
        var history = NavigationHistory()
        // It started the app: home was never shown, and is there to go back to.
        history.show(snapshot(product("a"), back: true))
        #expect(history.path(of: .home).count == 1)
        #expect(history.root(of: .home).map { $0.snapshot == nil } == true)
        history.show(snapshot(home()))
        #expect(history.path(of: .home).isEmpty && history.root(of: .home)?.snapshot != nil)
        history.show(snapshot(results(category: "Mugs"), back: true))
        history.show(snapshot(product("a"), back: true))
        history.willSend(.openLink(url: "tradewind://product/z"))
        history.show(snapshot(product("z"), back: true))
        #expect(history.path(of: .home).count == 1)
        history.show(snapshot(product("a"), back: true))
        history.willSend(.openCode(text: "4006381333931", scanned: true))
        history.show(snapshot(product("y"), back: true))
        #expect(history.path(of: .home).count == 1)
    }

    @Test func rowsKeepTheirIdentityWhenOthersComeAndGo() {
        let before = ["a", "b", "b"].identified()
        let after = ["b", "x", "b"].identified()
        #expect(Set(before.map(\.id)).count == 3)
        #expect(before[1].id == after[0].id && before[2].id == after[2].id)
        let facts = [Fact(label: "Weight", value: "1 kg")].identified(by: \.label)
        #expect(facts[0].id == [Fact(label: "Weight", value: "2 kg")].identified(by: \.label)[0].id)
        #expect(facts[0].label == "Weight" && facts[0].value.value == "1 kg")
    }

    @Test func resultsAreAsLongAsTheWholeList() {
        let cards = ["a", "b"].map {
            ProductCard(
                key: $0, title: $0, highlights: [], brand: "", price: "", was: "", badge: "", unitPrice: "", energy: "",
                condition: "", personalised: "", door: "", stock: "", available: true,
                picture: nil,
                accessibility: $0)
        }
        let slots = results(total: 500, first: 7, rows: cards).slots
        #expect(slots.count == 500)
        #expect(slots[7].id == .product("a") && slots[8].id == .product("b"))
        #expect(slots[6].id == .index(6) && slots[9].id == .index(9))
        #expect(results(total: 500).window(around: 200) == .window(first: 150, count: 100))
        #expect(results(total: 500).window(around: 3) == .window(first: 0, count: 100))
    }
}

extension CoreTests {
    @MainActor @Suite(.serialized) struct Navigation {
        @Test func pathAndTabDriveTheCore() async throws {
            let scratch = try TemporaryFolder()
            let store = try await ShopStore.open(scratch.setup(try sandbox()).config, vault: try FileVault(scratch.folder))
            var category: String?
            try await until("home has categories") {
                if case .home(let home)? = store.snapshot?.screen { category = home.categories.first?.key }
                return category != nil
            }
            store.send(.openCategory(key: try #require(category)))
            try await until("the category is a page") { store[path: .home].count == 1 }
            store.send(.openProduct(key: "mug-indigo"))
            try await until("the product is a page above it") { store[path: .home].count == 2 }
            let path = store[path: .home]
            // A swipe back.
            store[path: .home] = [path[0]]
            #expect(store[path: .home] == [path[0]])
            try await until("the core shows the category") { if case .results? = store.snapshot?.screen { true } else { false } }
            #expect(store[path: .home] == [path[0]])
            store.selectedTab = .cart
            #expect(store.selectedTab == .cart)
            try await until("the core shows the cart") { if case .cart? = store.snapshot?.screen { true } else { false } }
            store.selectedTab = .home
            try await until("the category again") { if case .results? = store.snapshot?.screen { true } else { false } }
            #expect(store[path: .home] == [path[0]])
            store.selectedTab = .home
            try await until("home itself") { if case .home? = store.snapshot?.screen { true } else { false } }
            store.send(.search(words: "mug"))
            try await until("a search over home") { store.navigation.search(in: .home) != nil }
            #expect(store[path: .home].isEmpty)
            store.endSearch(in: .home)
            #expect(store.navigation.search(in: .home) == nil)
            try await until("home again") { if case .home? = store.snapshot?.screen { true } else { false } }
            #expect(store.fault == nil)
            store.close()
            try await nothingLeft()
        }
    }
}

private func snapshot(_ screen: Screen, _ tab: Tab = .home, back: Bool = false) -> Snapshot {
    let tabs = [Tab.home, .cart, .orders, .settings].map {
        TabItem(tab: $0, label: "", badge: "", selected: $0 == tab, accessibility: "")
    }
    return Snapshot(
        revision: 1, language: "en", direction: .ltr, title: "", canGoBack: back, backLabel: "", tabsLabel: "", tabs: tabs,
        banners: [],
        toast: nil, lookAgain: nil, looks: 0, news: nil, wantsReferrer: false, reminders: [], screen: screen)
}

private let noCode = CodeEntry(title: "", note: "", openLabel: "", scanLabel: "", scanNote: "", scanRefused: "")

private func home() -> Screen {
    .home(
        content: HomeScreen(
            searchHint: "", clearLabel: "", code: noCode, ranked: "", categoriesTitle: "", categories: [], liveTitle: "", live: [],
            dealsTitle: "", deals: [], recentTitle: "", recent: [], asOf: "", loading: false, empty: nil, served: []))
}

private func results(words: String = "", category: String = "") -> Screen {
    .results(content: results(words: words, category: category, total: 0))
}

private func results(
    words: String = "", category: String = "", total: UInt32, first: UInt32 = 0, rows: [ProductCard] = []
) -> ResultsScreen {
    ResultsScreen(
        words: words, searchHint: "", clearLabel: "", category: category, count: "", total: total, first: first, rows: rows,
        byDoor: false, sortLabel: "", sortNote: "",
        asOf: "",
        loading: false, empty: nil)
}

private func product(_ key: String, variants: [String] = []) -> Screen {
    .product(
        content: ProductScreen(
            key: key, title: key, brand: "", price: "", was: "", priceTruth: "", unitPrice: "", saleUntil: "", priceNote: "",
            personalised: "", hold: nil,
            stock: "", delivery: "", door: nil, description: "",
            descriptionTitle: "", pictures: [], hasModel: false, previewLabel: "", variantsTitle: "",
            variants: variants.map {
                VariantChip(key: $0, label: $0, selected: $0 == key, available: true, picture: nil, accessibility: $0)
            }, facts: [], addLabel: "", available: true, canAdd: true, inCart: "", link: "", linkLabel: "",
            shareLabel: "", share: nil, empty: nil))
}

private func settings() -> Screen {
    .settings(
        content: SettingsScreen(
            choices: [], spent: nil,
            consent: ConsentSettings(title: "", note: "", switches: [], viewedLabel: "", keptTitle: "", kept: [], deleteLabel: ""),
            code: noCode,
            buyerTitle: "", buyer: [], deleteLabel: "", aboutTitle: "", about: [], refreshLabel: "",
            eraseTitle: "", eraseNote: "", eraseLabel: "", eraseConfirm: ""))
}
