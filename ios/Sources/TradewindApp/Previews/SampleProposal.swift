// A sample of a cart that a link proposes, for previews.
#if DEBUG
import TradewindCore

extension SampleSnapshots {
    var proposal: Snapshot {
        let screen = ProposalScreen(
            note: text("These products were suggested by a link.", "هذه المنتجات يقترحها رابط."),
            lines: [
                proposalRow(
                    "mug", mug, total: price("28.80"), inCart: text("1 in your cart", "قطعة واحدة في سلتك"),
                    notice: text("Your cart will have 2.", "سيصبح العدد في سلتك ٢."), tone: .info),
                proposalRow(
                    "gone", text("Unknown product", "منتج غير معروف"), total: "", inCart: "",
                    notice: text("Not in this shop’s catalog.", "ليس في كتالوج هذا المتجر."), tone: .warning),
            ],
            leftOut: [text("Something is in the link twice.", "في الرابط بيان مكرّر.")],
            code: text("Discount code: WELCOME10", "رمز الخصم: WELCOME10"),
            codeNote: text("We’ll try it at checkout.", "سنجرّبه عند إتمام الشراء."),
            sums: [
                Fact(label: text("Your cart now", "سلتك الآن"), value: price("14.40")),
                Fact(label: text("After adding these", "بعد الإضافة"), value: price("28.80")),
            ],
            sumNote: text("Delivery and tax come at checkout.", "تضاف رسوم التوصيل والضريبة عند الدفع."), blocked: "",
            addLabel: text("Add to cart", "أضف إلى السلة"), canAdd: true, declineLabel: text("No, thanks", "لا، شكرًا"),
            loading: false, empty: nil)
        return snapshot(.home, text("Cart from a link", "سلة مقترحة من رابط"), .proposal(content: screen), back: true)
    }

    private func proposalRow(
        _ key: String, _ title: String, total: String, inCart: String, notice: String, tone: Tone
    ) -> ProposalRow {
        ProposalRow(
            key: key, title: title, options: "", price: total.isEmpty ? "" : price("14.40"), unitPrice: "", energy: "", condition: "",
            personalised: "", quantity: text("2 pieces", "قطعتان"), lineTotal: total, inCart: inCart, notice: notice, tone: tone,
            picture: total.isEmpty ? nil : picture(key), accessibility: title)
    }
}
#endif
