// The camera's port: a code is handed on once and unread, and the system asks for the camera in the core's words.
#if os(Linux)
import AVFoundation
import Foundation
import Testing
import TradewindKit
import VisionKit

@MainActor private final class Found {
    var texts: [String] = []
}

@MainActor @Suite struct CodeScannerTests {
    @Test func aCodeIsHandedOnOnceAndAsItIs() {
        let found = Found()
        let scanner = CodeScanner { found.texts.append($0) }
        scanner.begin()
        #expect(scanner.controller.isScanning)
        let seen = { (items: [RecognizedItem]) in scanner.dataScanner(scanner.controller, didAdd: items, allItems: items) }
        seen([.text(.init(transcript: "9521234543213")), .barcode(.init(payloadStringValue: nil))])
        #expect(found.texts.isEmpty && scanner.controller.isScanning)
        seen([.barcode(.init(payloadStringValue: " https://shop.example/p/mug\n"))])
        seen([.barcode(.init(payloadStringValue: "9521234543213"))])
        #expect(found.texts == [" https://shop.example/p/mug\n"] && !scanner.controller.isScanning)
        scanner.begin()
        #expect(!scanner.controller.isScanning)
    }

    @Test func theCameraIsThePersonsToGive() async {
        AVCaptureDevice.answer = false
        #expect(await !CodeScanner.isAllowed())
        AVCaptureDevice.answer = true
        #expect(await CodeScanner.isAllowed())
    }

    @Test(arguments: ["en", "de", "ja", "ar"]) func theSystemAsksInTheCoresWords(_ tag: String) throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let text = { (path: String) in
            try String(contentsOf: here.appendingPathComponent(path).standardizedFileURL, encoding: .utf8)
        }
        let words = try #require(
            try text("../../../assets/l10n/\(tag)/home.ftl").components(separatedBy: "\n")
                .first { $0.hasPrefix("code-scan-note = ") }?.dropFirst("code-scan-note = ".count))
        #expect(try text("../../App/\(tag).lproj/InfoPlist.strings").contains("\"NSCameraUsageDescription\" = \"\(words)\";"))
        if tag == "en" { #expect(try text("../../App/Info.plist").contains("<string>\(words)</string>")) }
    }
}
#endif
