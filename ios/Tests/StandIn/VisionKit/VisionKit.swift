// A stand-in for VisionKit where there is none: what the kit uses of its scanner.
@_exported import Foundation

public enum RecognizedItem: Sendable {
    case text(Text)
    case barcode(Barcode)

    public struct Text: Sendable {
        public let transcript: String

        public init(transcript: String) {
            self.transcript = transcript
        }
    }

    public struct Barcode: Sendable {
        public let payloadStringValue: String?

        public init(payloadStringValue: String?) {
            self.payloadStringValue = payloadStringValue
        }
    }
}

@MainActor public protocol DataScannerViewControllerDelegate: AnyObject {
    func dataScanner(
        _ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem])
}

@MainActor public final class DataScannerViewController {
    public struct RecognizedDataType: Hashable, Sendable {
        public static func barcode() -> RecognizedDataType { RecognizedDataType() }
    }

    public enum QualityLevel: Sendable {
        case balanced, fast, accurate
    }

    /// For tests: a phone that can.
    public static var isSupported = true

    /// For tests: whether it looks.
    public private(set) var isScanning = false
    public weak var delegate: (any DataScannerViewControllerDelegate)?

    public init(
        recognizedDataTypes: Set<RecognizedDataType>, qualityLevel: QualityLevel = .balanced,
        recognizesMultipleItems: Bool = false, isHighFrameRateTrackingEnabled: Bool = true, isPinchToZoomEnabled: Bool = true,
        isGuidanceEnabled: Bool = true, isHighlightingEnabled: Bool = false
    ) {}

    public func startScanning() throws {
        isScanning = true
    }

    public func stopScanning() {
        isScanning = false
    }
}
