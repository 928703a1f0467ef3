// A vault of plain files, for tests only: it outlives a killed phone, and protects nothing.
import Foundation
import TradewindCore

public final class FileVault: VaultHost {
    private let folder: URL

    public init(_ folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    public func read(name: String) throws -> Data? {
        let file = place(name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            return try Data(contentsOf: file)
        } catch {
            throw HostError.Failed
        }
    }

    public func write(name: String, value: Data) throws {
        do {
            try value.write(to: place(name), options: .atomic)
        } catch {
            throw HostError.Failed
        }
    }

    public func delete(name: String) throws {
        try? FileManager.default.removeItem(at: place(name))
    }

    /// Names become file names byte by byte, so that none leaves the folder.
    private func place(_ name: String) -> URL {
        folder.appendingPathComponent(name.utf8.map { String($0, radix: 16) }.joined(separator: "-"))
    }
}
