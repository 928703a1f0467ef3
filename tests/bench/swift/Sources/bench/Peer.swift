// The peer: the same list as JSON by a function of C, read by Foundation's JSONDecoder into equal structures.
import CPeer
import Foundation

/// Named as JSON has them, so that no name has to be looked up elsewhere. The screen is known to be a list: no kind is looked at.
enum Peer {
    static func snapshot() throws -> Snapshot {
        guard let text = tradewind_peer_json() else { throw Fault(description: "nothing is held") }
        let bytes = Data(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: text), count: Int(tradewind_peer_json_length()), deallocator: .none)
        return try JSONDecoder().decode(Snapshot.self, from: bytes)
    }

    static func length() -> UInt64 {
        tradewind_peer_json_length()
    }

    struct Snapshot: Decodable {
        let revision: UInt64
        let language: String
        let direction: Direction
        let title: String
        let can_go_back: Bool
        let back_label: String
        let tabs_label: String
        let tabs: [TabItem]
        let banners: [Banner]
        let toast: Toast?
        let look_again: UInt32?
        let looks: UInt32
        let news: Notice?
        let wants_referrer: Bool
        let reminders: [Reminder]
        let screen: Results
    }

    struct Reminder: Decodable {
        let key: String
        let is_on: Bool
        let at: Int64
        let title: String
        let body: String
        let link: String
        let label: String
        let note: String
    }

    enum Direction: String, Decodable { case ltr, rtl }

    enum Tab: String, Decodable { case home, cart, orders, settings }

    struct TabItem: Decodable {
        let tab: Tab
        let label: String
        let badge: String
        let selected: Bool
        let accessibility: String
    }

    enum Tone: String, Decodable { case info, success, warning, error }

    struct Banner: Decodable {
        let tone: Tone
        let code: String?
        let text: String
        let action: String
    }

    struct Toast: Decodable {
        let text: String
        let undo: String
        let dismiss: String
    }

    struct Notice: Decodable {
        let tone: Tone
        let code: String?
        let title: String
        let body: String
    }

    struct Results: Decodable {
        let words: String
        let search_hint: String
        let clear_label: String
        let category: String
        let count: String
        let total: UInt32
        let first: UInt32
        let rows: [Card]
        let as_of: String
        let loading: Bool
        let empty: Empty?
    }

    struct Empty: Decodable {
        let title: String
        let body: String
        let action: String
    }

    struct Card: Decodable {
        let key: String
        let title: String
        let highlights: [Range]
        let brand: String
        let price: String
        let was: String
        let badge: String
        let stock: String
        let available: Bool
        let picture: Picture?
        let accessibility: String
    }

    struct Range: Decodable {
        let start: UInt32
        let end: UInt32
    }

    /// Its first paint is left out of this JSON.
    struct Picture: Decodable {
        let key: String
        let accessibility: String
    }
}
