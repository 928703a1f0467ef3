// A phone in a process of its own: driven by lines of JSON, read by lines of JSON, killed as the system kills an app.
import Foundation

public final class PhoneProcess: @unchecked Sendable {
    private let process: Process
    private let input: Pipe
    private let lock = NSLock()
    /// Under the lock: what the process sent last.
    private var snapshot = Json.null
    private var frames: [Json] = []
    private var left = Json.null
    private var ended = false

    /// Starts `phone`, which lies beside the tests' own binary.
    public init(_ setup: Setup) throws {
        // A line to a phone that was killed is no reason to die.
        signal(SIGPIPE, SIG_IGN)
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("phone")
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let reading = output.fileHandleForReading
        Thread.detachNewThread { [self] in
            var rest = Data()
            while true {
                let more = reading.availableData
                if more.isEmpty { break }
                rest.append(more)
                while let end = rest.firstIndex(of: 10) {
                    receive(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[rest.index(after: end)...])
                }
            }
            lock.withLock { ended = true }
        }
        writeLine(String(decoding: try JSONEncoder().encode(setup), as: UTF8.self))
    }

    public var latest: Json {
        lock.withLock { snapshot }
    }

    public var isGone: Bool {
        lock.withLock { ended }
    }

    public func send(_ command: [String: Json]) throws {
        writeLine(try Json.object(command).line())
    }

    /// Asks for a frame and waits for it.
    public func frame(_ width: Int, _ height: Int) async throws -> Json {
        let before = lock.withLock { frames.count }
        try send(["frame": .list([.number(Double(width)), .number(Double(height))])])
        for _ in 0..<4_000 {
            if let frame = lock.withLock({ frames.count > before ? frames.last : nil }) { return frame }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw SandboxError(description: "no frame came within twenty seconds")
    }

    /// As the system does it: without a word.
    public func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// In an orderly way; tells how many shops, observations, pictures and hosts it left alive.
    public func end() async throws -> [Double] {
        try input.fileHandleForWriting.close()
        for _ in 0..<4_000 where !isGone { try await Task.sleep(for: .milliseconds(5)) }
        process.waitUntilExit()
        guard process.terminationStatus == 0, case .list(let counts) = lock.withLock({ left }) else {
            throw SandboxError(description: "the phone ended with \(process.terminationStatus)")
        }
        return counts.compactMap(\.double)
    }

    private func writeLine(_ line: String) {
        try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }

    private func receive(_ line: String) {
        guard let message = try? Json.read(line) else { return }
        lock.withLock {
            if message["snapshot"] != .null { snapshot = message["snapshot"] }
            if message["drawn"] != .null { frames.append(message["frame"]) }
            if message["left"] != .null { left = message["left"] }
        }
    }
}
