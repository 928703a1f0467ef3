// Facts: memory is short, the languages changed, the app came to the front or left it, apps may not track this person.
#if canImport(UIKit)
import AppTrackingTransparency
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
                on(UIApplication.didBecomeActiveNotification) { trackingDenied() },
                on(UIApplication.didEnterBackgroundNotification) { .foreground(active: false) },
            ]
            // The app may be in front already.
            continuation.yield(trackingDenied())
            continuation.onTermination = { _ in
                for observer in kept { NotificationCenter.default.removeObserver(observer.token) }
            }
        }
    }

    /// Whether the system's settings forbid apps to track. It is only looked at: this app does not ask the system's question, so that it is
    /// "denied" where the switch for all apps is off, and "restricted" where somebody else decides for this phone.
    private static func trackingDenied() -> Intent {
        let status = ATTrackingManager.trackingAuthorizationStatus
        return .trackingDenied(denied: status == .denied || status == .restricted)
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
