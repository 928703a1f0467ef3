// Port: the camera that reads codes, on phones whose system has a scanner for them.
#if os(iOS) || os(Linux)
import AVFoundation
import TradewindCore
import VisionKit

/// Reads one bar code or QR code. The system shows the camera; no picture is taken.
@MainActor public final class CodeScanner: DataScannerViewControllerDelegate, Identifiable {
    /// Whether this phone can: older ones and simulators cannot.
    public static var isSupported: Bool { DataScannerViewController.isSupported }

    /// Asks the person for the camera; once they have answered, the system answers in their stead. The words of the question are
    /// Info.plist's.
    public static func isAllowed() async -> Bool {
        await AVCaptureDevice.requestAccess(for: .video)
    }

    public let controller: DataScannerViewController
    public nonisolated var id: ObjectIdentifier { ObjectIdentifier(self) }
    private let found: @MainActor (String) -> Void
    private var isOver = false

    /// `found` gets the text of the first code that is seen, as it is, once.
    public init(found: @escaping @MainActor (String) -> Void) {
        self.found = found
        controller = DataScannerViewController(recognizedDataTypes: [.barcode()], isHighlightingEnabled: true)
        controller.delegate = self
    }

    /// Begins to look. Where the camera was taken away meanwhile, the system's view says so.
    public func begin() {
        if isOver { return }
        try? controller.startScanning()
    }

    public func dataScanner(
        _ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem]
    ) {
        let texts = addedItems.compactMap { item -> String? in
            guard case .barcode(let code) = item else { return nil }
            return code.payloadStringValue
        }
        guard !isOver, let text = texts.first else { return }
        isOver = true
        controller.stopScanning()
        found(text)
    }
}
#endif
