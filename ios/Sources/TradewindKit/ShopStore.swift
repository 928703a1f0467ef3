// What a SwiftUI app holds: the newest snapshot on the main actor, and the way back to the core.
import Observation
import TradewindCore

/// The shop as views see it. Everything shown is in `snapshot`; everything done goes through `send`.
@MainActor @Observable
public final class ShopStore {
    /// What is to be drawn now; none until the core has read its files.
    public private(set) var snapshot: Snapshot?
    /// The pages of each tab, as `TabView` and `NavigationStack` need them.
    public private(set) var navigation = NavigationHistory()
    /// Why the core cannot be used, in the person's language; none while it can.
    public private(set) var fault: ShopFault?
    /// The wallet's sheet, while one is open.
    public let wallet: WalletPresenter
    /// Other apps and pages that the person was sent to.
    public let handOffs: HandOffs
    /// The show that is on the screen or below what is, and its player.
    public let live: LiveShow
    /// What is left of held prices.
    public let countdowns: Countdowns

    /// The page with a provider's card fields; none where an app has its provider's own library instead.
    @ObservationIgnored private let fields: HostedFieldsWallet?
    @ObservationIgnored private let shop: any ShopProtocol
    @ObservationIgnored private let pictures: PictureLoader
    @ObservationIgnored private let placeholders = PlaceholderCache()
    @ObservationIgnored private var snapshotReader: Task<Void, Never>?
    @ObservationIgnored private var followed: [Task<Void, Never>] = []

    /// Opens the shop. Folders and databases are opened off the main actor, and `config` is made there too. A `ShopFault` says in
    /// words why opening is not possible. If the calling task is cancelled meanwhile, the shop is closed again and
    /// `CancellationError` is thrown. `player` plays shows; without one it is the system's, where there is one.
    public static func open(
        _ config: @autoclosure @escaping @Sendable () throws -> ShopConfig, vault: VaultHost, log: LogHost? = nil,
        wallet: WalletPresenter = WalletPresenter(), handOffs: HandOffs? = nil, player: (any LivePlayer)? = nil
    ) async throws -> ShopStore {
        let handOffs = handOffs ?? HandOffs(opener: nil)
        let card = HostedFieldsWallet(pages: handOffs)
        let fields = wallet.hosts[card.handler] == nil ? card : nil
        let hosts = wallet.hosts.merging([card.handler: card.host]) { given, _ in given }
        let handOffHost = handOffs.host
        do {
            let shop = try await offMainActor {
                try Shop(config: config(), vault: vault, wallets: hosts, handOffs: handOffHost, log: log)
            }
            if Task.isCancelled {
                try await offMainActor { try shop.shutdown() }
                throw CancellationError()
            }
            let store = ShopStore(shop, wallet: wallet, handOffs: handOffs, fields: fields, player: player ?? systemPlayer())
            store.read(try shop.snapshots())
            return store
        } catch let error as CancellationError {
            throw error
        } catch {
            throw ShopFault(error)
        }
    }

    init(
        _ shop: any ShopProtocol, wallet: WalletPresenter, handOffs: HandOffs, fields: HostedFieldsWallet? = nil,
        player: (any LivePlayer)? = nil
    ) {
        self.shop = shop
        self.wallet = wallet
        self.handOffs = handOffs
        self.fields = fields
        live = LiveShow(shop, player: player)
        countdowns = Countdowns(shop)
        pictures = PictureLoader(shop)
        let answer: (String, WalletOutcome) throws -> Void = { [weak shop] sheet, outcome in
            try shop?.walletAnswered(sheet: sheet, answer: outcome)
        }
        wallet.connect(answer)
        fields?.connect(answer)
        handOffs.connect { [weak shop] intent in try? shop?.dispatch(intent: intent) }
        live.send = { [weak self] in self?.send($0) }
        live.showAgain = { [weak self] in self?.showLiveAgain() }
    }

    /// Hands an intent to the core. It never waits; what comes of it is in a later snapshot.
    public func send(_ intent: Intent) {
        navigation.willSend(intent)
        do {
            try shop.dispatch(intent: intent)
        } catch {
            fault = ShopFault(error)
        }
    }

    /// The person chose a tab. The tab is shown at once, as it was left; the core's snapshot of it follows.
    public func select(_ tab: Tab) {
        send(.openTab(tab: tab))
        navigation.select(tab)
        followLive()
    }

    /// The person swiped back or used the back button: `path` is what is left above the first page of `tab`.
    public func goBack(in tab: Tab, to path: [NavigationHistory.Page.ID]) {
        let count = navigation.pagesAbove(path, in: tab)
        for _ in 0..<count { send(.back) }
        navigation.remove(count, from: tab)
        followLive()
    }

    /// The shown tab, for `TabView(selection:)`.
    public var selectedTab: Tab {
        get { navigation.tab }
        set { select(newValue) }
    }

    /// The path of a tab, for `NavigationStack(path:)`.
    public subscript(path tab: Tab) -> [NavigationHistory.Page.ID] {
        get { navigation.path(of: tab) }
        set { goBack(in: tab, to: newValue) }
    }

    /// The person ended the search that lies over the first page of `tab`.
    public func endSearch(in tab: Tab) {
        guard navigation.search(in: tab) != nil else { return }
        goBack(in: tab, to: [])
        send(.back)
        navigation.remove(1, from: tab)
    }

    /// Sends what the system reports (network, languages, memory) for as long as `intents` lasts.
    public func follow(_ intents: AsyncStream<Intent>) {
        followed.append(
            Task { [weak self] in
                for await intent in intents {
                    self?.send(intent)
                }
            })
    }

    /// The first snapshot after more looks than these in which nothing is being settled; none if there is none in that time.
    public func settled(after looks: UInt32 = 0, within limit: Duration) async -> Snapshot? {
        let shop = shop
        return await withTaskGroup(of: Snapshot?.self) { group in
            group.addTask {
                guard let snapshots = try? shop.snapshots() else { return nil }
                return await snapshots.first { $0.looks > looks && !$0.isSettling }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let settled = await group.next() ?? nil
            group.cancelAll()
            return settled
        }
    }

    /// A few pixels to stretch over a picture's place until it is there. Painted once for each ThumbHash, at once.
    public func firstPaint(_ reference: PictureRef) -> Pixels? {
        placeholders.paint(reference.thumbhash)
    }

    /// The picture behind a key, fitted into a size in pixels; none when it cannot be had (then `firstPaint` stays).
    public func picture(_ reference: PictureRef, width: UInt32, height: UInt32) async -> Pixels? {
        await pictures.picture(reference.key, width: width, height: height)
    }

    /// The preview's frame now, premultiplied, size in pixels; none while there is nothing to draw. While nothing moved it is the
    /// same picture (`Pixels.isSame`).
    public func frame(width: UInt32, height: UInt32) async -> Pixels? {
        await pictures.frame(width: width, height: height)
    }

    /// A surface that the core draws into by itself.
    public func surface() -> DrawingSurface {
        DrawingSurface(shop)
    }

    /// Ends the core: its files are closed, its threads end, every host object is released. Blocks until that is done.
    public func close() {
        snapshotReader?.cancel()
        for task in followed { task.cancel() }
        followed = []
        live.stop()
        wallet.connect(nil)
        fields?.connect(nil)
        handOffs.connect(nil)
        placeholders.removeAll()
        do {
            try shop.shutdown()
        } catch {
            fault = ShopFault(error)
        }
    }

    /// Shows a snapshot unless a newer one is shown already.
    func show(_ next: Snapshot) {
        guard next.revision > (snapshot?.revision ?? 0) else { return }
        snapshot = next
        navigation.show(next)
        followLive()
    }

    /// Tells the player what is to be played, whenever a show came, went or was covered.
    private func followLive() {
        let place = navigation.livePlace
        live.follow(place?.screen, isOnTop: place?.isOnTop == true)
    }

    /// The person came back from the small window: what lies over the show is left.
    private func showLiveAgain() {
        guard let place = navigation.livePlace else { return }
        if place.tab != navigation.tab { select(place.tab) }
        goBack(in: place.tab, to: place.path)
    }

    private static func systemPlayer() -> (any LivePlayer)? {
        #if canImport(AVKit) && !os(macOS)
        return SystemPlayer()
        #else
        return nil
        #endif
    }

    private func read(_ snapshots: AsyncStream<Snapshot>) {
        snapshotReader = Task { [weak self] in
            for await next in snapshots {
                guard let self else { return }
                self.show(next)
            }
        }
    }

    deinit {
        snapshotReader?.cancel()
        for task in followed { task.cancel() }
        try? shop.shutdown()
    }
}
