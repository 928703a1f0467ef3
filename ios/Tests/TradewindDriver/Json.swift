// JSON as a value that may cross threads: scenario files, the line to a phone's process, snapshots as facts.
import Foundation

public enum Json: Sendable, Equatable, Codable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([Json])
    case object([String: Json])

    public init(from decoder: Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Json].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Json].self))
        }
    }

    public func encode(to encoder: Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        }
    }

    public subscript(name: String) -> Json {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    public subscript(at: Int) -> Json {
        if case .list(let list) = self, list.indices.contains(at) { list[at] } else { .null }
    }

    /// The value at a path such as `body.lines.0.quantity`.
    public func at(_ path: String) -> Json {
        path.split(separator: ".").reduce(self) { value, part in
            if let at = Int(part) { value[at] } else { value[String(part)] }
        }
    }

    /// With each text `@PATH` as what stands there in the snapshot: keys that a merchant makes up are in no file.
    public func filled(from snapshot: Json) -> Json {
        switch self {
        case .text(let text) where text.hasPrefix("@"): snapshot.at(String(text.dropFirst()))
        case .list(let list): .list(list.map { $0.filled(from: snapshot) })
        case .object(let object): .object(object.mapValues { $0.filled(from: snapshot) })
        default: self
        }
    }

    public var string: String? {
        if case .text(let text) = self { text } else { nil }
    }

    public var double: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    public var isEmpty: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isEmpty
        case .list(let list): list.isEmpty
        default: false
        }
    }

    public static func read(_ text: String) throws -> Json {
        try JSONDecoder().decode(Json.self, from: Data(text.utf8))
    }

    public func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
