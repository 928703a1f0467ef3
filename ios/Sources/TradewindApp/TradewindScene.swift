// The app's one scene. An Xcode app target holds nothing but `@main` and this.
import SwiftUI
import TradewindCore
import TradewindKit

/// The shop in a window.
public struct TradewindScene: Scene {
    private let opening: ShopOpening

    /// `open` opens the store (`ShopStore.open`) once the first window is there, or the system gives time in the background. Until it
    /// has, a progress view is shown.
    public init(_ open: @escaping @MainActor @Sendable () async throws -> ShopStore) {
        opening = ShopOpening(open)
        // A tapped notification may be what starts the app: the system tells of it before there is a window.
        NotificationLinks.shared.begin()
    }

    public var body: some Scene {
        WindowGroup {
            LaunchView(opening: opening)
        }
        .backgroundTask(.appRefresh(BackgroundRefresh.identifier)) { [opening] in
            guard let store = try? await opening.store() else { return }
            await Settling.work(store, BackgroundRefresh())
        }
    }
}

/// The process's one shop: opened by who needs it first, a window or work in the background.
@MainActor
final class ShopOpening: Sendable {
    private let open: @MainActor @Sendable () async throws -> ShopStore
    private var opened: Task<ShopStore, any Error>?

    nonisolated init(_ open: @escaping @MainActor @Sendable () async throws -> ShopStore) {
        self.open = open
    }

    /// Where opening failed, the next call tries anew.
    func store() async throws -> ShopStore {
        let task = opened ?? Task { [open] in try await open() }
        opened = task
        do {
            return try await task.value
        } catch {
            opened = nil
            throw error
        }
    }
}

/// Opens the shop; says in words why that is not possible.
struct LaunchView: View {
    let opening: ShopOpening
    @State private var store: ShopStore?
    @State private var fault: ShopFault?
    /// The link that started the app: it comes before the shop is open.
    @State private var pendingLink: URL?
    @Environment(\.colorScheme) private var scheme
    @Environment(\.scenePhase) private var phase

    var body: some View {
        ZStack {
            if let store {
                ShopView().environment(store)
            } else if let fault {
                AppText(fault.text, Theme.Text.body).padding(Theme.Space.xl)
            } else {
                ProgressView()
            }
        }
        .environment(\.palette, scheme == .dark ? Theme.dark : Theme.light)
        .task { await begin() }
        .onAppear { NotificationLinks.shared.follow { follow($0) } }
        .onOpenURL { follow($0) }
        .onChange(of: phase) { _, now in
            guard let store else { return }
            switch now {
            case .background: Settling.left(store, BackgroundRefresh())
            case .active:
                store.handOffs.refresh()
                store.live.cameBack()
                Settling.cameBack(BackgroundRefresh())
            default: break
            }
        }
        .onContinueUserActivity(NSUserActivityTypeBrowsingWeb) { activity in
            if let link = activity.webpageURL { follow(link) }
        }
    }

    private func begin() async {
        guard store == nil else { return }
        do {
            let opened = try await opening.store()
            opened.follow(Connectivity.changes())
            opened.follow(SystemFacts.changes())
            opened.live.wantsCaptions = CaptionSetting.isOn
            if let pendingLink { opened.open(pendingLink) }
            store = opened
        } catch {
            fault = ShopFault(error)
        }
    }

    private func follow(_ link: URL) {
        if let store { store.open(link) } else { pendingLink = link }
    }
}
