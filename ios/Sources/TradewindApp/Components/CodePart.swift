// Entering a code: by the camera on phones that have a scanner, and by hand. The core is told which of both it was.
import SwiftUI
import TradewindCore
import TradewindKit
import VisionKit

/// The button that opens the scanner; no view on a phone without one.
struct ScanButton: View {
    let entry: CodeEntry
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @State private var scanner: CodeScanner?
    @State private var isRefused = false

    var body: some View {
        if CodeScanner.isSupported {
            VStack(alignment: .leading, spacing: Theme.Space.xs) {
                WideButton(entry.scanLabel, kind: .tonal) { Task { await scan() } }
                AppText(isRefused ? entry.scanRefused : entry.scanNote, Theme.Text.detail, palette.onSurfaceMuted)
            }
            .sheet(item: $scanner) { ScannerPage(scanner: $0) }
        }
    }

    private func scan() async {
        isRefused = await !CodeScanner.isAllowed()
        if isRefused { return }
        scanner = CodeScanner { text in
            scanner = nil
            shop.send(.openCode(text: text, scanned: true))
        }
    }
}

/// A code that is typed or pasted: sent as a whole, not letter by letter.
struct CodeSection: View {
    let entry: CodeEntry
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @State private var text = String()

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            Heading(entry.title, Theme.Text.headline)
            AppText(entry.note, Theme.Text.detail, palette.onSurfaceMuted)
            HStack(spacing: Theme.Space.sm) {
                TextField(text: $text) { Text(verbatim: entry.title) }
                    .typography(Theme.Text.body)
                    .autocorrectionDisabled()
                    .textInputAutocapitalization(.never)
                    .onSubmit(send)
                    .accessibilityLabel(Text(verbatim: entry.title))
                WideButton(entry.openLabel, kind: .tonal, action: send)
            }
            ScanButton(entry: entry)
        }
        .card()
    }

    private func send() {
        shop.send(.openCode(text: text, scanned: false))
    }
}

private struct ScannerPage: UIViewControllerRepresentable {
    let scanner: CodeScanner

    func makeUIViewController(context: Context) -> DataScannerViewController {
        scanner.controller
    }

    func updateUIViewController(_ controller: DataScannerViewController, context: Context) {
        scanner.begin()
    }
}
