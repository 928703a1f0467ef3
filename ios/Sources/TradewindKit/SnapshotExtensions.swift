// What views ask of the core's records beside their fields: the words' language, paragraphs, sentences, marks, parcels, windows on a list.
import Foundation
import TradewindCore

extension Snapshot {
    /// The language of its words, so that the system shapes and speaks them right.
    public var locale: Locale {
        Locale(identifier: language)
    }
}

extension ProductScreen {
    /// The description's paragraphs.
    public var paragraphs: [String] {
        description.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension ProductCard {
    /// The title, what matched in it set off. Ranges count UTF-16 units, as `NSRange` does.
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
    /// What is said below its title, each sentence on a line of its own.
    public var sentences: [String] {
        body.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension EmptyState {
    /// What is said below its title, each sentence on a line of its own.
    public var sentences: [String] {
        body.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension CheckoutScreen {
    /// Choices of delivery: rows that follow each other and are for the same parcel are chosen from by themselves.
    public var parcels: [[DeliveryRow]] {
        delivery.reduce(into: []) { found, one in
            if found.last?.last?.parcel == one.parcel {
                found[found.count - 1].append(one)
            } else {
                found.append([one])
            }
        }
    }

    /// What stands beside the lines and is never hidden.
    public var disclosures: [MessageRow] {
        messages.filter(\.disclosure)
    }

    /// What is said of the whole; in the form, which shows no lines, all that is said.
    public var remarks: [MessageRow] {
        phase == .buyer ? messages : messages.filter { !$0.disclosure }
    }
}

extension ResultsScreen {
    /// The row at a place of the whole list, if it is in the window that came.
    public func row(_ index: Int) -> ProductCard? {
        let at = index - Int(first)
        return rows.indices.contains(at) ? rows[at] : nil
    }

    /// The window to ask for when the row at `index` is in sight and not there.
    public func window(around index: Int) -> Intent {
        .window(first: UInt32(max(0, index - Self.most / 2)), count: UInt32(Self.most))
    }

    /// The most rows a window has.
    private static let most = 100
}
