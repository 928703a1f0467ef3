// Intents as the scenario files write them: `"undo"`, `{"search": {"words": "mug"}}`.
import TradewindCore

public struct UnknownIntent: Error, CustomStringConvertible {
    public let description: String
}

extension Intent {
    public init(_ json: Json) throws {
        if let name = json.string {
            guard let plain = Intent.plain[name] else { throw UnknownIntent(description: "no intent \(name)") }
            self = plain
            return
        }
        guard case .object(let members) = json, let (name, body) = members.first, members.count == 1 else {
            throw UnknownIntent(description: "no intent \(json)")
        }
        func text(_ part: String) throws -> String {
            guard let text = body[part].string else { throw UnknownIntent(description: "\(name) lacks \(part)") }
            return text
        }
        func number(_ part: String) throws -> Double {
            guard let number = body[part].double else { throw UnknownIntent(description: "\(name) lacks \(part)") }
            return number
        }
        func flag(_ part: String) throws -> Bool {
            guard case .bool(let flag) = body[part] else { throw UnknownIntent(description: "\(name) lacks \(part)") }
            return flag
        }
        switch name {
        case "open_tab": self = .openTab(try Tab(named: body.string ?? ""))
        case "open_category": self = .openCategory(key: try text("key"))
        case "open_product": self = .openProduct(key: try text("key"))
        case "open_order": self = .openOrder(key: try text("key"))
        case "open_link": self = .openLink(url: try text("url"))
        case "search": self = .search(words: try text("words"))
        case "window": self = .window(first: UInt32(try number("first")), count: UInt32(try number("count")))
        case "choose_variant": self = .chooseVariant(key: try text("key"))
        case "add_to_cart": self = .addToCart(quantity: UInt32(try number("quantity")))
        case "set_quantity": self = .setQuantity(key: try text("key"), quantity: UInt32(try number("quantity")))
        case "remove_line": self = .removeLine(key: try text("key"))
        case "preview_drag": self = .previewDrag(dx: Float(try number("dx")), dy: Float(try number("dy")))
        case "preview_release": self = .previewRelease(vx: Float(try number("vx")), vy: Float(try number("vy")))
        case "preview_zoom": self = .previewZoom(factor: Float(try number("factor")))
        case "preview_variant": self = .previewVariant(key: try text("key"))
        case "preview_size": self = .previewSize(shown: try flag("shown"))
        case "edit_buyer": self = .editBuyer(field: try BuyerField(named: try text("field")), value: try text("value"))
        case "choose_delivery": self = .chooseDelivery(key: try text("key"))
        case "erase_everything": self = .eraseEverything(confirmed: try flag("confirmed"))
        case "pay": self = .pay(method: body["method"].string)
        case "add_code": self = .addCode(code: try text("code"))
        case "remove_code": self = .removeCode(key: try text("key"))
        case "set_language": self = .setLanguage(language: try text("language"))
        case "set_market": self = .setMarket(market: try text("market"))
        case "set_currency": self = .setCurrency(currency: try text("currency"))
        case "set_time_zone": self = .setTimeZone(zone: try text("zone"))
        case "connectivity": self = .connectivity(online: try flag("online"))
        case "foreground": self = .foreground(active: try flag("active"))
        case "reading_time": self = .readingTime(seconds: UInt32(try number("seconds")))
        case "resume_purchase":
            self = .resumePurchase(name: try text("name"), quantity: UInt32(try number("quantity")))
        case "begin_purchase":
            self = .beginPurchase(name: try text("name"), item: try text("item"), quantity: UInt32(try number("quantity")))
        default: throw UnknownIntent(description: "no intent \(name)")
        }
    }

    private static let plain: [String: Intent] = [
        "back": .back, "open_checkout": .openCheckout, "undo": .undo, "accept_cart_prices": .acceptCartPrices,
        "open_preview": .openPreview, "preview_reset": .previewReset, "submit_buyer": .submitBuyer, "change_buyer": .changeBuyer,
        "delete_buyer": .deleteBuyer, "accept_price": .acceptPrice, "pay": .pay(method: nil), "put_aside": .putAside,
        "retry": .retry, "done": .done,
        "refresh": .refresh, "dismiss_toast": .dismissToast, "memory_warning": .memoryWarning,
    ]
}

extension Tab {
    init(named name: String) throws {
        let all: [Tab] = [.home, .cart, .orders, .settings]
        guard let tab = all.first(where: { snake("\($0)") == name }) else { throw UnknownIntent(description: "no tab \(name)") }
        self = tab
    }
}

extension BuyerField {
    /// Every field there is.
    public static let all: [BuyerField] = [
        .firstName, .lastName, .email, .phoneNumber, .streetAddress, .extendedAddress, .addressLocality, .addressRegion,
        .postalCode, .addressCountry,
    ]

    init(named name: String) throws {
        guard let field = Self.all.first(where: { snake("\($0)") == name }) else {
            throw UnknownIntent(description: "no field \(name)")
        }
        self = field
    }
}
