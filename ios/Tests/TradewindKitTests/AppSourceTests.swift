// The app's sources hold no business: no currency, no date, no plural, no JSON, no text that is shown.
import Foundation
import Testing

@Suite struct AppSources {
    @Test func theAppIsThin() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Sources/TradewindApp")
        var files = 0
        let found = try #require(FileManager.default.enumerator(at: folder.standardizedFileURL, includingPropertiesForKeys: nil))
        for case let file as URL in found where file.pathExtension == "swift" {
            files += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            if isForPreviews(file) { continue }
            let faults = faults(in: text, symbols: file.lastPathComponent == "Symbol.swift")
            #expect(faults.isEmpty, "\(file.lastPathComponent): \(faults)")
            #expect(text.split(separator: "\n").count < 400, "\(file.lastPathComponent) no longer fits in the head")
            #expect(text.hasPrefix("// "), "\(file.lastPathComponent) does not say what lives there")
        }
        #expect(files >= 14)
    }

    /// Samples hold texts; they and the store without a core are for previews in Xcode alone.
    @Test func previewsAreNotInWhatShips() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Sources")
        let found = try #require(FileManager.default.enumerator(at: sources.standardizedFileURL, includingPropertiesForKeys: nil))
        var files = 0
        for case let file as URL in found where file.pathExtension == "swift" && isForPreviews(file) {
            files += 1
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").drop { $0.hasPrefix("//") }
            let directives = lines.filter { $0.hasPrefix("#") }
            #expect(
                lines.first == "#if DEBUG" && lines.last == "#endif" && directives.count == 2, "\(file.lastPathComponent) ships")
        }
        #expect(files >= 5)
    }

    @Test func everyScreenHasItsView() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Sources/TradewindApp/Screens")
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        for screen in ["Home", "Results", "Product", "Preview", "Live", "Cart", "Checkout", "Orders", "Order", "Settings"] {
            #expect(names.contains("\(screen)View.swift"))
        }
    }

    @Test(arguments: [
        #"Text("Add to cart")"#,
        #"Text(verbatim: "Pay \(total)")"#,
        #"Button("OK") { }"#,
        #"Label(title, systemImage: "cart")"#,
        #"Text(LocalizedStringKey(name))"#,
        #"Text(price, format: .currency(code: code))"#,
        #"price.formatted()"#,
        #"let formatter = NumberFormatter()"#,
        #"Text(order.date, style: .date)"#,
        #"let now = Date()"#,
        #"Date.now"#,
        #"let calendar = Calendar.current"#,
        #"let total: Decimal = 1"#,
        #"Locale(identifier: language)"#,
        #"JSONDecoder().decode(Screen.self, from: data)"#,
        #"struct Row: Codable {}"#,
        #"URLSession.shared"#,
        #"UserDefaults.standard"#,
        #"count == 1 ? singular : plural"#,
        #"if banner.code == code { }"#,
        #"String(format: pattern, count)"#,
        ##"Text(verbatim: #"Hello"#)"##,
        "Text(verbatim: \"\"\"\nHello\n\"\"\")",
        #"let sum = line.price + line.price"#,
        #"String(describing: line.quantity)"#,
        #"line.quantity.description"#,
    ]) func plantedBusinessIsFound(_ planted: String) {
        #expect(!faults(in: planted).isEmpty)
    }

    @Test(arguments: [
        "AppText(screen.title, Theme.Text.body)",
        "// A comment may say \"Add to cart\" and NumberFormatter.",
        "/* So may \"this\" one. */ AppText(one.label, Theme.Text.label)",
        "shop.send(.addToCart(quantity: 1))",
        "Text(verbatim: one.accessibility)",
        "set(line.quantity + 1)",
    ]) func whatIsThinIsNotFound(_ thin: String) {
        #expect(faults(in: thin).isEmpty)
    }

    @Test func onlySymbolsMayBeText() {
        #expect(faults(in: #"case back = "chevron.backward""#, symbols: true).isEmpty)
        #expect(!faults(in: #"case back = "chevron.backward""#).isEmpty)
        #expect(!faults(in: #"case back = "Go back""#, symbols: true).isEmpty)
        #expect(!faults(in: #"let label = "chevron""#, symbols: true).isEmpty)
    }
}

/// Whether a file is compiled for previews alone.
func isForPreviews(_ file: URL) -> Bool {
    file.pathComponents.contains("Previews") || file.lastPathComponent == "PreviewStore.swift"
}

/// What business there is in a source: each literal text, each name that only business code has.
func faults(in source: String, symbols: Bool = false) -> [String] {
    let (code, literals) = codeAndLiterals(of: source)
    var faults: [String] = []
    for literal in literals {
        let symbol =
            symbols && literal.before.hasPrefix("case ")
            && literal.text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == ".") }
        if !symbol { faults.append("a text: \(literal.text)") }
    }
    for (what, pattern) in businessPatterns where code.range(of: pattern, options: .regularExpression) != nil {
        faults.append(what)
    }
    return faults
}

/// Patterns of business code.
private let businessPatterns: [(String, String)] = [
    (
        "formatting",
        #"\b(NumberFormatter|DateFormatter|ISO8601DateFormatter|RelativeDateTimeFormatter|MeasurementFormatter|ListFormatter|FormatStyle|formatted\(|format:|String\(format)"#
    ),
    (
        "words of the shell's own",
        #"\b(LocalizedStringKey|LocalizedStringResource|NSLocalizedString|String\(localized|inflect|Morphology)"#
    ),
    ("money", #"\b(Decimal|NSDecimalNumber|currency\(|currencyCode|currencySymbol)\b"#),
    ("time", #"\b(Date\(|Date\.|Calendar\b|DateComponents|TimeZone\b|timeIntervalSince|style: \.(date|time|relative))"#),
    ("language", #"\bLocale\("#),
    (
        "data from outside",
        #"\b(JSON\w*|Codable|Decodable|Encodable|PropertyList\w*|URLSession|URLRequest|UserDefaults|FileManager|SQLite\w*|Data\()"#
    ),
    ("a plural", #"== 1 \?"#),
    ("a rule on a code", #"\.(code|statusKey|payBlockedCode) =="#),
    ("sums of prices", #"\.(price|total|subtotal|amount|lineTotal) [-+*/]"#),
    ("a number made text", #"\bString\((describing|reflecting)|\b(quantity|total|first|count|revision)\.description"#),
]

struct Literal {
    let text: String
    /// The line up to it.
    let before: String
}

/// The code without comments and with its literals taken out.
func codeAndLiterals(of source: String) -> (code: String, literals: [Literal]) {
    var code = ""
    var literals: [Literal] = []
    var rest = Substring(source)
    func line() -> String {
        String(code.split(separator: "\n", omittingEmptySubsequences: false).last ?? "").trimmingCharacters(in: .whitespaces)
    }
    while let letter = rest.first {
        if rest.hasPrefix("//") {
            rest = rest.drop { $0 != "\n" }
        } else if rest.hasPrefix("/*") {
            rest = rest.range(of: "*/").map { rest[$0.upperBound...] } ?? ""
        } else if letter == "\"" || letter == "#" && rest.drop(while: { $0 == "#" }).hasPrefix("\"") {
            let hashes = rest.prefix { $0 == "#" }
            rest = rest.dropFirst(hashes.count)
            let quote = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
            let closing = quote + hashes
            rest = rest.dropFirst(quote.count)
            var text = ""
            while !rest.isEmpty, !rest.hasPrefix(closing) {
                if rest.hasPrefix("\\"), hashes.isEmpty { text.append(rest.removeFirst()) }
                if !rest.isEmpty { text.append(rest.removeFirst()) }
            }
            rest = rest.dropFirst(closing.count)
            literals.append(Literal(text: text, before: line()))
            code += "_"
        } else {
            code.append(letter)
            rest.removeFirst()
        }
    }
    return (code, literals)
}
