// Names that the main actor knows and the core asks for on its own threads.
import Foundation

final class SharedNames: @unchecked Sendable {
    private let lock = NSLock()
    private var names: Set<String> = []

    func replace(_ names: Set<String>) {
        lock.withLock { self.names = names }
    }

    func contains(_ name: String) -> Bool {
        lock.withLock { names.contains(name) }
    }
}
