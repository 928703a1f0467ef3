// A sample of what an order comes to at the door, for previews.
#if DEBUG
import TradewindCore

enum SampleDoor {
    static func door(_ text: (String, String) -> String) -> DoorView {
        DoorView(
            title: text("At your door", "عند بابك"), amount: text("$36.00 to $41.20", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ."),
            summary: text("$36.00 to $41.20 at your door", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ. عند بابك"),
            notes: [text("Without delivery", "بدون التوصيل")],
            limits: [DoorLimit(text: text("$3.10 below the limit", "أقل بمقدار ٣٫١٠ د.إ. من الحد"), percent: 92, passed: false)],
            whyLabel: text("What is in it", "التفاصيل"),
            rows: [
                DoorRow(
                    label: text("Import tax", "ضريبة الاستيراد"), amount: text("$3.20", "‏٣٫٢٠ د.إ."),
                    notes: [text("Paid to the carrier", "يُدفع لشركة التوصيل")], source: "Customs office",
                    sourceUrl: "https://customs.example")
            ], needsLabel: "", needs: [], asOf: text("Rules as of today", "قواعد اليوم"), rate: "")
    }
}
#endif
