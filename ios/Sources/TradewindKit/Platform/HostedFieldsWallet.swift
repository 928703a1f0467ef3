// Port: a card in a provider's own fields. The merchant's page with them stands in for a sheet; its one message is the answer.
import Foundation
import TradewindCore

/// The page is shown as a bank's page is (`BankPage`), and nothing of it is kept. The core reads the message and judges where it
/// came from.
@MainActor
public final class HostedFieldsWallet: SystemWallet {
    public nonisolated let handler = "dev.tradewind.pay.hosted_card"
    public nonisolated let host: WalletHost
    private let pages: HandOffs
    /// The core's names of the sheets that stand.
    private var open: Set<String> = []
    private var sendAnswer: ((String, WalletOutcome) throws -> Void)?

    /// `pages` shows the page.
    public init(pages: HandOffs) {
        self.pages = pages
        let bridge = HostedFieldsBridge()
        host = bridge
        bridge.wallet.set(self)
    }

    public func connect(_ sendAnswer: ((String, WalletOutcome) throws -> Void)?) {
        self.sendAnswer = sendAnswer
    }

    fileprivate func present(_ request: WalletRequest, _ asked: AskedPage) {
        let sheet = request.sheet
        open.insert(sheet)
        guard let address = URL(string: asked.url) else { return ended(sheet, .failed) }
        let page = BankPage(key: sheet, address: address, origins: [asked.origin], isVisible: true, fields: request)
        page.onMessage = { [weak self] origin, text in
            let isTooLong = text.utf8.count > Int(asked.maxMessage)
            self?.ended(sheet, isTooLong ? .failed : .hostedFields(origin: origin, message: text))
        }
        page.onFailure = { [weak self] in self?.ended(sheet, .failed) }
        page.onClose = { [weak self] in self?.ended(sheet, .cancelled) }
        pages.show(page)
    }

    fileprivate func dismiss(_ sheet: String) {
        guard open.remove(sheet) != nil else { return }
        pages.dismiss(sheet)
    }

    /// The first of what a page brings about is the answer.
    private func ended(_ sheet: String, _ outcome: WalletOutcome) {
        guard open.remove(sheet) != nil else { return }
        pages.dismiss(sheet)
        try? sendAnswer?(sheet, outcome)
    }
}

/// The page that the core asks for.
private struct AskedPage: Sendable {
    let url: String
    let origin: String
    /// In bytes.
    let maxMessage: UInt32
}

/// The core calls it on threads of its own; each call hops to the main actor and returns at once.
private final class HostedFieldsBridge: WalletHost {
    let wallet = WeakReference<HostedFieldsWallet>()

    func isReady() throws -> Bool { BankPage.isAvailable }

    func present(request: WalletRequest) throws {
        guard case .hostedFields(let url, let origin, let maxMessage) = request.system else { throw HostError.Unavailable }
        let asked = AskedPage(url: url, origin: origin, maxMessage: maxMessage)
        Task { @MainActor [wallet] in wallet.value?.present(request, asked) }
    }

    func dismiss(sheet: String, end: SheetEnd) throws {
        Task { @MainActor [wallet] in wallet.value?.dismiss(sheet) }
    }
}
