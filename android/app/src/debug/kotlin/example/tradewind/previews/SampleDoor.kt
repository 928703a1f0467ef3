// Samples of what an order comes to at the door, and of a receipt computed again.
package example.tradewind.previews

import example.tradewind.core.DoorAdvice
import example.tradewind.core.DoorLimit
import example.tradewind.core.DoorRow
import example.tradewind.core.DoorView
import example.tradewind.core.ReceiptRow
import example.tradewind.core.ReceiptView
import example.tradewind.core.Tone

internal fun sampleDoor(text: (String, String) -> String) = DoorView(
    title = text("At your door", "عند بابك"),
    amount = text("$36.00 to $41.20", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ."),
    summary = text("$36.00 to $41.20 at your door", "‏٣٦٫٠٠ إلى ٤١٫٢٠ د.إ. عند بابك"),
    notes = listOf(text("Without delivery", "بدون التوصيل")),
    limits = listOf(
        DoorLimit(
            text = text("$3.10 below the limit", "أقل بمقدار ٣٫١٠ د.إ. من الحد"),
            percent = 92.toUByte(),
            passed = false,
            oneMore = text("One more mug would cross it", "إضافة كوب آخر تتجاوز هذا الحد"),
        ),
    ),
    adviceLabel = text("Ways to pay less", "طرق لدفع مبلغ أقل"),
    advice = listOf(
        DoorAdvice(
            text("With Economy: $2.40 less at your door", "مع التوصيل الاقتصادي: أقل بمقدار ٢٫٤٠ د.إ. حتى بابك"),
            listOf(text("Likely, but not certain.", "مرجّح، لكنه غير مؤكد.")),
        ),
    ),
    whyLabel = text("What is in it", "التفاصيل"),
    rows = listOf(
        DoorRow(
            label = text("Import tax", "ضريبة الاستيراد"),
            amount = text("$3.20", "‏٣٫٢٠ د.إ."),
            stated = "",
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

internal fun sampleReceipt(text: (String, String) -> String) = ReceiptView(
    summary = text("Receipt checked: the amounts add up", "تم التحقق من الإيصال: المبالغ صحيحة"),
    tone = Tone.SUCCESS,
    whyLabel = text("See the calculation", "عرض الحساب"),
    rows = listOf(
        ReceiptRow(
            label = text("Tax 5%", "ضريبة ٥٪"),
            stated = text("Shop: $1.60", "المتجر: ‏١٫٦٠ د.إ."),
            computed = text("Calculated: $1.60", "المحسوب: ‏١٫٦٠ د.إ."),
            difference = "",
        ),
    ),
    notes = listOf(text("Tax rounded for each line", "الضريبة مقرّبة لكل بند")),
)
