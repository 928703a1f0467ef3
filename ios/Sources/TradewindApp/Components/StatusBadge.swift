// The status of an order: its text, in the colours of its status.
import SwiftUI
import TradewindCore
import TradewindKit

struct StatusBadge: View {
    let text: String
    let status: OrderStatus
    @Environment(\.palette) private var palette

    var body: some View {
        AppText(text, Theme.Text.caption, palette.foreground(status))
            .padding(.horizontal, Theme.Space.md)
            .padding(.vertical, Theme.Space.xs)
            .background(palette.background(status).color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
    }
}

extension Palette {
    func background(_ status: OrderStatus) -> RGBAColor {
        switch status {
        case .processing, .partlyShipped, .shipped: accentContainer
        case .delivered: successContainer
        case .canceled, .returned: surfaceVariant
        }
    }

    func foreground(_ status: OrderStatus) -> RGBAColor {
        switch status {
        case .processing, .partlyShipped, .shipped: onAccentContainer
        case .delivered: onSuccessContainer
        case .canceled, .returned: onSurface
        }
    }
}
