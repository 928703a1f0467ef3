// Facts: memory is short, the languages changed, the app came to the front or left it.
#if canImport(UIKit)
import TradewindCore
import UIKit

public enum SystemFacts {
    /// All of them, until the reader of the stream stops.
    @MainActor
    public static func changes() -> AsyncStream<Intent> {
        AsyncStream { continuation in
            let center = NotificationCenter.default
            let on = { (name: Notification.Name, intent: @escaping @Sendable () -> Intent) in
                ObserverToken(center.addObserver(forName: name, object: nil, queue: .main) { _ in continuation.yield(intent()) })
            }
            let kept = [
                on(UIApplication.didReceiveMemoryWarningNotification) { .memoryWarning },
                on(NSLocale.currentLocaleDidChangeNotification) { .locales(preferred: Locale.preferredLanguages) },
                on(UIApplication.didBecomeActiveNotification) { .foreground(active: true) },
                on(UIApplication.didEnterBackgroundNotification) { .foreground(active: false) },
            ]
            continuation.onTermination = { _ in
                for observer in kept { NotificationCenter.default.removeObserver(observer.token) }
            }
        }
    }
}

/// Sendable, because the token is only passed back to the notification center.
private struct ObserverToken: @unchecked Sendable {
    let token: any NSObjectProtocol

    init(_ token: any NSObjectProtocol) {
        self.token = token
    }
}
#endif
