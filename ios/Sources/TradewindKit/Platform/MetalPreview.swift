// A view with a Metal layer. The core draws on it while the view is in a window, at the display's rate while something moves.
#if canImport(UIKit) && canImport(QuartzCore)
import QuartzCore
import TradewindCore
import UIKit

public final class MetalPreview: UIView {
    public override class var layerClass: AnyClass { CAMetalLayer.self }

    /// Called with whether the core can draw on the layer; if not, show frames.
    public var onAttach: (Bool) -> Void = { _ in }
    /// Called after each drawing with whether the layer shows the preview; if not, show the still picture.
    public var onDraw: (Bool) -> Void = { _ in }

    private let surface: DrawingSurface
    private var link: CADisplayLink?
    /// Whether a drawing is under way: only one at a time, and the display does not wait for it.
    private var drawing = false

    public init(_ surface: DrawingSurface) {
        self.surface = surface
        super.init(frame: .zero)
        isOpaque = false
        isAccessibilityElement = false
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        nil
    }

    /// Called after each snapshot: draws once, and goes on while the preview moves by itself.
    public func follow(animating: Bool) {
        link?.isPaused = !animating
        draw()
    }

    public override func didMoveToWindow() {
        super.didMoveToWindow()
        link?.invalidate()
        link = nil
        guard window != nil else {
            surface.detach()
            return
        }
        let (width, height) = pixels()
        layer.contentsScale = contentScaleFactor
        let handle = UInt64(UInt(bitPattern: Unmanaged.passUnretained(layer).toOpaque()))
        surface.attach(.metalLayer, handle, width: width, height: height) { [weak self] attached in
            self?.onAttach(attached)
            if attached { self?.draw() }
        }
        let link = CADisplayLink(target: self, selector: #selector(draw))
        link.isPaused = true
        link.add(to: .main, forMode: .common)
        self.link = link
    }

    public override func layoutSubviews() {
        super.layoutSubviews()
        let (width, height) = pixels()
        (layer as? CAMetalLayer)?.drawableSize = CGSize(width: Int(width), height: Int(height))
        surface.resize(width: width, height: height)
        draw()
    }

    @objc private func draw() {
        if drawing { return }
        drawing = true
        surface.draw { [weak self] drawn in
            self?.drawing = false
            self?.onDraw(drawn)
        }
    }

    private func pixels() -> (UInt32, UInt32) {
        let scale = traitCollection.displayScale
        return (UInt32(max(1, bounds.width * scale)), UInt32(max(1, bounds.height * scale)))
    }
}
#endif
