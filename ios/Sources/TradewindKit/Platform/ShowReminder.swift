// Port: the notification that a show begins, kept by the system while the app does not run; and the links of tapped notifications.
import Foundation
import TradewindCore
import UserNotifications

/// Keeps the system's notification as the core says.
public enum ShowReminder {
    /// Where the link stands in a notification.
    static let link = "link"

    /// Keeps all that a snapshot says, whichever screen is shown and while none is.
    public static func keep(all reminders: [LiveReminder]) async {
        for reminder in reminders { _ = await keep(reminder) }
    }

    /// Plans the notification or takes it back. False where the person allows no notifications.
    public static func keep(_ reminder: LiveReminder) async -> Bool {
        let center = UNUserNotificationCenter.current()
        let seconds = Double(reminder.at) / 1_000 - Date().timeIntervalSince1970
        guard reminder.isOn, seconds > 0 else {
            center.removePendingNotificationRequests(withIdentifiers: [reminder.key])
            return true
        }
        guard (try? await center.requestAuthorization(options: [.alert, .sound])) == true else {
            center.removePendingNotificationRequests(withIdentifiers: [reminder.key])
            return false
        }
        let content = UNMutableNotificationContent()
        content.title = reminder.title
        content.body = reminder.body
        content.userInfo = [link: reminder.link]
        let trigger = UNTimeIntervalNotificationTrigger(timeInterval: seconds, repeats: false)
        do {
            // One of the same name takes the place of the one before.
            try await center.add(UNNotificationRequest(identifier: reminder.key, content: content, trigger: trigger))
            return true
        } catch {
            return false
        }
    }
}

/// Leads from a tapped notification to the place that its link names. A tap may start the app: the link then waits for a window.
public final class NotificationLinks: NSObject, UNUserNotificationCenterDelegate, @unchecked Sendable {
    public static let shared = NotificationLinks()

    private let lock = NSLock()
    /// Both under the lock.
    private var open: (@MainActor @Sendable (URL) -> Void)?
    private var waiting: URL?

    /// Has the system tell of taps. To be called before the app's start is over.
    public func begin() {
        UNUserNotificationCenter.current().delegate = self
    }

    /// Where links go from here on; one that waits goes there at once.
    @MainActor
    public func follow(_ open: @escaping @MainActor @Sendable (URL) -> Void) {
        let link = lock.withLock {
            self.open = open
            defer { waiting = nil }
            return waiting
        }
        if let link { open(link) }
    }

    public func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void
    ) {
        let text = response.notification.request.content.userInfo[ShowReminder.link] as? String
        if let link = text.flatMap({ URL(string: $0) }) { tapped(link) }
        completionHandler()
    }

    /// A show begins while the app is in front: it is said there too.
    public func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        let isReminder = notification.request.content.userInfo[ShowReminder.link] != nil
        completionHandler(isReminder ? [.banner, .sound] : [])
    }

    private func tapped(_ link: URL) {
        let open = lock.withLock {
            if self.open == nil { waiting = link }
            return self.open
        }
        if let open { Task { @MainActor in open(link) } }
    }
}
