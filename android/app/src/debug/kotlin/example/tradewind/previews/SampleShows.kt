// Samples of shows: rows, cards, held prices and what is left of them, the moment of an order.
package example.tradewind.previews

import androidx.compose.runtime.State
import androidx.compose.runtime.mutableStateOf
import example.tradewind.core.Banner
import example.tradewind.core.Countdown
import example.tradewind.core.HoldView
import example.tradewind.core.LiveCardView
import example.tradewind.core.LiveComment
import example.tradewind.core.LivePhase
import example.tradewind.core.LiveReminder
import example.tradewind.core.LiveRow
import example.tradewind.core.LiveScreen
import example.tradewind.core.LiveVideo
import example.tradewind.core.MomentRow
import example.tradewind.core.ReportChoice
import example.tradewind.core.ReportField
import example.tradewind.core.ReportPanel
import example.tradewind.core.ReportRow
import example.tradewind.core.Tone

internal fun sampleShows(parts: SampleParts) = with(parts) {
    listOf(text("Live now", "مباشر الآن"), text("Starts at 18:00", "يبدأ في ١٨:٠٠")).mapIndexed { at, state ->
        val title = text("Eight things made by hand", "ثمانية أشياء مصنوعة يدويًا")
        LiveRow(
            key = "show-$at",
            title = title,
            host = text("With Noor", "مع نور"),
            state = state,
            running = at == 0,
            picture = picture(title),
            accessibility = "$title. $state",
        )
    }
}

internal fun sampleHold(text: (String, String) -> String) = HoldView(
    key = "hold-1",
    price = text("$14.40", "‏١٤٫٤٠ د.إ."),
    sentence = text("Held for up to 20 until 18:32", "محجوز لما يصل إلى ٢٠ حتى ١٨:٣٢"),
    holds = true,
    tone = Tone.SUCCESS,
)

/** What became of it. */
internal fun HoldView.over(text: (String, String) -> String) = copy(
    sentence = text("The held price $14.40 is over. It is $18.00 now.", "انتهى السعر المحجوز ‏١٤٫٤٠ د.إ. السعر الآن ‏١٨٫٠٠ د.إ."),
    holds = false,
    tone = Tone.WARNING,
)

/** What the small handle says of the sample's held price. */
internal fun sampleCountdowns(language: String): State<Map<String, Countdown>> {
    val arabic = language == "ar"
    val countdown = Countdown(
        key = "hold-1",
        text = if (arabic) "بقي ١:٢٩" else "1:29 left",
        spoken = if (arabic) "بقيت دقيقة واحدة" else "1 minute left",
        percent = 74.toUByte(),
        over = false,
    )
    return mutableStateOf(mapOf(countdown.key to countdown))
}

internal fun sampleMoment(text: (String, String) -> String) = MomentRow(
    key = "show-0",
    text = text("Celadon mug, 18:31 in “Made by hand”, $14.40", "كوب سيلادون، ١٨:٣١ في «صنع يدوي»، ‏١٤٫٤٠ د.إ."),
    detail = text("Signed by the shop", "موقّع من المتجر"),
    tone = Tone.SUCCESS,
    label = text("Watch it again", "شاهده مرة أخرى"),
    shareLabel = text("Share this moment", "مشاركة هذه اللحظة"),
)

internal fun sampleCard(parts: SampleParts, key: String, title: String, hold: HoldView?) = with(parts) {
    LiveCardView(
        key = key,
        product = "product-$key",
        title = title,
        picture = picture(title),
        price = hold?.price ?: price,
        was = if (hold == null) "" else price,
        stock = if (hold == null) "" else text("12 left", "بقي ١٢"),
        over = "",
        hold = hold?.copy(price = ""),
        inCart = if (hold == null) text("1 in your cart", "١ في سلتك") else "",
        checkoutLabel = if (hold == null) text("Go to checkout", "إتمام الشراء") else "",
        openLabel = text("View", "عرض"),
        addLabel = text("Add to cart", "أضف إلى السلة"),
        canAdd = true,
        accessibility = "$title, ${hold?.price ?: price}",
    )
}

/** One that is on. */
internal fun sampleLive(parts: SampleParts) = with(parts) {
    val title = text("Eight things made by hand", "ثمانية أشياء مصنوعة يدويًا")
    LiveScreen(
        key = "show-0",
        title = title,
        host = text("With Noor", "مع نور"),
        phase = LivePhase.RUNNING,
        state = text("Live now", "مباشر الآن"),
        poster = picture(title),
        video = LiveVideo(
            playlist = "https://shop.example/live/show-0/master.m3u8",
            isReplay = false,
            begin = null,
            captionsLanguage = language,
            captionsShown = false,
            smallWindow = true,
            accessibility = text("The picture of the show", "صورة العرض"),
        ),
        card = sampleCard(parts, "card-2", mug, sampleHold(::text)),
        comment = LiveComment(
            author = text("Noor", "نور"),
            text = text("This glaze is new.", "هذا الطلاء جديد."),
            accessibility = text("Noor says: This glaze is new.", "نور: هذا الطلاء جديد."),
        ),
        earlierTitle = text("Shown before", "عُرض سابقًا"),
        earlier = listOf(sampleCard(parts, "card-1", vase, null)),
        notice = null,
        reminder = null,
        reportLabel = text("Report this show", "الإبلاغ عن هذا البث"),
        report = null,
        reports = emptyList(),
        playLabel = text("Play", "تشغيل"),
        pauseLabel = text("Pause", "إيقاف"),
        soundLabel = text("Sound", "الصوت"),
        edgeLabel = text("Go to live", "إلى البث المباشر"),
        smallWindowLabel = text("Small window", "نافذة صغيرة"),
        captionsLabel = text("Captions on", "تشغيل الترجمة"),
    )
}

/** The same before it begins. */
internal fun LiveScreen.coming(parts: SampleParts) = with(parts) {
    copy(
        phase = LivePhase.COMING,
        state = text("Starts at 18:00", "يبدأ في ١٨:٠٠"),
        video = null,
        card = null,
        comment = null,
        earlierTitle = "",
        earlier = emptyList(),
        reminder = LiveReminder(
            key = "show-0",
            isOn = true,
            at = 4_102_444_800_000,
            title = title,
            body = text("It starts now.", "يبدأ الآن."),
            link = "https://shop.example/live/show-0",
            label = text("Do not remind me", "لا تذكّرني"),
            note = text("You will be reminded at 17:55.", "سنذكّرك في ١٧:٥٥."),
        ),
        playLabel = "",
        pauseLabel = "",
        soundLabel = "",
        edgeLabel = "",
        smallWindowLabel = "",
        captionsLabel = "",
    )
}

/** The form by which a show is reported, filled in. */
internal fun sampleReport(parts: SampleParts) = with(parts) {
    fun reason(key: String, label: String, selected: Boolean = false) =
        ReportChoice(field = "reason", key = key, label = label, selected = selected)
    ReportPanel(
        title = text("Report this show", "الإبلاغ عن هذا البث"),
        note = text("Your report goes to shop.example and to nobody else.", "يُرسل بلاغك إلى shop.example وحده."),
        notice = null,
        reasonsTitle = text("What’s wrong?", "ما المشكلة؟"),
        reasons = listOf(
            reason("misleading", text("A misleading price or claim", "سعر أو ادعاء مضلّل"), selected = true),
            reason("dangerous", text("A dangerous or prohibited product", "منتج خطير أو محظور")),
            reason("offensive", text("Offensive content", "محتوى مسيء")),
            reason("other", text("Something else", "أمر آخر")),
        ),
        fields = listOf(
            ReportField(field = "words", label = text("What happened (optional)", "ماذا حدث؟ (اختياري)"), value = "", note = ""),
            ReportField(
                field = "contact",
                label = text("Email or phone number (optional)", "البريد الإلكتروني أو رقم الهاتف (اختياري)"),
                value = "",
                note = text("Only if you’d like an answer from the shop.", "فقط إذا أردت ردًّا من المتجر."),
            ),
        ),
        goodFaith = ReportChoice(
            field = "good_faith",
            key = "yes",
            label = text("I believe in good faith that this report is accurate.", "أعتقد بحسن نية أن هذا البلاغ دقيق."),
            selected = false,
        ),
        missing = "",
        sendLabel = text("Send report", "إرسال البلاغ"),
        canSend = true,
        leaveLabel = text("Cancel", "إلغاء"),
        link = "",
        linkLabel = "",
    )
}

/** The same while it is reported, and after it was. */
internal fun LiveScreen.reporting(parts: SampleParts) = with(parts) {
    copy(
        reportLabel = "",
        report = sampleReport(parts),
        reports = listOf(
            ReportRow(
                key = "report-0",
                text = text("Your report: Offensive content, 18:20", "بلاغك: محتوى مسيء، ١٨:٢٠"),
                detail = text("Received by the shop. Reference number: R-000001", "استلمه المتجر. رقم البلاغ: R-000001"),
                tone = Tone.SUCCESS,
            ),
        ),
    )
}

/** The same with the network away. */
internal fun LiveScreen.away(parts: SampleParts) = with(parts) {
    copy(
        phase = LivePhase.PAUSED,
        notice = Banner(
            tone = Tone.WARNING,
            code = null,
            text = text("No connection to the show.", "لا اتصال بالعرض."),
            action = text("Retry", "إعادة المحاولة"),
            answers = emptyList(),
        ),
    )
}
