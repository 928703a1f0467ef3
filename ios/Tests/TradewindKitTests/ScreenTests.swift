// What the kit makes of records that the views draw: parcels, sentences, disclosures; and that no field of a screen is left out.
import Foundation
import Testing
import TradewindCore
import TradewindKit

@Suite struct Screens {
    @Test func rowsOfOneParcelThatFollowEachOtherAreChosenFromByThemselves() {
        let parcels = checkout(delivery: [row("a", "1"), row("b", "1"), row("c", "2"), row("d", "1")]).parcels
        #expect(parcels.map { $0.map(\.key) } == [["a", "b"], ["c"], ["d"]])
        #expect(checkout(delivery: [row("a", ""), row("b", "")]).parcels.map { $0.map(\.key) } == [["a", "b"]])
        #expect(checkout(delivery: []).parcels.isEmpty)
    }

    @Test func aNoticeIsReadSentenceBySentence() {
        func sentences(_ body: String) -> [String] { Notice(tone: .warning, code: nil, title: "T", body: body).sentences }
        #expect(sentences("Removed: a mug\nAdded: a lamp\nTotal: 20") == ["Removed: a mug", "Added: a lamp", "Total: 20"])
        #expect(sentences("One.") == ["One."])
        #expect(sentences("").isEmpty)
        #expect(EmptyState(title: "T", body: "One.\nTwo.", action: "", code: nil).sentences == ["One.", "Two."])
    }

    @Test(arguments: [CheckoutPhase.buyer, .review, .wallet, .sending, .withPerson, .voucher, .unknown, .confirmed, .ended])
    func aDisclosureIsDrawnOnceInEveryPhase(_ phase: CheckoutPhase) {
        let screen = checkout(phase: phase, messages: [message("thanks", false), message("law", true)])
        // The form draws no lines: there it stands with all else that is said.
        let beside = phase == .buyer ? [] : screen.disclosures
        #expect((screen.remarks + beside).map(\.code).sorted() == ["law", "thanks"])
        #expect(phase == .buyer || beside.map(\.code) == ["law"])
    }

    /// What the core says on a screen is drawn: a field that nothing in the app names would be lost on the person.
    @Test func everyFieldOfAScreenIsNamedAndEveryIntentIsTold() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let facade = try String(
            contentsOf: here.appendingPathComponent("../../../bindings/facade.txt").standardizedFileURL, encoding: .utf8)
        var kinds: [String: [String]] = [:]
        for part in facade.components(separatedBy: "\n\n") {
            let lines = part.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            if let kind = lines.first { kinds[kind] = Array(lines.dropFirst()) }
        }
        var code = ""
        for folder in ["TradewindApp", "TradewindKit"] {
            let folder = here.appendingPathComponent("../../Sources/\(folder)").standardizedFileURL
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            for case let file as URL in files where file.pathExtension == "swift" && !isForPreviews(file) {
                code += codeAndLiterals(of: try String(contentsOf: file, encoding: .utf8)).code
            }
        }
        let words = Set(code.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        let others = ["ShopConfig", "LogField", "LogRecord", "LiveHandles", "PurchaseState"].map { "record \($0)" }
        var missing: Set<String> = []
        var count = 0
        for (kind, fields) in kinds where kind.hasPrefix("record ") && !others.contains(kind) {
            for field in fields.compactMap({ $0.split(separator: ":").first }) where field != "code" {
                count += 1
                if !words.contains(camel(String(field))) { missing.insert("\(kind.dropFirst(7)).\(camel(String(field)))") }
            }
        }
        #expect(count > 200)
        // As codes are: for machines beside the words; what is said by another field too. The system's own
        // back button, tab bar and search field name themselves. Apple's store tells no app what led to its install.
        let elsewhere: Set = [
            "CheckoutScreen.payBlockedCode", "OrderScreen.heading", "ProductScreen.hasModel",
            "Snapshot.backLabel", "Snapshot.tabsLabel", "Snapshot.wantsReferrer", "HomeScreen.clearLabel",
            "ResultsScreen.clearLabel",
        ]
        #expect(missing == elsewhere, "\(missing.symmetricDifference(elsewhere))")
        let intents = try #require(kinds["enum Intent"]).compactMap { $0.split(separator: "(").first.map(String.init) }
        #expect(intents.count > 40)
        // What a terminal does; what scenario files say for the settings there were first; what is not needed, as cards of
        // Apple's wallet change while the app is behind, and the core looks at the ways to pay when the app comes in front; what
        // browsers say, for which iOS has no setting; what Google's store says.
        let sentElsewhere: Set = [
            "PaymentMethodsChanged", "BeginPurchase", "ResumePurchase", "SetLanguage", "SetCurrency", "SetTimeZone",
            "GlobalPrivacyControl", "InstallReferrer",
        ]
        let unsent = intents.filter { !words.contains($0.prefix(1).lowercased() + $0.dropFirst()) }
        #expect(Set(unsent).subtracting(sentElsewhere).isEmpty, "\(unsent)")
    }

    private func camel(_ name: String) -> String {
        let parts = name.split(separator: "_")
        return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private func row(_ key: String, _ parcel: String) -> DeliveryRow {
        DeliveryRow(key: key, title: key, description: "", price: "", selected: false, accessibility: key, parcel: parcel)
    }

    private func message(_ code: String, _ disclosure: Bool) -> MessageRow {
        MessageRow(tone: .info, code: code, text: code, disclosure: disclosure, about: "", image: "", url: "")
    }

    private func checkout(
        phase: CheckoutPhase = .review, delivery: [DeliveryRow] = [], messages: [MessageRow] = []
    ) -> CheckoutScreen {
        CheckoutScreen(
            phase: phase, loading: false, notice: nil, buyerTitle: "", fields: [], submitLabel: "", canSubmit: false,
            buyerSummary: [],
            changeLabel: "", billingTitle: "", billingSummary: [], billingLabel: "", billingSameLabel: "",
            deliveryTitle: "", delivery: delivery, termsTitle: "", terms: [],
            lines: [], holds: [], totals: [], door: nil, doorNote: "", codeHint: "", codeLabel: "", codes: [],
            messages: messages, links: [], continueUrl: "", continueLabel: "", payLabel: "", methods: [], moreMethods: [],
            moreLabel: "",
            canPay: false,
            payBlocked: "", payBlockedCode: "", acceptLabel: "", retryLabel: "", asideLabel: "", contactTitle: "", contact: "",
            doneLabel: "", order: nil, receipt: nil, handOff: nil)
    }
}
