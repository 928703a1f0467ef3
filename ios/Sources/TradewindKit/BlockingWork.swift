// Work that blocks (files, SQLite, joining threads), run where it holds up neither the main actor nor Swift's own threads.
import Dispatch

/// Runs `work` on a thread of a system queue and waits for it without blocking the caller's thread. Rethrows what `work` throws.
func offMainActor<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async {
            continuation.resume(with: Result { try work() })
        }
    }
}
