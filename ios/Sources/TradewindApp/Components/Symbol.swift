// Names of the SF Symbols that the app uses. No other file of the app holds a string literal.
import SwiftUI
import TradewindCore

enum Symbol: String {
    case back = "chevron.backward"
    case next = "chevron.forward"
    case search = "magnifyingglass"
    case close = "xmark"
    case plus = "plus"
    case minus = "minus"
    case reset = "arrow.counterclockwise"
    case ruler = "ruler"
    case rotate3D = "rotate.3d"
    case tag = "tag"
    case shipping = "shippingbox"
    case success = "checkmark.circle"
    case bag = "bag"
    case trash = "trash"
    case externalLink = "arrow.up.forward.square"
    case share = "square.and.arrow.up"
    case wallet = "wallet.pass"
    case home = "house"
    case cart = "cart"
    case orders = "list.clipboard"
    case settings = "gearshape"
    case info = "info.circle"
    case warning = "exclamationmark.triangle"
    case error = "exclamationmark.octagon"
    case selected = "largecircle.fill.circle"
    case unselected = "circle"
    case dot = "circle.fill"
    case play = "play.fill"
    case pause = "pause.fill"
    case toEdge = "forward.end.fill"
    case sound = "speaker.wave.2.fill"
    case muted = "speaker.slash.fill"
    case captions = "captions.bubble"
    case captionsOn = "captions.bubble.fill"
    case smallWindow = "pip.enter"
    case bell = "bell"
    case bellOn = "bell.fill"

    /// The symbol, hidden from VoiceOver: the control around it has a label from the core.
    @MainActor var image: some View {
        Image(systemName: rawValue).accessibilityHidden(true)
    }

    static func of(_ tab: TradewindCore.Tab) -> Symbol {
        switch tab {
        case .home: .home
        case .cart: .cart
        case .orders: .orders
        case .settings: .settings
        }
    }

    static func of(_ tone: Tone) -> Symbol {
        switch tone {
        case .info: .info
        case .success: .success
        case .warning: .warning
        case .error: .error
        }
    }

    static func of(_ phase: CheckoutPhase) -> Symbol {
        switch phase {
        case .buyer, .review, .wallet: .wallet
        case .sending, .withPerson: .cart
        case .voucher: .tag
        case .unknown: .warning
        case .confirmed: .success
        case .ended: .close
        }
    }
}
