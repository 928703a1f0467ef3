// The store as a view holds it: a whole purchase on the main actor, pictures as handles, links, words of forms.
import Foundation
import Testing
import TradewindCore
import TradewindDriver
import TradewindKit

extension CoreTests {
    @MainActor @Suite(.serialized) struct Store {
        @Test(arguments: ["en", "de", "ar", "ja"]) func buysThroughTheWalletPresenter(_ language: String) async throws {
            let scratch = try TemporaryFolder()
            let merchant = try sandbox()
            let before = try await merchant.orders().count
            let market = ["en": "US", "de": "DE", "ar": "AE", "ja": "JP"][language] ?? "US"
            let store = try await ShopStore.open(
                scratch.setup(merchant, language, market).config, vault: try FileVault(scratch.folder))
            try await Journey.toReview(store) { store.send($0) }
            #expect(store.snapshot?.direction == (language == "ar" ? .rtl : .ltr))
            #expect(store.snapshot?.locale.language.languageCode?.identifier == language)
            store.send(.pay(method: nil))
            try await until("the sheet stands") { store.wallet.request != nil }
            let sheet = try #require(store.wallet.request)
            #expect(!sheet.words.approve.isEmpty && !sheet.payee.isEmpty && sheet.lines.last?.amount == sheet.amountText)
            store.wallet.answer(SandboxWallet.approval)
            #expect(store.wallet.request == nil)
            try await until("it is bought") {
                if case .checkout(let one)? = store.snapshot?.screen { one.phase == .confirmed && one.order != nil } else { false }
            }
            #expect(try await merchant.orders().count == before + 1)
            #expect(store.fault == nil)
            store.close()
            try await nothingLeft()
        }

        @Test func formsSayWhatEachFieldIsAndHowItIsFilledIn() async throws {
            for (language, market) in [("en", "US"), ("de", "DE"), ("ar", "AE"), ("ja", "JP")] {
                let scratch = try TemporaryFolder()
                let store = try await ShopStore.open(
                    scratch.setup(try sandbox(), language, market).config, vault: try FileVault(scratch.folder))
                let fields = try await Journey.toForm(store) { store.send($0) }
                #expect(fields.count > 6)
                #expect(Set(fields.map(\.field)).count == fields.count)
                for field in fields {
                    let input: [BuyerField: FieldInput] = [.email: .email, .phoneNumber: .phone, .addressCountry: .country]
                    #expect(field.input == input[field.field] ?? .text)
                    #expect(!field.label.isEmpty && field.options.isEmpty == (field.input != .country))
                }
                store.close()
                try await nothingLeft()
            }
        }

        @Test func picturesAreLentAndLetGo() async throws {
            let scratch = try TemporaryFolder()
            let store = try await ShopStore.open(scratch.setup(try sandbox()).config, vault: try FileVault(scratch.folder))
            store.send(.openProduct(key: "mug-indigo"))
            try await until("the product has a picture") {
                if case .product(let one)? = store.snapshot?.screen { !one.pictures.isEmpty } else { false }
            }
            guard case .product(let one)? = store.snapshot?.screen else { return }
            var picture = await store.picture(one.pictures[0], width: 96, height: 96)
            let pixels = try #require(picture)
            #expect(try pixels.width() == 96 && pixels.height() <= 96 && pixels.stride() == 96 * 4)
            #expect(try pixels.length() == UInt64(pixels.stride()) * UInt64(pixels.height()))
            let (opaque, colours) = try pixels.withBytes { bytes in
                (stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 }, Set(bytes).count)
            }
            // A photo, not a blank.
            #expect(opaque && colours > 8)
            #expect(try liveHandles().pixels == 1)
            picture = nil
            #expect(
                await store.picture(PictureRef(key: "nowhere", accessibility: "", thumbhash: Data()), width: 8, height: 8) == nil)
            store.close()
        }

        @Test func aCardIsPaintedFirstFromItsHash() async throws {
            let scratch = try TemporaryFolder()
            let store = try await ShopStore.open(scratch.setup(try sandbox()).config, vault: try FileVault(scratch.folder))
            var picture: PictureRef?
            try await until("a card has a picture") {
                if case .home(let home)? = store.snapshot?.screen { picture = home.deals.compactMap(\.picture).first }
                return picture?.thumbhash.isEmpty == false
            }
            let reference = try #require(picture)
            do {
                let first = try #require(store.firstPaint(reference))
                let (width, height) = (try first.width(), try first.height())
                #expect((1...32).contains(width) && (1...32).contains(height) && max(width, height) == 32)
                #expect(try first.length() == UInt64(width * height * 4) && !first.premultiplied())
                let colours = try first.withBytes { Set($0).count }
                #expect(colours > 8, "more than one colour is seen")
                #expect(store.firstPaint(reference) === first, "it is painted once")
            }
            #expect(store.firstPaint(PictureRef(key: reference.key, accessibility: "", thumbhash: Data())) == nil)
            store.close()
            try await nothingLeft()
        }

        @Test func pixelsAreLetGoWithTheirObject() async throws {
            // The test before held one picture; with the end of it nothing is left.
            try await nothingLeft()
        }

        @Test func aLinkFromOutsideShowsOrIsRefusedInWords() async throws {
            let scratch = try TemporaryFolder()
            let store = try await ShopStore.open(scratch.setup(try sandbox()).config, vault: try FileVault(scratch.folder))
            try await until("the catalog is there") {
                if case .home(let home)? = store.snapshot?.screen { !home.categories.isEmpty } else { false }
            }
            store.open(try #require(URL(string: "javascript:alert(1)")))
            try await until("a plain sentence") { store.snapshot?.toast?.text.isEmpty == false }
            store.close()
            try await nothingLeft()
        }

        @Test func snapshotsComeInOrder() async throws {
            let scratch = try TemporaryFolder()
            let shop = try Shop(
                config: scratch.alone(), vault: try FileVault(scratch.folder),
                wallets: [SandboxWallet.handler: NoWallet()], handOffs: nil, log: nil)
            let seen = SnapshotRecorder()
            let observation = try shop.observe(observer: seen)
            try await until("a first snapshot") { seen.latest != nil }
            for round in 0..<500 {
                try shop.dispatch(intent: .openTab(tab: round % 2 == 0 ? .cart : .settings))
            }
            try shop.dispatch(intent: .openTab(tab: .orders))
            try await until("the last one is shown") { if case .orders? = seen.latest?.screen { true } else { false } }
            let revisions = seen.revisions
            #expect(revisions.count > 400 && revisions == revisions.sorted() && Set(revisions).count == revisions.count)
            try observation.end()
            try shop.shutdown()
            // After the shutdown every call is harmless.
            try shop.dispatch(intent: .openTab(tab: .cart))
            #expect(try shop.frame(width: 16, height: 16) == nil)
            #expect(throws: ShopError.self) { try shop.picture(key: "https://seed.tradewind.example/a.jpg", width: 8, height: 8) }
            try await nothingLeft()
        }
    }
}

/// What shows snapshots to a journey.
@MainActor
protocol SnapshotSource {
    var shown: Snapshot? { get }
}

extension ShopStore: SnapshotSource {
    var shown: Snapshot? { snapshot }
}

extension SnapshotRecorder: SnapshotSource {
    var shown: Snapshot? { latest }
}

/// From home to a checkout, by intents.
@MainActor
enum Journey {
    static func toForm(_ showing: any SnapshotSource, _ send: (Intent) -> Void) async throws -> [FormField] {
        send(.openProduct(key: "mug-sand"))
        try await until("the mug can be bought") {
            if case .product(let one)? = showing.shown?.screen { one.canAdd } else { false }
        }
        send(.addToCart(quantity: 1))
        send(.openTab(tab: .cart))
        try await until("the cart can be bought") {
            if case .cart(let one)? = showing.shown?.screen { one.canCheckout } else { false }
        }
        send(.openCheckout)
        var fields: [FormField] = []
        try await until("the form is there") {
            if case .checkout(let one)? = showing.shown?.screen { fields = one.fields }
            return !fields.isEmpty
        }
        return fields
    }

    static func toReview(_ showing: any SnapshotSource, _ send: (Intent) -> Void) async throws {
        for field in try await toForm(showing, send) where field.options.isEmpty {
            let texts: [BuyerField: String] = [.email: "noor@example.com", .postalCode: "10115", .phoneNumber: ""]
            send(.editBuyer(field: field.field, value: texts[field.field] ?? "Noor 1-1"))
        }
        send(.submitBuyer)
        try await until("Pay works") {
            if case .checkout(let one)? = showing.shown?.screen { one.phase == .review && one.canPay } else { false }
        }
    }
}
