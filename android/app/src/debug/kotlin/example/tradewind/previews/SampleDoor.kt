// A sample of what an order comes to at the door.
package example.tradewind.previews

import example.tradewind.core.DoorLimit
import example.tradewind.core.DoorRow
import example.tradewind.core.DoorView

internal fun sampleDoor(text: (String, String) -> String) = DoorView(
    title = text("At your door", "عند بابك"),
    amount = text("$36.00 to $41.20", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ."),
    summary = text("$36.00 to $41.20 at your door", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ. عند بابك"),
    notes = listOf(text("Without delivery", "بدون التوصيل")),
    limits = listOf(DoorLimit(text("$3.10 below the limit", "أقل بمقدار ٣٫١٠ د.إ. من الحد"), 92.toUByte(), false)),
    whyLabel = text("What is in it", "التفاصيل"),
    rows = listOf(
        DoorRow(
            label = text("Import tax", "ضريبة الاستيراد"),
            amount = text("$3.20", "‏٣٫٢٠ د.إ."),
            notes = listOf(text("Paid to the carrier", "يُدفع لشركة التوصيل")),
            source = "Customs office",
            sourceUrl = "https://customs.example",
        ),
    ),
    needsLabel = "",
    needs = emptyList(),
    asOf = text("Rules as of today", "قواعد اليوم"),
    rate = "",
)
