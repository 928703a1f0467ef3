// Port: the vault, kept in the Keychain of this device alone.
#if canImport(Security)
import Foundation
import Security
import TradewindCore

/// Small secrets under one service. Readable once the device was unlocked after its start; not in backups.
public final class KeychainVault: VaultHost {
    private let service: String

    public init(service: String = "example.tradewind") {
        self.service = service
    }

    public func read(name: String) throws -> Data? {
        var query = item(name)
        query[kSecReturnData] = true
        query[kSecMatchLimit] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        try check(status)
        return found as? Data
    }

    public func write(name: String, value: Data) throws {
        let kept: [CFString: Any] = [
            kSecValueData: value,
            kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        var status = SecItemUpdate(item(name) as CFDictionary, kept as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(item(name).merging(kept) { $1 } as CFDictionary, nil)
        }
        try check(status)
    }

    public func delete(name: String) throws {
        let status = SecItemDelete(item(name) as CFDictionary)
        if status != errSecItemNotFound { try check(status) }
    }

    private func item(_ name: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: name]
    }

    private func check(_ status: OSStatus) throws {
        switch status {
        case errSecSuccess: return
        case errSecInteractionNotAllowed: throw HostError.Locked
        default: throw HostError.Failed
        }
    }
}
#endif
