// A snapshot as the scenario files see it: names with underscores, the screen's name beside its body.
import Foundation
import TradewindCore

extension Snapshot {
    /// Every field of every record, by looking at the records themselves: a field that is there is a fact.
    public var facts: Json {
        guard case .object(var members) = fact(self), let screen = Mirror(reflecting: screen).children.first else { return .null }
        members["screen"] = .text(snake(screen.label ?? ""))
        // What a case carries is its only field.
        members["body"] = fact(Mirror(reflecting: screen.value).displayStyle == .tuple ? content(screen.value) : screen.value)
        // As JSON each setting is a field of its own name.
        if case .object(var body) = members["body"], case .list(let choices) = body["choices"] {
            for choice in choices { body[choice["setting"].string ?? ""] = choice }
            members["body"] = .object(body)
        }
        return .object(members)
    }
}

private func content(_ value: Any) -> Any {
    Mirror(reflecting: value).children.first?.value ?? value
}

private func fact(_ value: Any) -> Json {
    switch value {
    case let text as String: return .text(text)
    case let bool as Bool: return .bool(bool)
    case let number as any BinaryInteger: return .number(Double(number))
    case let number as Float: return .number(Double(number))
    case let number as Double: return .number(number)
    case let data as Data: return .list(data.map { .number(Double($0)) })
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
        return mirror.children.first.map { fact($0.value) } ?? .null
    case .collection:
        return .list(mirror.children.map { fact($0.value) })
    case .enum:
        // A case without payload is its name.
        return mirror.children.isEmpty ? .text(snake("\(value)")) : .null
    default:
        return .object(Dictionary(uniqueKeysWithValues: mirror.children.map { (snake($0.label ?? ""), fact($0.value)) }))
    }
}

/// `canGoBack` as `can_go_back`.
func snake(_ name: String) -> String {
    name.reduce(into: "") { out, letter in
        if letter.isUppercase { out += "_" }
        out += letter.lowercased()
    }
}
