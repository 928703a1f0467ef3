// What views compute from the core's records: locale, paragraphs, sentences, highlights, parcels, windows of a list.
import Foundation
import TradewindCore

extension Snapshot {
    /// The locale of the snapshot's texts: the system shapes and speaks them by it.
    public var locale: Locale {
        Locale(identifier: language)
    }
}

extension SettingChoice {
    /// The locale that an option's label is shaped and spoken by; none for the snapshot's.
    public func locale(of option: ChoiceOption) -> Locale? {
        autonyms ? Locale(identifier: option.key) : nil
    }
}

extension ProductScreen {
    /// The description's paragraphs.
    public var paragraphs: [String] {
        description.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension ProductCard {
    /// The title with its search matches highlighted by `mark`. Ranges count UTF-16 units, as `NSRange` does.
    public func marked(_ mark: (inout AttributedSubstring) -> Void) -> AttributedString {
        var text = AttributedString(title)
        for part in highlights {
            let units = NSRange(location: Int(part.start), length: Int(part.end) - Int(part.start))
            guard let range = Range(units, in: title), let found = Range(range, in: text) else { continue }
            mark(&text[found])
        }
        return text
    }
}

extension Notice {
    /// The body, split at its line breaks: one sentence each.
    public var sentences: [String] {
        body.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension EmptyState {
    /// The body, split at its line breaks: one sentence each.
    public var sentences: [String] {
        body.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension CheckoutScreen {
    /// Delivery rows grouped by parcel: one row is chosen in each group. Only neighbouring rows form a group.
    public var parcels: [[DeliveryRow]] {
        delivery.reduce(into: []) { found, one in
            if found.last?.last?.parcel == one.parcel {
                found[found.count - 1].append(one)
            } else {
                found.append([one])
            }
        }
    }

    /// Messages that the law wants beside the lines; never hidden.
    public var disclosures: [MessageRow] {
        messages.filter(\.disclosure)
    }

    /// Messages below the screen: all but the disclosures. The buyer form shows no lines, so there it is all of them.
    public var remarks: [MessageRow] {
        phase == .buyer ? messages : messages.filter { !$0.disclosure }
    }
}

extension ResultsScreen {
    /// All rows of the list, also those that have not come yet.
    public var slots: ResultSlots {
        ResultSlots(screen: self)
    }

    /// The window to ask for when the row at `index` is in sight and has not come.
    public func window(around index: Int) -> Intent {
        .window(first: UInt32(max(0, index - Self.most / 2)), count: UInt32(Self.most))
    }

    /// The most rows a window has.
    private static let most = 100
}

/// The rows of a list of results by their place in all of it: made when asked for, so that a long list costs nothing.
public struct ResultSlots: RandomAccessCollection, Sendable {
    /// A product, or a place whose product has not come yet.
    public enum Slot: Identifiable, Sendable {
        case card(ProductCard)
        case pending(index: Int)

        public enum ID: Hashable, Sendable {
            case product(String)
            case index(Int)
        }

        public var id: ID {
            switch self {
            case .card(let card): .product(card.key)
            case .pending(let index): .index(index)
            }
        }
    }

    let screen: ResultsScreen

    public var startIndex: Int { 0 }
    public var endIndex: Int { Int(screen.total) }

    public subscript(index: Int) -> Slot {
        let row = index - Int(screen.first)
        return screen.rows.indices.contains(row) ? .card(screen.rows[row]) : .pending(index: index)
    }
}
