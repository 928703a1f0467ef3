// What the sample snapshots share: texts in two languages, products, amounts, the bars round a screen.
package example.tradewind.previews

import androidx.compose.ui.tooling.preview.PreviewParameterProvider
import example.tradewind.core.BuyerField
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.ChoiceOption
import example.tradewind.core.CodeEntry
import example.tradewind.core.CodePicture
import example.tradewind.core.ConsentSettings
import example.tradewind.core.ConsentSwitch
import example.tradewind.core.Direction
import example.tradewind.core.Fact
import example.tradewind.core.FieldInput
import example.tradewind.core.FormField
import example.tradewind.core.HandOffKind
import example.tradewind.core.HandOffView
import example.tradewind.core.OrderStatus
import example.tradewind.core.PictureRef
import example.tradewind.core.ProductCard
import example.tradewind.core.ScheduleRow
import example.tradewind.core.Screen
import example.tradewind.core.SettingChoice
import example.tradewind.core.SettingInput
import example.tradewind.core.ShareCard
import example.tradewind.core.Snapshot
import example.tradewind.core.Tab
import example.tradewind.core.TabItem
import example.tradewind.core.TermRow
import example.tradewind.core.TotalRow
import example.tradewind.core.VariantChip

/** The QR code of `TRADEWIND` (version 1, level L), module after module in hexadecimal, made by segno. */
private const val QR_OF_TRADEWIND =
    "fe13fc15106e80bb7495dba52ec14d07faafe01a000f1b14ed41f8fd6c9babf76d27807867fb3df05f1cbabe8dd293ee986104badfe1af80"

/** Parts of the samples in one language. */
open class SampleParts(val language: String) {
    private val arabic = language == "ar"

    fun text(english: String, arabic: String) = if (this.arabic) arabic else english

    val mug = text("Celadon mug", "كوب سيلادون")
    val vase = text("Amber vase", "مزهرية كهرمانية")
    val price = text("$18.00", "‏١٨٫٠٠ د.إ.")
    val total = text("$41.00", "‏٤١٫٠٠ د.إ.")
    val back = text("Back", "رجوع")
    val address = listOf(text("Noor Example", "نور المثال"), text("1 Harbour Road, Port", "١ شارع الميناء، المرفأ"))

    val cards = listOf(mug, vase, text("Linen apron", "مئزر كتان"), text("Oak tray", "صينية بلوط")).mapIndexed { at, title ->
        ProductCard(
            key = "card-$at",
            title = title,
            highlights = emptyList(),
            brand = text("Harbour Pottery", "فخار الميناء"),
            price = price,
            was = if (at == 0) total else "",
            badge = if (at == 0) text("Sale", "تخفيض") else "",
            unitPrice = if (at == 2) text("$60.00 per 1 kg", "‏٦٠٫٠٠ د.إ. لكل ١ كغم") else "",
            energy = if (at == 3) text("Energy F (A–G)", "كفاءة الطاقة F (A–G)") else "",
            condition = if (at == 1) text("Used", "مستعمل") else "",
            personalised = "",
            door = "",
            stock = if (at == 1) text("Only 2 left", "بقي ٢ فقط") else "",
            available = at != 2,
            picture = picture(title),
            accessibility = title,
        )
    }

    val code = CodeEntry(
        title = text("Enter a code", "إدخال رمز"),
        note = text("A short code, a link or a barcode's number.", "رمز قصير أو رابط أو رقم باركود."),
        openLabel = text("Open", "فتح"),
        scanLabel = text("Scan a code", "مسح رمز بالكاميرا"),
        scanNote = text("No picture is kept.", "لا تُحفظ أي صورة."),
        scanRefused = text("The app isn’t allowed to use the camera.", "ليس لدى التطبيق إذن باستخدام الكاميرا."),
    )

    val share = ShareCard(
        title = text("What you’re sharing", "ما ستشاركه"),
        picture = picture(mug),
        message = "$mug\nhttps://shop.example/mug",
        link = "https://shop.example/mug",
        file = "product-mug.jpg",
        sendLabel = text("Choose an app", "اختيار تطبيق"),
        copyLabel = text("Copy text and link", "نسخ النص والرابط"),
        closeLabel = text("Close", "إغلاق"),
    )

    val variants = listOf(text("Celadon", "سيلادون"), text("Indigo", "نيلي")).mapIndexed { at, label ->
        VariantChip(
            key = "variant-$at",
            label = label,
            selected = at == 0,
            available = true,
            picture = picture(label),
            accessibility = label,
        )
    }

    val totals = listOf(
        TotalRow(label = text("Subtotal", "المجموع الفرعي"), amount = text("$36.00", "‏٣٦٫٠٠ د.إ."), grand = false, paidNow = true),
        TotalRow(label = text("Delivery", "التوصيل"), amount = text("$5.00", "‏٥٫٠٠ د.إ."), grand = false, paidNow = true),
        TotalRow(label = text("Total", "الإجمالي"), amount = total, grand = true, paidNow = true),
    )

    val bought = listOf(Fact(label = "2 × $mug", value = text("$36.00", "‏٣٦٫٠٠ د.إ.")))

    private val nothing = HandOffView(
        kind = HandOffKind.LINK,
        key = "hand-off",
        title = "",
        body = "",
        until = "",
        openLabel = "",
        code = "",
        copyLabel = "",
        picture = null,
        page = "",
        pageLabel = "",
        closeLabel = "",
        stopLabel = text("Stop this payment", "أوقف هذا الدفع"),
    )

    val paymentCode = nothing.copy(
        kind = HandOffKind.CODE,
        title = text("Pay with this code", "ادفع بهذا الرمز"),
        body = text("Scan it with your bank's app, or copy it.", "امسحه بتطبيق مصرفك أو انسخه."),
        until = text("Until 10:30", "حتى ١٠:٣٠"),
        code = "TRADEWIND",
        copyLabel = text("Copy the code", "انسخ الرمز"),
        picture = CodePicture(side = 21u, modules = QR_OF_TRADEWIND.chunked(2).map { it.toInt(radix = 16).toByte() }.toByteArray()),
    )

    val paymentApp = nothing.copy(
        title = text("Go on in the app", "تابع في التطبيق"),
        body = text("Approve $41.00 there and come back.", "وافق على ‏٤١٫٠٠ د.إ. هناك ثم عد."),
        openLabel = text("Open the app", "افتح التطبيق"),
    )

    val voucher = paymentCode.copy(
        kind = HandOffKind.VOUCHER,
        key = "voucher-1",
        title = text("Pay at the till", "ادفع عند الصندوق"),
        body = text("Show this at the shop next door.", "أظهر هذا في المتجر المجاور."),
        until = text("Until 6 May", "حتى ٦ مايو"),
        page = "https://shop.example/voucher",
        pageLabel = text("The voucher's page", "صفحة القسيمة"),
        stopLabel = text("Give up the voucher", "تخلّ عن القسيمة"),
    )

    fun picture(shows: String) = PictureRef(key = "sample", accessibility = shows, thumbhash = ByteArray(0))

    fun label(status: OrderStatus) = if (status == OrderStatus.SHIPPED) text("Shipped", "تم الشحن") else text("Delivered", "تم التسليم")

    fun field(field: BuyerField, label: String, value: String, input: FieldInput, error: String) =
        FormField(field = field, label = label, value = value, required = true, error = error, input = input, options = emptyList())

    val spent = SettingInput(
        setting = "spent_elsewhere",
        title = text("Ordered elsewhere", "طلبات من مكان آخر"),
        note = text("Counts towards the yearly limit.", "يُحسب من الحد السنوي."),
        value = "1200.50",
        saveLabel = text("Save", "حفظ"),
    )

    fun term(key: String, selected: Boolean): TermRow {
        val title = if (selected) text("Pay now", "الدفع الآن") else text("By invoice", "بفاتورة")
        val words = if (selected) text("Due today", "يُستحق اليوم") else text("Due in 14 days", "يُستحق بعد ١٤ يومًا")
        return TermRow(
            key = key,
            title = title,
            description = "",
            schedules = listOf(ScheduleRow(words = words, amount = text("$41.00", "‏٤١٫٠٠ د.إ."), now = selected)),
            selected = selected,
            choosable = true,
            notices = emptyList(),
            accessibility = title,
        )
    }

    private fun switch(setting: String, title: String, on: Boolean) = ConsentSwitch(
        setting = setting,
        title = title,
        note = text("Kept for 30 days.", "يُحفظ لمدة 30 يومًا."),
        since = if (on) text("On since 3 May", "مفعّل منذ ٣ مايو") else text("Off", "معطّل"),
        on = on,
        key = if (on) "refused" else "granted",
        accessibility = title,
    )

    val consent = ConsentSettings(
        title = text("Links and campaigns", "الروابط والحملات"),
        note = text("All of this is off until you turn it on.", "كل هذا معطّل إلى أن تفعّله."),
        switches = listOf(
            switch("measure_campaigns", text("Measure campaigns", "قياس الحملات"), on = true),
            switch("reward_creators", text("Reward creators", "مكافأة صنّاع المحتوى"), on = false),
        ),
        viewedLabel = text("Delete recently seen products", "حذف المنتجات التي شاهدتها مؤخرًا"),
        keptTitle = text("Saved from links", "بيانات الروابط المحفوظة"),
        kept = listOf(Fact(label = text("First and latest link", "الرابط الأول والأخير"), value = text("Ad click", "نقرة على إعلان"))),
        deleteLabel = text("Delete what’s saved", "حذف البيانات المحفوظة"),
    )

    fun choice(title: String, vararg labels: String) = SettingChoice(
        setting = title,
        title = title,
        note = "",
        autonyms = false,
        options = labels.mapIndexed { at, label ->
            ChoiceOption(key = if (at == 0) "en" else "ar", label = label, selected = (at == 1) == arabic)
        },
    )

    val choices = listOf(
        choice(text("Language", "اللغة"), "English", "العربية"),
        choice(text("Market", "السوق"), text("United States", "الولايات المتحدة"), text("Emirates", "الإمارات")),
        choice(text("Currency", "العملة"), "USD", "AED"),
        choice(text("Time zone", "المنطقة الزمنية"), "UTC", "UTC+4"),
    )

    fun snapshot(title: String, tab: Tab, screen: Screen) = Snapshot(
        revision = 1u,
        language = language,
        direction = if (arabic) Direction.RTL else Direction.LTR,
        title = title,
        canGoBack = screen is Screen.Product || screen is Screen.Checkout || screen is Screen.Live,
        backLabel = back,
        tabsLabel = text("Tabs", "التبويبات"),
        tabs = listOf(
            Tab.HOME to text("Shop", "المتجر"),
            Tab.CART to text("Cart", "السلة"),
            Tab.ORDERS to text("Orders", "الطلبات"),
            Tab.SETTINGS to text("Settings", "الإعدادات"),
        ).map { (each, label) ->
            TabItem(
                tab = each,
                label = label,
                badge = if (each == Tab.CART) text("2", "٢") else "",
                selected = each == tab,
                accessibility = label,
            )
        },
        banners = emptyList(),
        toast = null,
        lookAgain = when ((screen as? Screen.Checkout)?.content?.phase) {
            CheckoutPhase.WITH_PERSON -> 0u
            CheckoutPhase.VOUCHER -> 86_400u
            else -> null
        },
        looks = 1u,
        news = null,
        wantsReferrer = false,
        reminders = emptyList(),
        screen = screen,
    )
}

/** The languages that previews are shown in. */
class SampleLanguages : PreviewParameterProvider<Samples> {
    override val values = sequenceOf(Samples("en"), Samples("ar"))
}
