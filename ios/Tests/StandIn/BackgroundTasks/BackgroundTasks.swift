// A stand-in for BackgroundTasks where there is none: what the kit uses of it. It records what was asked for.
@_exported import Foundation

public final class BGTaskScheduler: @unchecked Sendable {
    public static let shared = BGTaskScheduler()
    private let lock = NSLock()
    private var requests: [BGTaskRequest] = []

    /// For tests.
    public var pending: [BGTaskRequest] { lock.withLock { requests } }

    /// A second request of the same name takes the first one's place.
    public func submit(_ taskRequest: BGTaskRequest) throws {
        lock.withLock { requests = requests.filter { $0.identifier != taskRequest.identifier } + [taskRequest] }
    }

    public func cancel(taskRequestWithIdentifier identifier: String) {
        lock.withLock { requests = requests.filter { $0.identifier != identifier } }
    }
}

open class BGTaskRequest: NSObject {
    public let identifier: String
    public var earliestBeginDate: Date?

    fileprivate init(identifier: String) {
        self.identifier = identifier
    }
}

public final class BGAppRefreshTaskRequest: BGTaskRequest {
    public override init(identifier: String) {
        super.init(identifier: identifier)
    }
}
