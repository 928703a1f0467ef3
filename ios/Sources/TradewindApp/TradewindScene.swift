// The app's one scene. An Xcode app target holds nothing but `@main` and this.
import SwiftUI
import TradewindCore
import TradewindKit

/// The shop in a window.
public struct TradewindScene: Scene {
    private let open: @MainActor () throws -> ShopStore

    /// `open` makes the store, once the first window is there.
    public init(_ open: @escaping @MainActor () throws -> ShopStore) {
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
    let open: @MainActor () throws -> ShopStore
    @State private var store: ShopStore?
    @State private var fault: ShopFault?
    @Environment(\.colorScheme) private var scheme

    var body: some View {
        ZStack {
            if let store {
                ShopView().environment(store)
            } else if let fault {
                AppText(fault.text, Theme.Text.body).padding(Theme.Space.wide)
            }
        }
        .environment(\.palette, scheme == .dark ? Theme.dark : Theme.light)
        .task { begin() }
        .onOpenURL { store?.open($0) }
        .onContinueUserActivity(NSUserActivityTypeBrowsingWeb) { store?.open($0) }
    }

    private func begin() {
        guard store == nil else { return }
        do {
            let made = try open()
            made.follow(Connectivity.changes())
            made.follow(SystemFacts.changes())
            store = made
        } catch {
            fault = ShopFault(error)
        }
    }
}
