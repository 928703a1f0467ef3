// A cart that a link proposes: a sample, and its preview.
package example.tradewind.previews

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.PreviewParameter
import example.tradewind.core.Fact
import example.tradewind.core.ProposalRow
import example.tradewind.core.ProposalScreen
import example.tradewind.core.Screen
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab
import example.tradewind.core.Tone

fun proposal(samples: Samples): Snapshot = with(samples) {
    snapshot(
        text("Cart from a link", "سلة مقترحة من رابط"),
        Tab.HOME,
        Screen.Proposal(
            ProposalScreen(
                note = text("These products were suggested by a link.", "هذه المنتجات يقترحها رابط."),
                lines = listOf(
                    ProposalRow(
                        key = "mug-celadon",
                        title = mug,
                        options = text("Celadon", "سيلادون"),
                        price = price,
                        unitPrice = "",
                        energy = "",
                        condition = "",
                        personalised = "",
                        quantity = text("2 pieces", "قطعتان"),
                        lineTotal = text("$36.00", "‏٣٦٫٠٠ د.إ."),
                        inCart = text("1 in your cart", "قطعة واحدة في سلتك"),
                        notice = text("Your cart will have 2.", "سيصبح العدد في سلتك ٢."),
                        tone = Tone.INFO,
                        picture = picture(mug),
                        accessibility = mug,
                    ),
                    ProposalRow(
                        key = "gone",
                        title = text("Unknown product", "منتج غير معروف"),
                        options = "",
                        price = "",
                        unitPrice = "",
                        energy = "",
                        condition = "",
                        personalised = "",
                        quantity = text("1 piece", "قطعة واحدة"),
                        lineTotal = "",
                        inCart = "",
                        notice = text("Not in this shop’s catalog.", "ليس في كتالوج هذا المتجر."),
                        tone = Tone.WARNING,
                        picture = null,
                        accessibility = text("Unknown product", "منتج غير معروف"),
                    ),
                ),
                leftOut = listOf(text("Something is in the link twice.", "في الرابط بيان مكرّر.")),
                code = text("Discount code: WELCOME10", "رمز الخصم: WELCOME10"),
                codeNote = text("We’ll try it at checkout.", "سنجرّبه عند إتمام الشراء."),
                sums = listOf(
                    Fact(label = text("Your cart now", "سلتك الآن"), value = price),
                    Fact(label = text("After adding these", "بعد الإضافة"), value = text("$36.00", "‏٣٦٫٠٠ د.إ.")),
                ),
                sumNote = text("Delivery is added at checkout", "يضاف التوصيل عند الدفع"),
                blocked = "",
                addLabel = text("Add to cart", "أضف إلى السلة"),
                canAdd = true,
                declineLabel = text("No, thanks", "لا، شكرًا"),
                loading = false,
                empty = null,
            ),
        ),
    )
}

@ScreenPreview
@Composable
fun ProposalPreview(@PreviewParameter(SampleLanguages::class) samples: Samples) = Show(proposal(samples))
