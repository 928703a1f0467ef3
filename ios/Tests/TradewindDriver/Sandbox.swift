// The sandbox merchant as a process, and the tester's control of it.
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

public struct SandboxError: Error, CustomStringConvertible {
    public let description: String
}

/// A running merchant with the seed catalog; ends with `close`, or when this process does.
public final class Sandbox: @unchecked Sendable {
    public let base: String
    public let hostOverrides: [String]
    private let token: String
    private let process: Process
    private let input: Pipe

    /// The binary `sandbox` of tests/suite.
    private static func binary() throws -> URL {
        guard let path = ProcessInfo.processInfo.environment["TRADEWIND_SANDBOX"], !path.isEmpty else {
            throw SandboxError(description: "TRADEWIND_SANDBOX does not name the sandbox binary")
        }
        return URL(fileURLWithPath: path)
    }

    /// With `shows` it hosts the seed's live shows too.
    public init(shows: Bool = false) throws {
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = try Self.binary()
        process.arguments = shows ? ["--show"] : []
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let reply = try Json.read(firstLine(of: output.fileHandleForReading))
        guard let base = reply["base"].string, let token = reply["token"].string,
            case .list(let hostOverrides) = reply["host_overrides"]
        else {
            throw SandboxError(description: "the sandbox said \(reply)")
        }
        self.base = base
        self.token = token
        self.hostOverrides = hostOverrides.compactMap(\.string)
    }

    /// All journeys of tests/scenarios as data.
    public static func scenarios() throws -> Json {
        let process = Process()
        let output = Pipe()
        process.executableURL = try binary()
        process.arguments = ["--scenarios"]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try Json.read(String(decoding: data, as: UTF8.self))
    }

    public func fault(_ text: String) async throws {
        _ = try await action(.object(["fault": .text(text)]))
    }

    public func clear(_ name: String) async throws {
        _ = try await action(.object(["clear": .text(name)]))
    }

    /// Takes all faults away.
    public func clearFaults() async throws {
        guard case .list(let faults) = try await state()["faults"] else { return }
        for one in faults {
            let name = one.string ?? one["name"].string ?? ""
            try await clear(String(name.split(separator: ":").first ?? ""))
        }
    }

    /// The ids of all orders, the oldest first.
    public func orders() async throws -> [String] {
        guard case .list(let orders) = try await state()["orders"] else { return [] }
        return orders.compactMap { $0["id"].string }
    }

    /// Moves an order on.
    public func advance(_ order: String, _ step: String) async throws {
        _ = try await action(.object(["order": .object(["id": .text(order), "step": .text(step)])]))
    }

    /// The show that is on; none where the merchant hosts no shows.
    public func runningShow() async throws -> String? {
        guard case .list(let shows) = try await ask("/_sandbox/live", nil)["sessions"] else { return nil }
        return shows.first { $0["state"].string == "running" }?["id"].string
    }

    /// The host of a show does something.
    public func host(_ show: String, _ deed: Json) async throws {
        _ = try await ask("/_sandbox/live/\(show)", deed)
    }

    public func close() {
        try? input.fileHandleForWriting.close()
        process.terminate()
        process.waitUntilExit()
    }

    private func state() async throws -> Json {
        try await ask("/_sandbox/state", nil)
    }

    private func action(_ body: Json) async throws -> Json {
        try await ask("/_sandbox", body)
    }

    private func ask(_ path: String, _ body: Json?) async throws -> Json {
        guard let url = URL(string: base + path) else { throw SandboxError(description: base) }
        var request = URLRequest(url: url)
        request.setValue(token, forHTTPHeaderField: "x-sandbox-token")
        if let body {
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "content-type")
            request.httpBody = Data(try body.line().utf8)
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw SandboxError(description: "\(path) \(String(describing: body)): \(String(decoding: data, as: UTF8.self))")
        }
        return try Json.read(String(decoding: data, as: UTF8.self))
    }
}

/// Reads up to the first line feed.
func firstLine(of handle: FileHandle) -> String {
    var line = Data()
    while true {
        let byte = handle.readData(ofLength: 1)
        if byte.isEmpty || byte.first == 10 { return String(decoding: line, as: UTF8.self) }
        line.append(byte)
    }
}
