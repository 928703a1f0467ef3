// What the person of a driven phone does with a page of card fields. Its script does not run here: the number is sent as it does.
import Foundation
import TradewindKit

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@MainActor
enum CardFields {
    /// Types the number of a card that pays (`approve`) or is declined (`decline`), and has the page say what it then says; or
    /// closes the page (`cancel`). Anything else is nothing.
    static func act(_ deed: String, on page: BankPage, in handOffs: HandOffs) async throws {
        let numbers = ["approve": "4242424242424242", "decline": "4000000000000341"]
        if let number = numbers[deed] {
            let said = try await tokenized(page.address, number)
            page.heard(BankPage.origin(of: page.address) ?? "", isMainFrame: true, said)
        } else if deed == "cancel" {
            handOffs.close(page)
        }
    }

    private static func tokenized(_ page: URL, _ number: String) async throws -> String {
        var request = URLRequest(url: page)
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "content-type")
        request.httpBody = Data("number=\(number)".utf8)
        let (data, response) = try await URLSession.shared.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw SandboxError(description: "the page gives no token: \(text)")
        }
        return text
    }
}
