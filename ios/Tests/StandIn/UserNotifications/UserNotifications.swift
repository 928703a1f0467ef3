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

    public static func current() -> UNUserNotificationCenter { shared }

    /// For tests.
    public var delivered: [UNNotificationRequest] { lock.withLock { posted } }

    public func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { true }

    public func add(_ request: UNNotificationRequest) async throws {
        lock.withLock { posted = posted.filter { $0.identifier != request.identifier } + [request] }
    }

    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {
        lock.withLock { posted = posted.filter { !identifiers.contains($0.identifier) } }
    }
}

open class UNNotificationContent: NSObject, @unchecked Sendable {
    fileprivate var heading = String()
    fileprivate var text = String()
    public var title: String { heading }
    public var body: String { text }
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
}

open class UNNotificationTrigger: NSObject, @unchecked Sendable {}

public final class UNNotificationRequest: NSObject, @unchecked Sendable {
    public let identifier: String
    public let content: UNNotificationContent

    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        self.identifier = identifier
        self.content = content
    }
}
