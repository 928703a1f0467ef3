// A stand-in for AVFoundation where there is none: asking for the camera. The player of films is in Player.swift.
@_exported import Foundation

public struct AVMediaType: Sendable {
    public static let video = AVMediaType()
}

public enum AVCaptureDevice {
    /// For tests: what the person answers.
    public nonisolated(unsafe) static var answer = true

    public static func requestAccess(for mediaType: AVMediaType) async -> Bool { answer }
}
