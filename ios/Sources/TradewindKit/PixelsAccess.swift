// Access to pixels in the core's own memory, without a copy.
import TradewindCore

extension Pixels {
    /// Whether both are the same picture in memory. Right only while both objects are held.
    public func isSame(as other: Pixels?) -> Bool {
        guard let other, let mine = try? address(), let theirs = try? other.address() else { return false }
        return mine == theirs
    }

    /// Calls `body` with the pixels: rows from the top, four bytes each (red, green, blue, alpha). The pointer is invalid after the call.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        let (address, length) = (try address(), try length())
        return try withExtendedLifetime(self) {
            try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: UInt(address)), count: Int(length)))
        }
    }
}
