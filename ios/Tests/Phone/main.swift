// A phone as a process of its own, to be driven by lines of JSON and killed: the first line is its setup.
import Foundation
import TradewindCore
import TradewindDriver
import TradewindKit

@MainActor
func report(_ json: Json) {
    guard let line = try? json.line() else { return }
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

@MainActor
func run(_ line: String, _ phone: DrivenPhone) async throws {
    let command = try Json.read(line)
    if let wallet = command["wallet"].string { phone.wallet = wallet }
    if let deed = command["elsewhere"].string { try await phone.actElsewhere(deed) }
    if !command["do"].isEmpty { phone.store.send(try Intent(command["do"])) }
    if let width = command["frame"][0].double, let height = command["frame"][1].double {
        report(.object(["frame": try await phone.frame(UInt32(width), UInt32(height)), "drawn": .bool(true)]))
    }
}

/// Lines of standard input, one after the other, read on a thread that may wait.
let lines = AsyncStream<String> { continuation in
    Thread.detachNewThread {
        while let line = readLine() { continuation.yield(line) }
        continuation.finish()
    }
}

var phone: DrivenPhone?
do {
    for await line in lines {
        if let phone {
            try await run(line, phone)
        } else {
            let setup = try JSONDecoder().decode(Setup.self, from: Data(line.utf8))
            phone = try await DrivenPhone(setup) { report(.object(["snapshot": $0.facts])) }
        }
    }
    // The input was closed: the phone ends in an orderly way, and reports what it left alive.
    phone?.close()
    phone = nil
    // What is on its way to the main actor lets go.
    try await Task.sleep(for: .milliseconds(100))
    let live = try liveHandles()
    report(.object(["left": .list([live.shops, live.observations, live.pixels, live.hosts].map { .number(Double($0)) })]))
    // As the system ends an app: without the libraries' own goodbyes, which the thread that opens the graphics driver may still
    // be in the middle of using.
    _exit(0)
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
