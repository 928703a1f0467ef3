// Covers a payment while the app is not in front: the system's app switcher keeps a picture of what is on the screen then.
import SwiftUI
import TradewindKit

struct PrivacyCover: ViewModifier {
    let isPaying: Bool
    @Environment(\.scenePhase) private var phase
    @Environment(\.palette) private var palette

    func body(content: Content) -> some View {
        content.overlay {
            if isPaying && phase != .active { Rectangle().fill(palette.background.color) }
        }
    }
}
