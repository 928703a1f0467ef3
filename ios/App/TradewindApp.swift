// All that an Xcode app target holds: the merchant's address, the device's services, the scene.
import SwiftUI
import TradewindApp
import TradewindCore
import TradewindKit

@main
struct TheApp: App {
    var body: some Scene {
        TradewindScene {
            // The merchant's address stands in the target's Info.plist under `TradewindMerchant`, the key that signs its catalog
            // under `TradewindPublisherKey`; without that the first key seen is trusted.
            let merchant = Bundle.main.object(forInfoDictionaryKey: "TradewindMerchant") as? String
            let key = Bundle.main.object(forInfoDictionaryKey: "TradewindPublisherKey") as? String
            return try await ShopStore.open(
                .ofThisDevice(merchant: merchant ?? .init(), publisherKey: key), vault: KeychainVault(), log: SystemLog(),
                handOffs: HandOffs(opener: SystemLinks()))
        }
    }
}
