// Apple Pay's port: PassKit is asked what the core says, and its sheet stands until the core says how the payment ended.
import Foundation
import PassKit
import Testing
import TradewindCore

@testable import TradewindKit

@MainActor @Suite(.serialized) struct ApplePayTests {
    private let answers = Answers()
    private let wallet: ApplePayWallet

    init() {
        PKPaymentAuthorizationController.presents = true
        wallet = ApplePayWallet()
        wallet.connect { [answers] sheet, outcome in answers.all.append((sheet, outcome)) }
    }

    private func request(_ sheet: String, answerWithinMs: UInt64 = 25_000, system: Bool = true) -> WalletRequest {
        let asked = ApplePayRequest(
            merchantIdentifier: "merchant.example.shop", countryCode: "DE", currencyCode: "EUR",
            supportedNetworks: ["visa", "masterCard", "jcb", "new"], merchantCapabilities: ["supports3DS", "supportsDebit"],
            summaryItems: [ApplePayItem(label: "Mug", amount: "19.90"), ApplePayItem(label: "Shop", amount: "24.80")],
            billingContactFields: ["postalAddress", "name"], answerWithinMs: answerWithinMs)
        return WalletRequest(
            sheet: sheet, handler: "h", payee: "Shop", lines: [], amount: "24.80", currency: "EUR", amountText: "24,80 €",
            words: WalletWords(title: "", approve: "", decline: "", cancel: ""), system: system ? .applePay(request: asked) : nil)
    }

    private func shown(_ sheet: String, answerWithinMs: UInt64 = 25_000) async throws -> PKPaymentAuthorizationController {
        let before = PKPaymentAuthorizationController.shown.count
        try wallet.host.present(request: request(sheet, answerWithinMs: answerWithinMs))
        try await until("the sheet is shown") { PKPaymentAuthorizationController.shown.count > before }
        return PKPaymentAuthorizationController.shown[before]
    }

    private var payment: PKPayment {
        let payment = PKPayment()
        payment.token.paymentData = Data("{\"version\":\"EC_v1\"}".utf8)
        payment.token.paymentMethod.network = .visa
        payment.token.paymentMethod.displayName = "Visa 0492"
        let address = CNMutablePostalAddress()
        address.set(street: "Hof 2", city: "Berlin", state: "", postalCode: "10115", isoCountryCode: "DE")
        let contact = PKContact()
        contact.postalAddress = address
        payment.billingContact = contact
        return payment
    }

    @Test func theRequestIsTheCoresWordForWord() async throws {
        let asked = try await shown("words").asked
        #expect(asked.merchantIdentifier == "merchant.example.shop" && asked.countryCode == "DE" && asked.currencyCode == "EUR")
        #expect(asked.supportedNetworks == [.visa, .masterCard, .JCB], "a network that this system does not know is left out")
        #expect(asked.merchantCapabilities == [.threeDSecure, .debit])
        #expect(asked.paymentSummaryItems.map(\.label) == ["Mug", "Shop"])
        #expect(asked.paymentSummaryItems.map(\.amount) == [NSDecimalNumber(string: "19.90"), NSDecimalNumber(string: "24.80")])
        #expect(asked.requiredBillingContactFields == [.postalAddress, .name])
    }

    @Test func theSheetWaitsForTheCore() async throws {
        for (end, status) in [(SheetEnd.taken, PKPaymentAuthorizationStatus.success), (.refused, .failure)] {
            let sheet = try await shown("\(end)")
            sheet.authorize(payment)
            let (name, outcome) = try #require(answers.all.last)
            #expect(name == "\(end)" && sheet.answers.isEmpty, "not before the core says so")
            guard case .applePay(let data, let network, let card, let billing) = outcome else { throw NotApplePay() }
            #expect(data == payment.token.paymentData && network == "Visa" && card == "Visa 0492")
            #expect(billing?.street == "Hof 2" && billing?.isoCountryCode == "DE")
            try wallet.host.dismiss(sheet: name, end: end)
            try await until("the sheet is told") { sheet.answers == [status] }
            let said = answers.all.count
            sheet.finish()
            #expect(sheet.dismissed && answers.all.count == said, "what was authorized is not cancelled")
        }
    }

    @Test func beforeApplesOwnEndItIsAnswered() async throws {
        let sheet = try await shown("slow", answerWithinMs: 20)
        sheet.authorize(payment)
        try await until("the sheet is told by itself") { sheet.answers == [.success] }
        try wallet.host.dismiss(sheet: "slow", end: .refused)
        try await Task.sleep(for: .milliseconds(20))
        #expect(sheet.answers == [.success], "once")
    }

    @Test func aSheetThatIsClosedOrNotShownSaysSo() async throws {
        try await shown("closed").finish()
        #expect(answers.all.last?.0 == "closed" && answers.all.last?.1 == .cancelled)
        let dropped = try await shown("dropped")
        try wallet.host.dismiss(sheet: "dropped", end: .dropped)
        try await until("it is taken away") { dropped.dismissed }
        PKPaymentAuthorizationController.presents = false
        try wallet.host.present(request: request("none"))
        try await until("it failed") { answers.all.last?.0 == "none" && answers.all.last?.1 == .failed }
        #expect(throws: HostError.Unavailable) { try wallet.host.present(request: request("other", system: false)) }
        #expect(try !wallet.host.isReady(), "no card any more")
        PKPaymentAuthorizationController.presents = true
        #expect(try wallet.host.isReady(), "and there is one again")
    }
}

private struct NotApplePay: Error {}

@MainActor private final class Answers {
    var all: [(String, WalletOutcome)] = []
}
