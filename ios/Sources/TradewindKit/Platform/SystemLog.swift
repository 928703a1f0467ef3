// Port: the log. Records hold codes and numbers only, so that all of them may be public.
import TradewindCore

#if canImport(os)
import os

/// The system's log.
public final class SystemLog: LogHost {
    private let log = Logger(subsystem: "example.tradewind", category: "core")

    public init() {}

    public func log(record: LogRecord) throws {
        let line = line(of: record)
        switch record.level {
        case .debug: log.debug("\(line, privacy: .public)")
        case .info: log.info("\(line, privacy: .public)")
        case .warn: log.warning("\(line, privacy: .public)")
        case .error: log.error("\(line, privacy: .public)")
        }
    }
}
#else
import Foundation

/// Standard error, where there is no system's log.
public final class SystemLog: LogHost {
    public init() {}

    public func log(record: LogRecord) throws {
        FileHandle.standardError.write(Data((line(of: record) + "\n").utf8))
    }
}
#endif

/// `catalog.applied rows=17 code=...`
func line(of record: LogRecord) -> String {
    ([record.event] + record.fields.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
}
