// The pages of each tab, kept from the snapshots that showed them: SwiftUI draws the page below while a person swipes back.
import TradewindCore

/// The core owns navigation, but a snapshot holds the shown screen only. This value remembers the screens below it.
///
/// A snapshot that shows a remembered screen is a way back to it; one that shows another screen is a page on top. What the person
/// does on this side (swipe, tab) counts at once; snapshots that the core made before it heard of that are passed over.
public struct NavigationHistory: Sendable {
    /// One screen of a tab. Its identity stays while its content changes.
    public struct Page: Identifiable, Sendable, Equatable {
        public let id: Int
        /// As it was shown last; none for a first page that was never shown (a link opened the app above it).
        public internal(set) var snapshot: Snapshot?
    }

    /// Where a show is: on the screen, or below what is.
    struct LivePlace {
        let tab: Tab
        /// The path of the tab with the show on top.
        let path: [Page.ID]
        /// As it was shown last.
        let screen: LiveScreen
        /// Whether it is on the screen.
        let isOnTop: Bool
    }

    /// The tab that is shown.
    public private(set) var tab = Tab.home
    /// Labels and badges of the tab bar, as the newest snapshot has them.
    public private(set) var tabs: [TabItem] = []

    /// For each tab its pages, the first page first. A tab that was shown has at least one.
    private var stacks: [Tab: [Page]] = [:]
    /// Pages that were removed last: SwiftUI draws them once more while they slide away.
    private var removed: [Page] = []
    /// Screens that the person left on this side. Snapshots that still show one of them are out of date.
    private var left: [(tab: Tab, screen: Screen)] = []
    /// Whether the intent sent last puts its page right above the first one (a link, the end of a checkout).
    private var replacesStack = false
    private var lastID = 0

    public init() {}

    /// The pages above the first page of a tab and above a search that lies over it, lowest first.
    public func path(of tab: Tab) -> [Page.ID] {
        pages(of: tab).dropFirst(rootCount(of: tab)).map(\.id)
    }

    /// The first page of a tab.
    public func root(of tab: Tab) -> Page? {
        pages(of: tab).first
    }

    /// The search that lies over the first page of a tab: a search field belongs to the page it is on, and typing opens no new page.
    public func search(in tab: Tab) -> Page? {
        rootCount(of: tab) == 2 ? pages(of: tab)[1] : nil
    }

    /// A page by its identity, also one that is sliding away.
    public func page(_ id: Page.ID, in tab: Tab) -> Page? {
        pages(of: tab).first { $0.id == id } ?? removed.first { $0.id == id }
    }

    /// Whether a page is the one on top of the shown tab.
    public func isTop(_ page: Page) -> Bool {
        pages(of: tab).last?.id == page.id
    }

    /// The topmost show of the shown tab, else of another one: one plays at a time.
    var livePlace: LivePlace? {
        for one in [tab] + tabs.map(\.tab).filter({ $0 != tab }) {
            let pages = pages(of: one)
            for (at, page) in pages.enumerated().reversed() {
                guard case .live(let screen)? = page.snapshot?.screen else { continue }
                let path = pages[...at].dropFirst(rootCount(of: one)).map(\.id)
                return LivePlace(tab: one, path: path, screen: screen, isOnTop: one == tab && at == pages.count - 1)
            }
        }
        return nil
    }

    /// How many pages of a tab lie above those that `path` keeps.
    func pagesAbove(_ path: [Page.ID], in tab: Tab) -> Int {
        max(0, pages(of: tab).count - rootCount(of: tab) - path.count)
    }

    /// Takes in what the core shows now.
    mutating func show(_ snapshot: Snapshot) {
        tabs = snapshot.tabs
        guard let shown = snapshot.tabs.first(where: \.selected)?.tab else { return }
        if left.contains(where: { $0.tab == shown && snapshot.screen.isSamePlace(as: $0.screen) }) { return }
        left = []
        tab = shown
        var pages = pages(of: tab)
        if !snapshot.canGoBack {
            // A first page that was never shown becomes the shown one.
            let first = pages.first { $0.snapshot?.screen.isSamePlace(as: snapshot.screen) ?? true }
            remove(pages.dropFirst(first == nil ? 0 : 1))
            pages = [first ?? newPage()]
        } else {
            if pages.isEmpty { pages = [newPage()] }
            if let known = pages.lastIndex(where: { $0.snapshot.map { snapshot.screen.isSamePlace(as: $0.screen) } ?? false }) {
                remove(pages.dropFirst(known + 1))
                pages.removeSubrange((known + 1)...)
            } else {
                if replacesStack {
                    remove(pages.dropFirst())
                    pages.removeSubrange(1...)
                }
                pages.append(newPage())
                replacesStack = false
            }
        }
        pages[pages.count - 1].snapshot = snapshot
        stacks[tab] = pages
    }

    /// Another intent may lead back to a screen that was just left.
    mutating func willSend(_ intent: Intent) {
        switch intent {
        case .openLink, .openCode, .done:
            left = []
            replacesStack = true
        case .search, .retry, .pay, .acceptProposal, .declineProposal:
            left = []
            replacesStack = false
        default:
            guard intent.opensPlace else { break }
            left = []
            replacesStack = false
        }
    }

    /// The person chose a tab on this side; choosing the shown one leads to its first page.
    mutating func select(_ next: Tab) {
        if next == tab {
            remove(pages(of: tab).count - 1, from: tab)
        } else {
            if let top = pages(of: tab).last?.snapshot { left.append((tab, top.screen)) }
            tab = next
        }
    }

    /// The person left the topmost pages of a tab; the first one stays.
    mutating func remove(_ count: Int, from tab: Tab) {
        let pages = pages(of: tab)
        let kept = max(1, pages.count - max(0, count))
        guard kept < pages.count else { return }
        for page in pages[kept...] {
            if let snapshot = page.snapshot { left.append((tab, snapshot.screen)) }
        }
        remove(pages[kept...])
        stacks[tab] = Array(pages[..<kept])
    }

    private func pages(of tab: Tab) -> [Page] {
        stacks[tab] ?? []
    }

    /// How many pages the first one stands for: itself, and a search over it.
    private func rootCount(of tab: Tab) -> Int {
        let pages = pages(of: tab)
        guard pages.count > 1, case .results(let results)? = pages[1].snapshot?.screen, results.category.isEmpty else {
            return min(1, pages.count)
        }
        return 2
    }

    private mutating func newPage() -> Page {
        lastID += 1
        return Page(id: lastID, snapshot: nil)
    }

    private mutating func remove(_ pages: ArraySlice<Page>) {
        if !pages.isEmpty { removed = Array(pages) }
    }
}

extension Intent {
    /// Whether it leads to a place: every such intent is called `open…` (core/CONTRIBUTING.md).
    fileprivate var opensPlace: Bool {
        String(describing: self).hasPrefix("open")
    }
}

extension Screen {
    /// Whether two screens are one place of which only the content changed: another version of the product, other search words.
    func isSamePlace(as other: Screen) -> Bool {
        switch (self, other) {
        case (.results(let one), .results(let two)):
            one.category == two.category
        case (.product(let one), .product(let two)):
            // A product that came by a link has no key until it is found.
            one.key == two.key || one.key.isEmpty || two.key.isEmpty || two.variants.contains { $0.key == one.key }
        case (.order(let one), .order(let two)):
            one.key == two.key
        case (.live(let one), .live(let two)):
            one.key == two.key
        default:
            // One place each.
            name == other.name
        }
    }

    /// The name of the case.
    private var name: String? {
        Mirror(reflecting: self).children.first?.label
    }
}
