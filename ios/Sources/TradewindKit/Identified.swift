// Identities for rows that the core gives no key: SwiftUI then follows a row when others come or go, which positions cannot do.

/// A value with an identity among its neighbours.
@dynamicMemberLookup
public struct Identified<Value, Key: Hashable>: Identifiable {
    /// The key, and how many equal keys come before it.
    public struct ID: Hashable {
        let key: Key
        let occurrence: Int
    }

    public let id: ID
    public let value: Value

    public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
        value[keyPath: path]
    }
}

extension Sequence {
    /// Each element, identified by `key`; elements with equal keys are told apart by their order.
    public func identified<Key: Hashable>(by key: (Element) -> Key) -> [Identified<Element, Key>] {
        var counts: [Key: Int] = [:]
        return map { element in
            let key = key(element)
            defer { counts[key, default: 0] += 1 }
            return Identified(id: .init(key: key, occurrence: counts[key, default: 0]), value: element)
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element, identified by itself.
    public func identified() -> [Identified<Element, Element>] {
        identified { $0 }
    }
}
