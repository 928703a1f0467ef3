// Snapshots for previews: a small shop in one language. Not in what ships: release builds leave this file empty.
#if DEBUG
import Foundation
import TradewindCore

/// The same moments of a shop in English (left to right) or in Arabic (right to left).
struct SampleSnapshots: Sendable {
    enum Language: String, CaseIterable, Sendable {
        case english = "en"
        case arabic = "ar"
    }

    let language: Language

    /// Every screen with its name, and the states in which a screen looks very different.
    var all: [(name: String, snapshot: Snapshot)] {
        [
            ("home", home), ("offline", offline), ("results", results), ("product", product), ("preview", preview),
            ("live", live), ("show to come", showToCome), ("recording", recording), ("reported show", reported),
            ("proposal", proposal), ("cart", cart),
            ("empty cart", emptyCart), ("buyer", buyer), ("review", review), ("confirmed", confirmed), ("with a code", withCode),
            ("in another app", inAnotherApp), ("with a voucher", withVoucher), ("orders", orders),
            ("order", order), ("settings", settings),
        ]
    }

    /// The words of the sample's language.
    func text(_ english: String, _ arabic: String) -> String {
        language == .english ? english : arabic
    }

    func price(_ amount: String) -> String {
        text("$\(amount)", "\(amount) د.إ.")
    }

    func snapshot(
        _ tab: TradewindCore.Tab, _ title: String, _ screen: Screen, back: Bool = false, banners: [Banner] = [],
        toast: Toast? = nil, news: Notice? = nil
    ) -> Snapshot {
        // As the core wishes it for each phase of a payment.
        let phase: CheckoutPhase? = if case .checkout(let content) = screen { content.phase } else { nil }
        let lookAgain: UInt32? = phase == .withPerson ? 0 : phase == .voucher ? 86_400 : nil
        return Snapshot(
            revision: 1, language: language.rawValue, direction: language == .arabic ? .rtl : .ltr, title: title, canGoBack: back,
            backLabel: text("Back", "رجوع"), tabsLabel: text("Sections", "الأقسام"), tabs: tabs(selected: tab), banners: banners,
            toast: toast, lookAgain: lookAgain, looks: 1, news: news, wantsReferrer: false, reminders: [],
            screen: screen)
    }

    private func tabs(selected: TradewindCore.Tab) -> [TabItem] {
        let tabs: [(TradewindCore.Tab, String, String)] = [
            (.home, text("Home", "الرئيسية"), ""), (.cart, text("Cart", "السلة"), "2"),
            (.orders, text("Orders", "الطلبات"), ""), (.settings, text("Settings", "الإعدادات"), ""),
        ]
        return tabs.map { tab, label, badge in
            TabItem(tab: tab, label: label, badge: badge, selected: tab == selected, accessibility: label)
        }
    }

    /// No picture is loaded in a preview; its place is seen.
    func picture(_ key: String) -> PictureRef {
        PictureRef(key: key, accessibility: text("A mug", "كوب"), thumbhash: Data())
    }

    var mug: String { text("Stoneware mug, indigo", "كوب خزفي نيلي") }
    var lamp: String {
        text("Desk lamp with a very long name that needs a second line", "مصباح مكتب باسم طويل جدا يحتاج إلى سطر ثان")
    }

    func card(_ key: String, _ title: String, _ amount: String, was: String = "", available: Bool = true) -> ProductCard {
        ProductCard(
            key: key, title: title, highlights: [], brand: text("Kiln & Co", "كيلن"), price: price(amount),
            was: was.isEmpty ? "" : price(was), badge: was.isEmpty ? "" : text("-20%", "-20٪"),
            unitPrice: key == "lamp" ? "" : text("$14.40 per 1 kg", "١٤٫٤٠ د.إ. لكل ١ كغ"),
            energy: key == "lamp" ? text("Energy F (A–G)", "كفاءة الطاقة F (A–G)") : "", condition: "", personalised: "",
            door: "", stock: available ? "" : text("Sold out", "نفدت الكمية"), available: available, picture: picture(key),
            accessibility: title)
    }

    var cards: [ProductCard] {
        [
            card("mug", mug, "14.40", was: "18.00"), card("lamp", lamp, "89.00"),
            card("bowl", text("Bowl", "وعاء"), "12.00", available: false),
        ]
    }

    func variants(selected: String) -> [VariantChip] {
        [
            ("mug", text("Indigo", "نيلي"), true), ("mug-sand", text("Sand", "رملي"), true),
            ("mug-moss", text("Moss", "أخضر"), false),
        ]
        .map { key, label, available in
            VariantChip(
                key: key, label: label, selected: key == selected, available: available, picture: picture(key), accessibility: label
            )
        }
    }

    var totals: [TotalRow] {
        [
            TotalRow(label: text("Subtotal", "المجموع الفرعي"), amount: price("28.80"), grand: false, paidNow: true),
            TotalRow(label: text("Delivery", "التوصيل"), amount: price("5.00"), grand: false, paidNow: true),
            TotalRow(label: text("Total", "الإجمالي"), amount: price("33.80"), grand: true, paidNow: true),
        ]
    }

    var lines: [Fact] {
        [Fact(label: "2 × \(mug)", value: price("28.80"))]
    }
}
#endif
