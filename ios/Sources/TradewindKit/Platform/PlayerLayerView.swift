// A view with the layer that the system's player draws on. The layer is the player's, and outlives the view in the small window.
#if canImport(UIKit) && canImport(AVKit)
import AVFoundation
import UIKit

public final class PlayerLayerView: UIView {
    private let shown: AVPlayerLayer?

    public init(_ player: any LivePlayer) {
        shown = (player as? SystemPlayer)?.layer
        super.init(frame: .zero)
        isAccessibilityElement = false
        isUserInteractionEnabled = false
        if let shown { layer.addSublayer(shown) }
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        nil
    }

    public override func layoutSubviews() {
        super.layoutSubviews()
        // Another view may have taken it.
        guard let shown, shown.superlayer === layer else { return }
        CATransaction.begin()
        CATransaction.setDisableActions(true)
        shown.frame = bounds
        CATransaction.commit()
    }
}
#endif
