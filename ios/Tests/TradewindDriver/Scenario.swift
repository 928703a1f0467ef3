// A journey of tests/scenarios, run by a phone's process against the sandbox merchant.
import Foundation

public struct Scenario: Sendable, CustomStringConvertible {
    public let name: String
    public let language: String
    public let market: String
    private let json: Json

    public var description: String { "\(name) in \(language)/\(market)" }

    /// Whether the merchant is to have live shows.
    public var hasShow: Bool { json["show"] == .bool(true) }

    /// Whether the merchant is to be its own: it leaves the shows otherwise than others need them.
    public var isAlone: Bool { json["alone"] == .bool(true) }

    /// Each journey once for each of its places.
    public static func all(_ document: Json) -> [Scenario] {
        guard case .object(let scenarios) = document else { return [] }
        return scenarios.sorted { $0.key < $1.key }.flatMap { name, one -> [Scenario] in
            guard case .list(let places) = one["places"] else { return [] }
            return places.compactMap { place in
                guard let language = place[0].string, let market = place[1].string else { return nil }
                return Scenario(name: name, language: language, market: market, json: one)
            }
        }
    }

    /// Runs it; throws at the first step whose facts are not seen within forty seconds. Gives the number of steps.
    public func run(_ merchant: Sandbox, in folder: URL) async throws -> Int {
        guard case .list(let steps) = json["steps"], !steps.isEmpty else {
            throw ScenarioFailure(description: "\(self) has no steps")
        }
        try await merchant.clearFaults()
        if case .list(let faults) = json["faults"] {
            for fault in faults { try await merchant.fault(fault.string ?? "") }
        }
        let before = try await merchant.orders().count
        var setup = Setup(
            merchant: merchant.base, hostOverrides: merchant.hostOverrides, data: folder.appendingPathComponent("phone").path,
            language: language, market: market, online: json["online"] != .bool(false), draws: json["painter"] != .bool(false),
            wallet: json["wallet"].string ?? "", on: json["on"].string)
        var phone = try PhoneProcess(setup)
        defer { if !phone.isGone { phone.kill() } }
        if json["link"] != .null { try phone.send(["do": .object(["open_link": .object(["url": json["link"]])])]) }
        var last = Json.null
        var taps = 0
        for (at, step) in steps.enumerated() {
            let place = "\(self), step \(at + 1)"
            if let wallet = step["wallet"].string {
                setup.wallet = wallet
                try phone.send(["wallet": .text(wallet)])
            }
            if step["kill"] == .bool(true) {
                phone.kill()
                phone = try PhoneProcess(setup)
            }
            if let deed = step["elsewhere"].string { try phone.send(["elsewhere": .text(deed)]) }
            if let fault = step["fault"].string { try await merchant.fault(fault) }
            if let clear = step["clear"].string { try await merchant.clear(clear) }
            if let move = step["order"].string {
                guard let newest = try await merchant.orders().last else {
                    throw ScenarioFailure(description: "\(place): no order")
                }
                try await merchant.advance(newest, move)
            }
            if step["host"] != .null {
                guard let show = try await merchant.runningShow() else {
                    throw ScenarioFailure(description: "\(place): no show is on")
                }
                try await merchant.host(show, step["host"].filled(from: phone.latest))
            }
            if step["do"] != .null {
                try phone.send(["do": step["do"].filled(from: phone.latest)])
                taps += 1
            }
            try await see(step["see"], phone, place)
            if let wanted = step["taps"].double {
                guard wanted == 0 || taps == Int(wanted) else {
                    throw ScenarioFailure(description: "\(place): \(taps) presses")
                }
                if wanted == 0 { taps = 0 }
            }
            if let wanted = step["frame"].string {
                let frame = try await phone.frame(48, 64)
                let seen = frame == .null ? "none" : frame == last ? "same" : frame["sum"] == last["sum"] ? "drawn again" : "new"
                guard seen == wanted else { throw ScenarioFailure(description: "\(place): the frame is \(seen), not \(wanted)") }
                last = frame
            }
            if let count = step["orders"].double {
                let orders = try await merchant.orders().count - before
                guard orders == Int(count) else { throw ScenarioFailure(description: "\(place): \(orders) orders") }
            }
        }
        let left = try await phone.end()
        guard left == [0, 0, 0, 0] else { throw ScenarioFailure(description: "\(self): left alive: \(left)") }
        return steps.count
    }

    private func see(_ wanted: Json, _ phone: PhoneProcess, _ place: String) async throws {
        guard case .object(let facts) = wanted else { return }
        let end = ContinuousClock.now + .seconds(40)
        while true {
            let snapshot = phone.latest
            let missing = snapshot == .null ? Array(facts.keys) : facts.filter { !sees(snapshot.at($0.key), $0.value) }.map(\.key)
            if missing.isEmpty { return }
            guard ContinuousClock.now < end, !phone.isGone else {
                let found = missing.sorted().map { "\($0) is \(snapshot.at($0)), not \(facts[$0] ?? .null)" }.joined(
                    separator: "; ")
                throw ScenarioFailure(
                    description: "\(place): \(phone.isGone ? "the phone is gone" : found)\n\((try? snapshot.line()) ?? "")")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

public struct ScenarioFailure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) {
        self.description = description
    }
}

/// `"*"` is anything but empty, `""` is empty or not there, `"~part"` a text that holds the part; else the value itself.
func sees(_ found: Json, _ wanted: Json) -> Bool {
    switch wanted.string {
    case "*": !found.isEmpty
    case "": found.isEmpty
    case .some(let part) where part.hasPrefix("~"): found.string?.contains(part.dropFirst()) == true
    default: found == wanted
    }
}
