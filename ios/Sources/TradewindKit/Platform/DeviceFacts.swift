// Fact: what the device says about itself once, when the shop is opened.
import Foundation
import TradewindCore

extension ShopConfig {
    /// A shop at `merchant` with this device's languages, region and time zone. Stored settings win over them.
    /// Whoever ships an app for a merchant names the key that signs the catalog; else the first one seen is trusted.
    public static func ofThisDevice(
        merchant: String, publisherKey: String? = nil, allowedOrigins: [String] = [], hostOverrides: [String] = []
    ) throws -> ShopConfig {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        let folder = support.appendingPathComponent("Tradewind", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #if canImport(Darwin)
        // Not in backups: with the payment journal on two phones, one payment could be made twice.
        var kept = folder
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try kept.setResourceValues(values)
        #endif
        return ShopConfig(
            merchant: merchant, dataFolder: folder.path, languages: Locale.preferredLanguages,
            market: Locale.current.region?.identifier, currency: nil, timeZone: TimeZone.current.identifier,
            online: true, profileUrl: nil, publisherKey: publisherKey, allowedOrigins: allowedOrigins, hostOverrides: hostOverrides,
            draws: true)
    }
}
