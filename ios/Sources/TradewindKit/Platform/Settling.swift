// Port: work after the app left the screen, for a payment that is not settled and for vouchers that are out; and the notification that says how it ended.
import BackgroundTasks
import Foundation
import TradewindCore
import UserNotifications

/// Asks the system for time in the background.
public protocol SettlingScheduler: Sendable {
    /// In so many seconds, at the earliest.
    func schedule(in seconds: UInt32)
    func cancel()
}

/// A background refresh: the system chooses when, and gives about thirty seconds. Its name stands in Info.plist.
public struct BackgroundRefresh: SettlingScheduler {
    public static let identifier = "example.tradewind.settling"

    public init() {}

    public func schedule(in seconds: UInt32) {
        let request = BGAppRefreshTaskRequest(identifier: Self.identifier)
        if seconds > 0 { request.earliestBeginDate = Date(timeIntervalSinceNow: TimeInterval(seconds)) }
        // Refused where the person turned background refresh off: then the app sees it when it is opened again.
        try? BGTaskScheduler.shared.submit(request)
    }

    public func cancel() {
        BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: Self.identifier)
    }
}

/// Says how a payment ended, in the core's words.
public enum PaymentNotification {
    private static let identifier = "payment"

    /// Asks the person once; the system remembers the answer.
    public static func ask() async {
        _ = try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound])
    }

    /// Shown only if the person wants notifications.
    public static func show(_ notice: Notice) async {
        let content = UNMutableNotificationContent()
        content.title = notice.title
        content.body = notice.body
        try? await UNUserNotificationCenter.current().add(
            UNNotificationRequest(identifier: identifier, content: content, trigger: nil))
    }

    /// The app is in front: its screen says it.
    public static func clear() {
        UNUserNotificationCenter.current().removeDeliveredNotifications(withIdentifiers: [identifier])
    }
}

/// What is done when the app leaves the screen, comes back, and is given time in between.
@MainActor
public enum Settling {
    /// Below the thirty seconds that the system gives.
    public static let limit = Duration.seconds(25)

    /// What was said last. The core keeps its news until somebody sees the screen.
    private static var said: Notice?

    public static func left(_ store: ShopStore, _ scheduler: any SettlingScheduler) {
        if let seconds = store.snapshot?.lookAgain { scheduler.schedule(in: seconds) }
    }

    public static func cameBack(_ scheduler: any SettlingScheduler) {
        scheduler.cancel()
        PaymentNotification.clear()
        // What happens later is said, even in the same words.
        said = nil
    }

    /// Has the core look, waits until nothing is being settled any more, and says once what happened, also where not all was settled in
    /// that time. Asks for more time then, and for a later time where the core wants one.
    public static func work(_ store: ShopStore, _ scheduler: any SettlingScheduler, limit: Duration = limit) async {
        let before = store.snapshot?.looks ?? 0
        store.send(.lookAgain)
        let settled = await store.settled(after: before, within: limit)
        // A show may have been moved, or is not announced any more.
        await ShowReminder.keep(all: (settled ?? store.snapshot)?.reminders ?? [])
        let news = (settled ?? store.snapshot)?.news
        if let news, news != said { await PaymentNotification.show(news) }
        said = news
        guard let next = settled else { return scheduler.schedule(in: 0) }
        if let seconds = next.lookAgain { scheduler.schedule(in: seconds) }
    }
}
