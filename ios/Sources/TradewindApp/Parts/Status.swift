// Where an order stands, in its words and in the colours of its key.
import SwiftUI
import TradewindCore
import TradewindKit

struct Status: View {
    let text: String
    let status: OrderStatus
    @Environment(\.palette) private var palette

    var body: some View {
        Words(text, Theme.Text.caption, palette.ink(status))
            .padding(.horizontal, Theme.Space.snug)
            .padding(.vertical, Theme.Space.tiny)
            .background(palette.ground(status).color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
    }
}

extension Palette {
    func ground(_ status: OrderStatus) -> Tint {
        switch status {
        case .processing, .partlyShipped, .shipped: accentContainer
        case .delivered: successContainer
        case .canceled, .returned: surfaceVariant
        }
    }

    func ink(_ status: OrderStatus) -> Tint {
        switch status {
        case .processing, .partlyShipped, .shipped: onAccentContainer
        case .delivered: onSuccessContainer
        case .canceled, .returned: onSurface
        }
    }
}
