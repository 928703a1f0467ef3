// Where the person of a driven phone is sent to pay: a browser without a window, a method's own library.
import Foundation
import TradewindCore
import TradewindKit

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Holds the page or the library that was opened last, until the person has done something there.
@MainActor
final class Elsewhere: LinkOpening, PaymentLibrary {
    static let library = "dev.tradewind.pay.alipay"

    let queriedSchemes: [String] = []
    let isReady = true
    private var page: URL?
    private var answer: (@MainActor (String) -> Void)?

    func canOpen(_ link: URL) -> Bool {
        false
    }

    func open(_ link: URL, appOnly: Bool) async -> Bool {
        if !appOnly { page = link }
        return !appOnly
    }

    func pay(_ payload: String, answer: @escaping @MainActor (String) -> Void) {
        self.answer = answer
    }

    func takes(_ link: URL) -> Bool {
        false
    }

    /// Does there what the person does; gives the link by which a page leads back. A library has answered by itself then.
    func act(_ deed: String) async throws -> URL? {
        for _ in 0..<4_000 where page == nil && answer == nil { try await Task.sleep(for: .milliseconds(5)) }
        if let answer {
            self.answer = nil
            answer(said(deed))
            return nil
        }
        guard let page else { throw SandboxError(description: "the person was sent nowhere") }
        self.page = nil
        return try await returned(page, deed)
    }

    /// What Alipay's library says.
    private func said(_ deed: String) -> String {
        let status = ["approve": "9000", "cancel": "6001"][deed] ?? "4000"
        return "resultStatus={\(status)};memo={};result={}"
    }

    /// Presses a button of the provider's page, as in a frame: where no link opens an app, the page says which it would open.
    private func returned(_ page: URL, _ deed: String) async throws -> URL {
        var request = URLRequest(url: page)
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "content-type")
        request.setValue("iframe", forHTTPHeaderField: "sec-fetch-dest")
        request.httpBody = Data("as=\(deed)".utf8)
        let (data, _) = try await URLSession.shared.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        let told = text.components(separatedBy: "postMessage(").dropFirst().first?.components(separatedBy: ", \"*\")").first
        guard let told, let link = try Json.read(told)["return"].string, let back = URL(string: link) else {
            throw SandboxError(description: "the page leads nowhere: \(text)")
        }
        return back
    }
}
