// A stand-in for PassKit where there is none: what the kit uses of it, by Apple's signatures. Tests play the person before the sheet.
@_exported import Contacts
@_exported import Foundation

public struct PKPaymentNetwork: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    public static let amex = Self("AmEx")
    public static let bancomat = Self("Bancomat")
    public static let bancontact = Self("Bancontact")
    public static let cartesBancaires = Self("CartesBancaires")
    public static let chinaUnionPay = Self("ChinaUnionPay")
    public static let dankort = Self("Dankort")
    public static let discover = Self("Discover")
    public static let eftpos = Self("Eftpos")
    public static let electron = Self("Electron")
    public static let elo = Self("Elo")
    public static let girocard = Self("Girocard")
    public static let interac = Self("Interac")
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public static let JCB = Self("JCB")
    public static let mada = Self("Mada")
    public static let maestro = Self("Maestro")
    public static let masterCard = Self("MasterCard")
    public static let mir = Self("Mir")
    public static let nanaco = Self("Nanaco")
    public static let privateLabel = Self("PrivateLabel")
    public static let visa = Self("Visa")
    public static let vPay = Self("VPay")
    public static let waon = Self("Waon")
}

public struct PKMerchantCapability: OptionSet, Sendable {
    public let rawValue: UInt

    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }

    public static let threeDSecure = Self(rawValue: 1)
    public static let emv = Self(rawValue: 2)
    public static let credit = Self(rawValue: 4)
    public static let debit = Self(rawValue: 8)
}

public struct PKContactField: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let postalAddress = Self(rawValue: "post")
    public static let name = Self(rawValue: "name")
    public static let phoneticName = Self(rawValue: "phonetic")
    public static let phoneNumber = Self(rawValue: "phone")
    public static let emailAddress = Self(rawValue: "email")
}

public final class PKPaymentSummaryItem: NSObject {
    public let label: String
    public let amount: NSDecimalNumber

    public init(label: String, amount: NSDecimalNumber) {
        self.label = label
        self.amount = amount
    }
}

public final class PKPaymentRequest: NSObject {
    public var merchantIdentifier = ""
    public var countryCode = ""
    public var currencyCode = ""
    public var supportedNetworks: [PKPaymentNetwork] = []
    public var merchantCapabilities: PKMerchantCapability = []
    public var paymentSummaryItems: [PKPaymentSummaryItem] = []
    public var requiredBillingContactFields: Set<PKContactField> = []
}

public final class PKPaymentMethod: NSObject {
    public var displayName: String?
    public var network: PKPaymentNetwork?
}

public final class PKPaymentToken: NSObject {
    public var paymentMethod = PKPaymentMethod()
    public var paymentData = Data()
}

public final class PKContact: NSObject {
    public var name: PersonNameComponents?
    public var postalAddress: CNPostalAddress?
    public var phoneNumber: CNPhoneNumber?
    public var emailAddress: String?
}

public final class PKPayment: NSObject {
    public var token = PKPaymentToken()
    public var billingContact: PKContact?
}

public enum PKPaymentAuthorizationStatus: Int, Sendable {
    case success
    case failure
}

public final class PKPaymentAuthorizationResult: NSObject {
    public let status: PKPaymentAuthorizationStatus

    public init(status: PKPaymentAuthorizationStatus, errors: [any Error]?) {
        self.status = status
    }
}

public protocol PKPaymentAuthorizationControllerDelegate: AnyObject {
    func paymentAuthorizationController(
        _ controller: PKPaymentAuthorizationController, didAuthorizePayment payment: PKPayment,
        handler completion: @escaping (PKPaymentAuthorizationResult) -> Void)
    func paymentAuthorizationControllerDidFinish(_ controller: PKPaymentAuthorizationController)
}

public final class PKPaymentAuthorizationController: NSObject {
    public weak var delegate: (any PKPaymentAuthorizationControllerDelegate)?
    /// For tests: what was asked, whether the sheet was taken away, and how it was answered.
    public let asked: PKPaymentRequest
    public private(set) var dismissed = false
    public private(set) var answers: [PKPaymentAuthorizationStatus] = []
    /// For tests: whether sheets can be shown, and those that were.
    nonisolated(unsafe) public static var presents = true
    nonisolated(unsafe) public private(set) static var shown: [PKPaymentAuthorizationController] = []

    public init(paymentRequest request: PKPaymentRequest) {
        asked = request
    }

    public class func canMakePayments(usingNetworks networks: [PKPaymentNetwork]) -> Bool { presents && !networks.isEmpty }

    public func present(completion: ((Bool) -> Void)? = nil) {
        if Self.presents { Self.shown.append(self) }
        completion?(Self.presents)
    }

    public func dismiss(completion: (() -> Void)? = nil) {
        dismissed = true
        completion?()
    }

    /// For tests: the person authorizes.
    public func authorize(_ payment: PKPayment) {
        delegate?.paymentAuthorizationController(self, didAuthorizePayment: payment) { self.answers.append($0.status) }
    }

    /// For tests: the sheet is over, by the person or by its own end.
    public func finish() {
        delegate?.paymentAuthorizationControllerDidFinish(self)
    }
}
