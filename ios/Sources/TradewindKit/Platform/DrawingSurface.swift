// Port: a surface of the system's that the core draws into.
import TradewindCore

/// Lends the core one surface. Frames are drawn when the system wants one, never by a timer of ours.
@MainActor
public final class DrawingSurface {
    private let shop: Shop
    private var attached = false

    init(_ shop: Shop) {
        self.shop = shop
    }

    /// Lends a surface; false when the core cannot draw into it, and `ShopStore.frame` is the way.
    public func attach(_ kind: SurfaceKind, _ handle: UInt64, width: UInt32, height: UInt32) -> Bool {
        do {
            try shop.attachSurface(kind: kind, handle: handle, width: width, height: height)
            attached = true
        } catch {
            attached = false
        }
        return attached
    }

    public func resize(width: UInt32, height: UInt32) {
        if attached { try? shop.resizeSurface(width: width, height: height) }
    }

    /// Draws if something moved; false when there is nothing to draw and the still picture is to be shown.
    public func draw() -> Bool {
        attached && (try? shop.drawSurface()) == true
    }

    /// Must be called before the system takes the surface away.
    public func detach() {
        guard attached else { return }
        attached = false
        try? shop.detachSurface()
    }
}

#if canImport(UIKit) && canImport(QuartzCore)
import QuartzCore
import UIKit

/// A view whose layer is Metal's: attached while it stands in a window, drawn at the display's pace while something moves.
public final class MetalPreview: UIView {
    public override class var layerClass: AnyClass { CAMetalLayer.self }

    private let surface: DrawingSurface
    private var link: CADisplayLink?

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

    /// Whether it moves by itself; while it does not, one frame is drawn for each call.
    public var animating = false {
        didSet {
            link?.isPaused = !animating
            if !animating { _ = surface.draw() }
        }
    }

    public override func didMoveToWindow() {
        super.didMoveToWindow()
        if window != nil {
            let (width, height) = pixels()
            layer.contentsScale = contentScaleFactor
            let handle = UInt64(UInt(bitPattern: Unmanaged.passUnretained(layer).toOpaque()))
            isHidden = !surface.attach(.metalLayer, handle, width: width, height: height)
            let link = CADisplayLink(target: self, selector: #selector(tick))
            link.isPaused = !animating
            link.add(to: .main, forMode: .common)
            self.link = link
        } else {
            link?.invalidate()
            link = nil
            surface.detach()
        }
    }

    public override func layoutSubviews() {
        super.layoutSubviews()
        let (width, height) = pixels()
        (layer as? CAMetalLayer)?.drawableSize = CGSize(width: Int(width), height: Int(height))
        surface.resize(width: width, height: height)
        _ = surface.draw()
    }

    @objc private func tick() {
        _ = surface.draw()
    }

    private func pixels() -> (UInt32, UInt32) {
        let scale = window?.screen.scale ?? traitCollection.displayScale
        return (UInt32(max(1, bounds.width * scale)), UInt32(max(1, bounds.height * scale)))
    }
}
#endif
