// A stand-in for Contacts where there is none: what the kit reads of it.
@_exported import Foundation

open class CNPostalAddress: NSObject {
    public internal(set) var street = ""
    public internal(set) var city = ""
    public internal(set) var state = ""
    public internal(set) var postalCode = ""
    public internal(set) var isoCountryCode = ""
}

public final class CNMutablePostalAddress: CNPostalAddress {
    public func set(street: String, city: String, state: String, postalCode: String, isoCountryCode: String) {
        self.street = street
        self.city = city
        self.state = state
        self.postalCode = postalCode
        self.isoCountryCode = isoCountryCode
    }
}

public final class CNPhoneNumber: NSObject {
    public let stringValue: String

    public init(stringValue: String) {
        self.stringValue = stringValue
    }
}
