// A phone without a screen, told by lines what to measure: `rows 200`. Answers each with a line of JSON.
import Foundation
import TradewindCore

/// What is measured with.
struct About: Encodable {
    let rows: Int
    let bytes: UInt64
}

func say(_ what: some Encodable) throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(what) + Data("\n".utf8))
}

do {
    let arguments = CommandLine.arguments
    let phone = try Phone(merchant: arguments[1], folder: arguments[2])
    try peerHold(snapshot: try phone.list(arguments[3]))
    try say(About(rows: try Peer.snapshot().screen.rows.count, bytes: Peer.length()))
    while let line = readLine() {
        let words = line.split(separator: " ")
        guard words.count == 2, let count = Int(words[1]) else { throw Fault(description: "what is \(line)?") }
        switch words[0] {
        case "rows": try say(try rows(count))
        case "told": try say(try phone.told(count))
        case "tabs": try say(try phone.tabs(count))
        case "endure": try say(try phone.endure(count))
        default: throw Fault(description: "what is \(line)?")
        }
    }
    try phone.close()
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
