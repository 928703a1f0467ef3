// Port: Apple Pay. PassKit's sheet is shown for the core, and stands until the core says how the payment ended.
#if canImport(PassKit)
import Contacts
import Foundation
import PassKit
import TradewindCore

@MainActor
public final class ApplePayWallet: NSObject, SystemWallet {
    public nonisolated let handler = "dev.tradewind.pay.apple_pay"
    public nonisolated let host: WalletHost
    private var open: OpenSheet?
    private var sendAnswer: ((String, WalletOutcome) throws -> Void)?

    /// The app needs the entitlement `com.apple.developer.in-app-payments` with the merchant identifiers that its shop names.
    public override init() {
        let bridge = ApplePayHostBridge()
        host = bridge
        super.init()
        bridge.wallet.set(self)
    }

    public func connect(_ sendAnswer: ((String, WalletOutcome) throws -> Void)?) {
        self.sendAnswer = sendAnswer
    }

    fileprivate func present(_ sheet: String, _ asked: ApplePayRequest) {
        let controller = PKPaymentAuthorizationController(paymentRequest: asked.paymentRequest)
        controller.delegate = self
        open = OpenSheet(name: sheet, controller: controller, answerWithin: .milliseconds(Int64(asked.answerWithinMs)))
        controller.present { [weak self] shown in
            MainActor.assumeIsolated {
                if !shown { self?.ended(.failed) }
            }
        }
    }

    fileprivate func dismiss(_ sheet: String, _ end: SheetEnd) {
        guard let open, open.name == sheet else { return }
        if open.isAuthorized {
            complete(end == .taken ? .success : .failure)
        } else {
            self.open = nil
            open.controller.dismiss()
        }
    }

    /// The person authorized: the core has the token sent, and says how it ended. Apple's own end comes 30 seconds later.
    private func authorized(_ payment: WalletOutcome, _ completion: @escaping (PKPaymentAuthorizationStatus) -> Void) {
        guard let sheet = open?.name else { return completion(.failure) }
        open?.completion = completion
        open?.isAuthorized = true
        let wait = open?.answerWithin ?? .zero
        open?.timer = Task { [weak self] in
            try? await Task.sleep(for: wait)
            if !Task.isCancelled { self?.complete(.success) }
        }
        do {
            guard let sendAnswer else { return complete(.failure) }
            try sendAnswer(sheet, payment)
        } catch {
            complete(.failure)
        }
    }

    private func complete(_ status: PKPaymentAuthorizationStatus) {
        open?.timer?.cancel()
        open?.completion?(status)
        open?.completion = nil
    }

    /// One call for the end, for Apple's time-out and for giving up: what was authorized is the core's to settle.
    private func finished() {
        guard let open else { return }
        open.controller.dismiss()
        open.timer?.cancel()
        if open.isAuthorized { self.open = nil } else { ended(.cancelled) }
    }

    private func ended(_ outcome: WalletOutcome) {
        guard let sheet = open?.name else { return }
        open = nil
        try? sendAnswer?(sheet, outcome)
    }
}

/// PassKit calls it on the main thread.
extension ApplePayWallet: PKPaymentAuthorizationControllerDelegate {
    public nonisolated func paymentAuthorizationController(
        _ controller: PKPaymentAuthorizationController, didAuthorizePayment payment: PKPayment,
        handler completion: @escaping (PKPaymentAuthorizationResult) -> Void
    ) {
        let outcome = WalletOutcome.applePay(
            paymentData: payment.token.paymentData, network: payment.token.paymentMethod.network?.rawValue,
            displayName: payment.token.paymentMethod.displayName, billing: payment.billingContact?.owner)
        nonisolated(unsafe) let answer = completion
        MainActor.assumeIsolated {
            authorized(outcome) { answer(PKPaymentAuthorizationResult(status: $0, errors: nil)) }
        }
    }

    public nonisolated func paymentAuthorizationControllerDidFinish(_ controller: PKPaymentAuthorizationController) {
        MainActor.assumeIsolated { finished() }
    }
}

/// The sheet that stands.
private struct OpenSheet {
    /// The core's name of it.
    let name: String
    let controller: PKPaymentAuthorizationController
    let answerWithin: Duration
    var isAuthorized = false
    var completion: ((PKPaymentAuthorizationStatus) -> Void)?
    var timer: Task<Void, Never>?
}

extension ApplePayRequest {
    /// PassKit's request. A word that this system does not know is left out.
    fileprivate var paymentRequest: PKPaymentRequest {
        let request = PKPaymentRequest()
        request.merchantIdentifier = merchantIdentifier
        request.countryCode = countryCode
        request.currencyCode = currencyCode
        request.supportedNetworks = supportedNetworks.compactMap { networks[$0] }
        request.merchantCapabilities = PKMerchantCapability(merchantCapabilities.compactMap { capabilities[$0] })
        request.paymentSummaryItems = summaryItems.map {
            PKPaymentSummaryItem(label: $0.label, amount: NSDecimalNumber(string: $0.amount))
        }
        request.requiredBillingContactFields = Set(billingContactFields.compactMap { contactFields[$0] })
        return request
    }
}

extension PKContact {
    fileprivate var owner: ApplePayContact {
        ApplePayContact(
            givenName: name?.givenName ?? "", familyName: name?.familyName ?? "", emailAddress: emailAddress ?? "",
            phoneNumber: phoneNumber?.stringValue ?? "", street: postalAddress?.street ?? "", city: postalAddress?.city ?? "",
            state: postalAddress?.state ?? "", postalCode: postalAddress?.postalCode ?? "",
            isoCountryCode: postalAddress?.isoCountryCode ?? "")
    }
}

private let networks: [String: PKPaymentNetwork] = [
    "amex": .amex, "bancomat": .bancomat, "bancontact": .bancontact, "cartesBancaires": .cartesBancaires,
    "chinaUnionPay": .chinaUnionPay, "dankort": .dankort, "discover": .discover, "eftpos": .eftpos, "electron": .electron,
    "elo": .elo, "girocard": .girocard, "interac": .interac, "jcb": .JCB, "mada": .mada, "maestro": .maestro,
    "masterCard": .masterCard, "mir": .mir, "nanaco": .nanaco, "privateLabel": .privateLabel, "visa": .visa, "vPay": .vPay,
    "waon": .waon,
]

private let capabilities: [String: PKMerchantCapability] = [
    "supports3DS": .threeDSecure, "supportsEMV": .emv, "supportsCredit": .credit, "supportsDebit": .debit,
]

private let contactFields: [String: PKContactField] = [
    "postalAddress": .postalAddress, "name": .name, "phoneticName": .phoneticName, "phone": .phoneNumber, "email": .emailAddress,
]

/// The core calls it on threads of its own; each call hops to the main actor and returns at once.
private final class ApplePayHostBridge: WalletHost {
    let wallet = WeakReference<ApplePayWallet>()

    /// Whether there is a card of a network that merchants name; asked anew, because people add cards.
    func isReady() throws -> Bool {
        PKPaymentAuthorizationController.canMakePayments(usingNetworks: Array(networks.values))
    }

    func present(request: WalletRequest) throws {
        guard case .applePay(let asked) = request.system else { throw HostError.Unavailable }
        let sheet = request.sheet
        Task { @MainActor [wallet] in wallet.value?.present(sheet, asked) }
    }

    func dismiss(sheet: String, end: SheetEnd) throws {
        Task { @MainActor [wallet] in wallet.value?.dismiss(sheet, end) }
    }
}
#endif
