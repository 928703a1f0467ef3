// The core's pixels as a CGImage, without a copy: the image keeps the core's object alive.
#if canImport(CoreGraphics)
import CoreGraphics
import TradewindCore

extension Pixels {
    /// An image over the core's memory; none if the pixels cannot be read.
    public func image() -> CGImage? {
        guard let address = try? address(), let length = try? length(), let stride = try? stride(),
            let width = try? width(), let height = try? height(), let premultiplied = try? premultiplied(),
            let start = UnsafeRawPointer(bitPattern: UInt(address)),
            let space = CGColorSpace(name: CGColorSpace.sRGB)
        else { return nil }
        let keeper = Unmanaged.passRetained(self)
        let provider = CGDataProvider(dataInfo: keeper.toOpaque(), data: start, size: Int(length)) { info, _, _ in
            if let info { Unmanaged<Pixels>.fromOpaque(info).release() }
        }
        guard let provider else {
            keeper.release()
            return nil
        }
        let alpha: CGImageAlphaInfo = premultiplied ? .premultipliedLast : .last
        return CGImage(
            width: Int(width), height: Int(height), bitsPerComponent: 8, bitsPerPixel: 32, bytesPerRow: Int(stride),
            space: space, bitmapInfo: CGBitmapInfo(rawValue: alpha.rawValue), provider: provider, decode: nil,
            shouldInterpolate: true, intent: .defaultIntent)
    }
}
#endif
