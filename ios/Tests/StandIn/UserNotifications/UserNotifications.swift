// A stand-in for UserNotifications where there is none: what the kit uses of it. It records what was posted.
@_exported import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = Self(rawValue: 2), alert = Self(rawValue: 4)
}

public final class UNUserNotificationCenter: @unchecked Sendable {
    private static let shared = UNUserNotificationCenter()
    private let lock = NSLock()
    private var posted: [UNNotificationRequest] = []
    private var planned: [UNNotificationRequest] = []
    private var allows = true
    public weak var delegate: (any UNUserNotificationCenterDelegate)?

    public static func current() -> UNUserNotificationCenter { shared }

    /// For tests.
    public var delivered: [UNNotificationRequest] { lock.withLock { posted } }
    /// For tests: those that are to come.
    public var pending: [UNNotificationRequest] { lock.withLock { planned } }
    /// For tests: whether the person allows notifications.
    public var isAllowed: Bool {
        get { lock.withLock { allows } }
        set { lock.withLock { allows = newValue } }
    }

    public func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { isAllowed }

    public func add(_ request: UNNotificationRequest) async throws {
        lock.withLock {
            if request.trigger == nil {
                posted = posted.filter { $0.identifier != request.identifier } + [request]
            } else {
                planned = planned.filter { $0.identifier != request.identifier } + [request]
            }
        }
    }

    public func removePendingNotificationRequests(withIdentifiers identifiers: [String]) {
        lock.withLock { planned = planned.filter { !identifiers.contains($0.identifier) } }
    }

    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {
        lock.withLock { posted = posted.filter { !identifiers.contains($0.identifier) } }
    }
}

open class UNNotificationContent: NSObject, @unchecked Sendable {
    fileprivate var heading = String()
    fileprivate var text = String()
    fileprivate var info: [AnyHashable: Any] = [:]
    public var title: String { heading }
    public var body: String { text }
    public var userInfo: [AnyHashable: Any] { info }
}

public final class UNMutableNotificationContent: UNNotificationContent, @unchecked Sendable {
    public override var title: String {
        get { heading }
        set { heading = newValue }
    }
    public override var body: String {
        get { text }
        set { text = newValue }
    }
    public override var userInfo: [AnyHashable: Any] {
        get { info }
        set { info = newValue }
    }
}

open class UNNotificationTrigger: NSObject, @unchecked Sendable {}

public final class UNTimeIntervalNotificationTrigger: UNNotificationTrigger, @unchecked Sendable {
    public let timeInterval: TimeInterval

    public init(timeInterval: TimeInterval, repeats: Bool) {
        self.timeInterval = timeInterval
        super.init()
    }
}

public final class UNNotificationRequest: NSObject, @unchecked Sendable {
    public let identifier: String
    public let content: UNNotificationContent
    public let trigger: UNNotificationTrigger?

    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        self.identifier = identifier
        self.content = content
        self.trigger = trigger
    }
}

public final class UNNotification: NSObject, @unchecked Sendable {
    public let request: UNNotificationRequest

    /// For tests.
    public init(request: UNNotificationRequest) {
        self.request = request
    }
}

public final class UNNotificationResponse: NSObject, @unchecked Sendable {
    public let notification: UNNotification

    /// For tests: the person tapped it.
    public init(notification: UNNotification) {
        self.notification = notification
    }
}

public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = Self(rawValue: 2), banner = Self(rawValue: 16)
}

public protocol UNUserNotificationCenterDelegate: AnyObject {
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void)
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void)
}
