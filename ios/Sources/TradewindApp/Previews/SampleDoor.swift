// Samples of what an order comes to at the door, and of a receipt computed again, for previews.
#if DEBUG
import TradewindCore

enum SampleDoor {
    static func door(_ text: (String, String) -> String) -> DoorView {
        DoorView(
            title: text("At your door", "عند بابك"), amount: text("$36.00 to $41.20", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ."),
            summary: text("$36.00 to $41.20 at your door", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ. عند بابك"),
            notes: [text("Without delivery", "بدون التوصيل")],
            limits: [
                DoorLimit(
                    text: text("$3.10 below the limit", "أقل بمقدار ٣٫١٠ د.إ. من الحد"), percent: 92, passed: false,
                    oneMore: text("One more mug would cross it", "إضافة كوب آخر تتجاوز هذا الحد"))
            ],
            adviceLabel: text("Ways to pay less", "طرق لدفع مبلغ أقل"),
            advice: [
                DoorAdvice(
                    text: text("With Economy: $2.40 less at your door", "مع التوصيل الاقتصادي: أقل بمقدار ٢٫٤٠ د.إ. حتى بابك"),
                    notes: [text("Likely, but not certain.", "مرجّح، لكنه غير مؤكد.")])
            ],
            whyLabel: text("What is in it", "التفاصيل"),
            rows: [
                DoorRow(
                    label: text("Import tax", "ضريبة الاستيراد"), amount: text("$3.20", "‏٣٫٢٠ د.إ."), stated: "",
                    notes: [text("Paid to the carrier", "يُدفع لشركة التوصيل")], source: "Customs office",
                    sourceUrl: "https://customs.example")
            ], needsLabel: "", needs: [], asOf: text("Rules as of today", "قواعد اليوم"), rate: "")
    }

    static func receipt(_ text: (String, String) -> String) -> ReceiptView {
        ReceiptView(
            summary: text("Receipt checked: the amounts add up", "تم التحقق من الإيصال: المبالغ صحيحة"), tone: .success,
            whyLabel: text("See the calculation", "عرض الحساب"),
            rows: [
                ReceiptRow(
                    label: text("Tax 5%", "ضريبة ٥٪"), stated: text("Shop: $1.60", "المتجر: ‏١٫٦٠ د.إ."),
                    computed: text("Calculated: $1.60", "المحسوب: ‏١٫٦٠ د.إ."), difference: "")
            ], notes: [text("Tax rounded for each line", "الضريبة مقرّبة لكل بند")])
    }
}
#endif
