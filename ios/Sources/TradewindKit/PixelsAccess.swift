// Pixels that the core lends: looked at in place, copied nowhere.
import TradewindCore

extension Pixels {
    /// Whether both lend the same picture, while both are held.
    public func isSame(as other: Pixels?) -> Bool {
        guard let other, let mine = try? address(), let theirs = try? other.address() else { return false }
        return mine == theirs
    }

    /// The pixels, row after row, as red, green, blue, alpha. They must not be kept beyond the call.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        let (address, length) = (try address(), try length())
        return try withExtendedLifetime(self) {
            try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: UInt(address)), count: Int(length)))
        }
    }
}
