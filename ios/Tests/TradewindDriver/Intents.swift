// Intents as the scenario files write them: `"undo"`, `{"search": {"words": "mug"}}`. What they carry is read from the list of what
// crosses, so that a new intent needs no line here.
import Foundation
import TradewindCore

public struct UnknownIntent: Error, CustomStringConvertible {
    public let description: String
}

extension Intent {
    /// A body that is no object is the value of the only field.
    public init(_ json: Json) throws {
        let (name, body) = try Intent.parts(json)
        let known = Facade.enums["Intent"] ?? []
        guard let index = known.firstIndex(where: { $0.name == name }) else {
            throw UnknownIntent(description: "no intent \(name)")
        }
        var bytes = Data()
        bytes.append(number: Int32(index + 1))
        for field in known[index].fields {
            let value = if case .object = body { body[field.name] } else { body }
            guard bytes.append(value, as: field.kind) else {
                throw UnknownIntent(description: "\(name): \(field.name) is no \(field.kind): \(value)")
            }
        }
        var buffer = (data: bytes, offset: bytes.startIndex)
        self = try FfiConverterTypeIntent.read(from: &buffer)
    }

    private static func parts(_ json: Json) throws -> (name: String, body: Json) {
        if let name = json.string { return (name, .null) }
        guard case .object(let members) = json, let (name, body) = members.first, members.count == 1 else {
            throw UnknownIntent(description: "no intent \(json)")
        }
        return (name, body)
    }
}

/// The enums that cross, as `bindings/facade.txt` lists them: in the order of their cases.
private enum Facade {
    struct Case {
        let name: String
        let fields: [(name: String, kind: String)]
    }

    static let enums: [String: [Case]] = {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = here.appendingPathComponent("../../../bindings/facade.txt").standardizedFileURL
        let parts = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").components(separatedBy: "\n\n")
        let enums = parts.filter { $0.hasPrefix("enum ") }.map { part in
            let lines = part.split(separator: "\n")
            return (String(lines[0].dropFirst("enum ".count)), lines.dropFirst().map(one))
        }
        return Dictionary(uniqueKeysWithValues: enums)
    }()

    /// `  OpenTab(tab: Tab)`.
    private static func one(_ line: Substring) -> Case {
        let parts = line.split(whereSeparator: { "(),".contains($0) }).map { $0.trimmingCharacters(in: .whitespaces) }
        let fields = parts.dropFirst().compactMap { part -> (name: String, kind: String)? in
            guard let colon = part.range(of: ": ") else { return nil }
            return (String(part[..<colon.lowerBound]), String(part[colon.upperBound...]))
        }
        return Case(name: String(snake(parts[0]).drop { $0 == "_" }), fields: fields)
    }
}

extension Data {
    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    private mutating func append(text: String) {
        append(number: Int32(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    /// Adds a value as it crosses; false if it is none of that kind.
    fileprivate mutating func append(_ value: Json, as kind: String) -> Bool {
        if kind.hasSuffix("?") {
            append(number: Int8(value == .null ? 0 : 1))
            return value == .null || append(value, as: String(kind.dropLast()))
        }
        switch (kind, value) {
        case ("string", .text(let text)): append(text: text)
        case ("boolean", .bool(let flag)): append(number: Int8(flag ? 1 : 0))
        case ("uint32", .number(let number)): append(number: UInt32(number))
        case ("float32", .number(let number)): append(number: Float(number).bitPattern)
        case ("[string]", .list(let all)):
            append(number: Int32(all.count))
            return all.allSatisfy { append($0, as: "string") }
        case (_, .text(let name)):
            guard let index = Facade.enums[kind]?.firstIndex(where: { $0.name == name && $0.fields.isEmpty }) else { return false }
            append(number: Int32(index + 1))
        default: return false
        }
        return true
    }
}
