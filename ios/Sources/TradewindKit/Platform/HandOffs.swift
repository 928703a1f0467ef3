// Port: hand-offs. Gives each to what serves its kind: an app's link or a page, a bank's page, a method's own library.
import Foundation
import Observation
import TradewindCore

/// Where the person is sent to approve a payment, and what comes back.
@MainActor @Observable
public final class HandOffs {
    /// The pages of a payment that are open, shown or unseen, the newest last: banks', and those with card fields.
    public private(set) var pages: [BankPage] = []

    /// What the core calls.
    @ObservationIgnored public let host: HandOffHost
    @ObservationIgnored private let links: LinkHandOff
    @ObservationIgnored private let libraries: [String: any PaymentLibrary]
    @ObservationIgnored private var say: ((Intent) -> Void)?

    /// `opener` opens links (`SystemLinks` on a phone; without one there is no such hand-off). `libraries` are the payment methods'
    /// own, each under the payment handler that it pays by.
    public init(opener: (any LinkOpening)?, libraries: [String: any PaymentLibrary] = [:]) {
        links = LinkHandOff(opener)
        self.libraries = libraries
        let bridge = HandOffBridge(apps: links.apps, opensLinks: opener != nil)
        host = bridge
        bridge.handOffs.set(self)
        refresh()
    }

    /// Looks anew which apps are here and which libraries can be called. The core asks on threads where the system cannot be asked.
    public func refresh() {
        links.refresh()
        (host as? HandOffBridge)?.ready.replace(Set(libraries.filter { $0.value.isReady }.keys))
    }

    /// The page that is shown over the app; none if there is none.
    public var shownPage: BankPage? {
        pages.last { $0.isVisible }
    }

    /// The shown page for `fullScreenCover(item:)`. SwiftUI sets it to nil when it takes the page away.
    public var presentedPage: BankPage? {
        get { shownPage }
        set { if newValue == nil, let shownPage { close(shownPage) } }
    }

    /// The person closed the page, or it failed: who opened it hears of it.
    public func close(_ page: BankPage) {
        guard pages.contains(where: { $0 === page }) else { return }
        dismiss(page.key)
        page.onClose()
    }

    /// Shows a page. What it brings about is told by its own callbacks.
    func show(_ page: BankPage) {
        pages.append(page)
        page.begin()
    }

    /// Takes a page away, without telling.
    func dismiss(_ key: String) {
        for page in pages where page.key == key { page.end() }
        pages.removeAll { $0.key == key }
    }

    /// Whether a link from outside is the answer of a payment library. The library has it then.
    public func takes(_ link: URL) -> Bool {
        libraries.values.contains { $0.takes(link) }
    }

    /// Where what comes back goes; nil ends the connection and closes the pages.
    func connect(_ say: ((Intent) -> Void)?) {
        self.say = say
        if say == nil {
            for page in pages { page.end() }
            pages = []
        }
    }

    fileprivate func present(_ handOff: HandOff) {
        let key = handOff.key
        switch handOff.way {
        case .link(let app, let page):
            let links = links
            Task { await links.open(app: app, page: page) }
        case .call(let payload):
            libraries[handOff.method]?.pay(payload) { [weak self] text in self?.say?(.handOffAnswered(key: key, text: text)) }
        case .surface(let url, let origins, let visible):
            guard let address = URL(string: url) else {
                say?(.surfaceClosed(key: key))
                return
            }
            let page = BankPage(key: key, address: address, origins: origins, isVisible: visible)
            page.onMessage = { [weak self] origin, text in self?.say?(.surfaceSaid(key: key, origin: origin, text: text)) }
            page.onFailure = { [weak self, weak page] in page.map { self?.close($0) } }
            page.onClose = { [weak self] in self?.say?(.surfaceClosed(key: key)) }
            page.onAppLink = { [links] link in Task { await links.open(app: link.absoluteString, page: .init()) } }
            show(page)
        }
    }

    fileprivate func post(_ key: String, _ text: String) {
        pages.first { $0.key == key }?.post(text)
    }
}

/// The core calls it on threads of its own; each call returns at once, and what is to be done hops to the main actor.
private final class HandOffBridge: HandOffHost {
    let handOffs = WeakHandOffs()
    let ready = SharedNames()
    private let apps: SharedNames
    private let opensLinks: Bool

    init(apps: SharedNames, opensLinks: Bool) {
        self.apps = apps
        self.opensLinks = opensLinks
    }

    func can(way: WayKind, method: String) throws -> Bool {
        switch way {
        case .link: opensLinks
        case .call: ready.contains(method)
        case .surface: BankPage.isAvailable
        }
    }

    func hasApp(app: String) throws -> Bool {
        apps.contains(app)
    }

    func present(handOff: HandOff) throws {
        Task { @MainActor [handOffs] in handOffs.value?.present(handOff) }
    }

    func post(key: String, text: String) throws {
        Task { @MainActor [handOffs] in handOffs.value?.post(key, text) }
    }

    func dismiss(key: String) throws {
        Task { @MainActor [handOffs] in handOffs.value?.dismiss(key) }
    }
}

/// The hand-offs own their bridge, and the core holds the bridge: the reference back must be weak.
private final class WeakHandOffs: @unchecked Sendable {
    /// Written once, before another thread can see it. A weak reference may be read from any thread.
    private(set) weak var value: HandOffs?

    func set(_ handOffs: HandOffs) {
        value = handOffs
    }
}
