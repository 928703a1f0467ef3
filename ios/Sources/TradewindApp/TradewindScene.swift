// The app's one scene. An Xcode app target holds nothing but `@main` and this.
import SwiftUI
import TradewindCore
import TradewindKit

/// The shop in a window.
public struct TradewindScene: Scene {
    private let open: @MainActor @Sendable () async throws -> ShopStore

    /// `open` opens the store (`ShopStore.open`) once the first window is there. Until it has, a progress view is shown.
    public init(_ open: @escaping @MainActor @Sendable () async throws -> ShopStore) {
        self.open = open
    }

    public var body: some Scene {
        WindowGroup {
            LaunchView(open: open)
        }
    }
}

/// Opens the shop; says in words why that is not possible.
struct LaunchView: View {
    let open: @MainActor @Sendable () async throws -> ShopStore
    @State private var store: ShopStore?
    @State private var fault: ShopFault?
    /// The link that started the app: it comes before the shop is open.
    @State private var pendingLink: URL?
    @Environment(\.colorScheme) private var scheme

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
        .onOpenURL { follow($0) }
        .onContinueUserActivity(NSUserActivityTypeBrowsingWeb) { activity in
            if let link = activity.webpageURL { follow(link) }
        }
    }

    private func begin() async {
        guard store == nil else { return }
        do {
            let opened = try await open()
            opened.follow(Connectivity.changes())
            opened.follow(SystemFacts.changes())
            if let pendingLink { opened.open(pendingLink) }
            store = opened
        } catch is CancellationError {
            // The window was closed meanwhile, and the shop with it.
        } catch {
            fault = ShopFault(error)
        }
    }

    private func follow(_ link: URL) {
        if let store { store.open(link) } else { pendingLink = link }
    }
}
