// Samples of the checkout, orders, settings, the wallet's sheet. Not in what ships: release builds leave this file empty.
#if DEBUG
import TradewindCore

extension SampleSnapshots {
    var buyer: Snapshot {
        let fields = [
            field(.firstName, text("First name", "الاسم الأول"), text("Noor", "نور")),
            field(
                .email, text("E-mail", "البريد الإلكتروني"), "noor", input: .email,
                error: text("That is no address.", "هذا ليس عنوانا.")),
            field(
                .addressCountry, text("Country", "البلد"), text("US", "AE"), input: .country,
                options: [
                    ChoiceOption(key: text("US", "AE"), label: text("United States", "الإمارات العربية المتحدة"), selected: true)
                ]),
        ]
        return checkout(.buyer, fields: fields)
    }

    var review: Snapshot {
        checkout(.review)
    }

    var confirmed: Snapshot {
        let notice = Notice(
            tone: .success, code: nil, title: text("Thank you", "شكرا"), body: text("Order 1001 is placed.", "تم تقديم الطلب 1001.")
        )
        return checkout(.confirmed, notice: notice)
    }

    private func field(
        _ field: BuyerField, _ label: String, _ value: String, input: FieldInput = .text, error: String = "",
        options: [ChoiceOption] = []
    ) -> FormField {
        FormField(field: field, label: label, value: value, required: true, error: error, input: input, options: options)
    }

    private var terms: [TermRow] {
        let all = [
            ("now", text("Pay now", "الدفع الآن"), text("Due today", "يستحق اليوم")),
            ("invoice", text("By invoice", "بفاتورة"), text("Due in 14 days", "يستحق بعد 14 يوما")),
        ]
        return all.map { key, title, words in
            TermRow(
                key: key, title: title, description: "",
                schedules: [ScheduleRow(words: words, amount: price("33.80"), now: key == "now")], selected: key == "now",
                choosable: true, notices: [], accessibility: title)
        }
    }

    func checkout(
        _ phase: CheckoutPhase, notice: Notice? = nil, fields: [FormField] = [], handOff: HandOffView? = nil
    ) -> Snapshot {
        let delivery = [("post", text("Post", "البريد"), "5.00", true), ("fast", text("Courier", "ساعي"), "12.00", false)]
        let message = MessageRow(
            tone: .info, code: "returns", text: text("Returns within 30 days.", "الإرجاع خلال 30 يوما."), disclosure: true,
            about: mug,
            image: "", url: "")
        let screen = CheckoutScreen(
            phase: phase, loading: false, notice: notice, buyerTitle: text("Deliver to", "التوصيل إلى"), fields: fields,
            submitLabel: text("Continue", "متابعة"), canSubmit: true,
            buyerSummary: [text("Noor Haddad", "نور حداد"), text("New York", "دبي")],
            changeLabel: text("Change", "تغيير"), billingTitle: text("Billing address", "عنوان الفاتورة"),
            billingSummary: [text("Same as the delivery address", "مطابق لعنوان التوصيل")],
            billingLabel: text("Change", "تغيير"), billingSameLabel: "", deliveryTitle: text("Delivery", "التوصيل"),
            delivery: delivery.map { key, title, amount, selected in
                DeliveryRow(
                    key: key, title: title, description: text("2 to 4 days", "من يومين إلى 4 أيام"), price: price(amount),
                    selected: selected, accessibility: title, parcel: "")
            }, termsTitle: text("When you pay", "مواعيد الدفع"), terms: terms, lines: lines,
            holds: phase == .review ? [hold] : [], totals: totals,
            door: SampleDoor.door(text), doorNote: "", codeHint: phase == .review ? text("Discount code", "رمز الخصم") : "",
            codeLabel: text("Apply", "تطبيق"), codes: [CodeRow(key: "WELCOME", removeLabel: text("Remove", "إزالة"))],
            messages: [message], links: [LinkRow(title: text("Terms", "الشروط"), url: "https://shop.example/terms")],
            continueUrl: "",
            continueLabel: "", payLabel: text("Pay $33.80", "ادفع 33.80 د.إ."), methods: [], moreMethods: [], moreLabel: "",
            canPay: true,
            payBlocked: "", payBlockedCode: "", acceptLabel: "", retryLabel: "", asideLabel: "", contactTitle: "", contact: "",
            doneLabel: phase == .confirmed ? text("To the order", "إلى الطلب") : "", order: phase == .confirmed ? "1001" : nil,
            receipt: phase == .confirmed ? SampleDoor.receipt(text) : nil, handOff: handOff)
        return snapshot(.cart, text("Checkout", "الدفع"), .checkout(content: screen), back: true)
    }

    var orders: Snapshot {
        let statuses: [(String, OrderStatus, String)] = [
            ("1001", .shipped, text("On its way", "في الطريق")), ("1000", .delivered, text("Delivered", "تم التسليم")),
        ]
        let rows = statuses.map { key, status, label in
            OrderRow(
                key: key, title: text("Order \(key)", "الطلب \(key)"), status: label, statusKey: status,
                placed: text("Placed yesterday", "قدم أمس"), total: price("33.80"), items: text("2 items", "قطعتان"),
                accessibility: label)
        }
        return snapshot(
            .orders, text("Orders", "الطلبات"),
            .orders(
                content: OrdersScreen(
                    waitingTitle: text("Waiting for your payment", "بانتظار الدفع"), waiting: [voucher], rows: rows, empty: nil)))
    }

    var order: Snapshot {
        let shipped = EventRow(
            text: text("Shipped", "تم الشحن"), when: text("Today, 9:00 AM", "اليوم 9:00 ص"),
            detail: text("Track it", "تتبع الشحنة"),
            url: "https://post.example/1001")
        let placed = EventRow(text: text("Placed", "تم الطلب"), when: text("Yesterday", "أمس"), detail: "", url: "")
        let screen = OrderScreen(
            key: "1001", heading: text("Order 1001", "الطلب 1001"), notice: nil, status: text("On its way", "في الطريق"),
            statusKey: .shipped, placed: text("Placed yesterday", "قدم أمس"), lines: lines, totals: totals,
            laterTitle: "", later: [], receipt: SampleDoor.receipt(text), receiptExport: "{}",
            receiptFile: "receipt.json", receiptExportLabel: text("Save the result", "حفظ نتيجة التحقق"),
            momentsTitle: text("Seen in a show", "شوهد في عرض"), moments: moments, share: nil,
            timelineTitle: text("What happened", "ما حدث"), timeline: [shipped, placed], link: "https://shop.example/orders/1001",
            linkLabel: text("On the shop's page", "على صفحة المتجر"), empty: nil)
        return snapshot(.orders, text("Order 1001", "الطلب 1001"), .order(content: screen), back: true)
    }

    var settings: Snapshot {
        func choice(_ setting: String, _ title: String, _ options: [(String, String)], selected: String) -> SettingChoice {
            SettingChoice(
                setting: setting, title: title, note: "", autonyms: setting == "language",
                options: options.map { ChoiceOption(key: $0, label: $1, selected: $0 == selected) })
        }
        let choices = [
            choice(
                "language", text("Language", "اللغة"), [("en", "English"), ("ar", "العربية")], selected: language.rawValue),
            choice(
                "market", text("Market", "السوق"), [(text("US", "AE"), text("United States", "الإمارات العربية المتحدة"))],
                selected: text("US", "AE")),
            choice(
                "currency", text("Currency", "العملة"), [(text("USD", "AED"), text("US dollar", "درهم"))],
                selected: text("USD", "AED")),
            choice(
                "time_zone", text("Time zone", "المنطقة الزمنية"), [("zone", text("New York", "دبي"))], selected: "zone"),
        ]
        let screen = SettingsScreen(
            choices: choices,
            spent: SettingInput(
                setting: "spent_elsewhere", title: text("Ordered elsewhere", "طلبات من مكان آخر"),
                note: text("Counts towards the yearly limit.", "يُحسب من الحد السنوي."), value: "1200.50",
                saveLabel: text("Save", "حفظ")),
            consent: consentSettings,
            code: code,
            buyerTitle: text("Your address", "عنوانك"), buyer: [text("Noor Haddad", "نور حداد")],
            deleteLabel: text("Delete the address", "حذف العنوان"), aboutTitle: text("About", "حول"),
            about: [Fact(label: text("Catalog", "الكتالوج"), value: text("Today", "اليوم"))],
            refreshLabel: text("Refresh", "تحديث"),
            eraseTitle: text("Erase everything", "محو كل شيء"),
            eraseNote: text("Orders and addresses on this phone.", "الطلبات والعناوين على هذا الهاتف."),
            eraseLabel: text("Erase", "محو"), eraseConfirm: "")
        return snapshot(.settings, text("Settings", "الإعدادات"), .settings(content: screen))
    }

    private var consentSettings: ConsentSettings {
        let kept = Fact(label: text("First and latest link", "الرابط الأول والأخير"), value: text("Ad click", "نقرة على إعلان"))
        let switches = [
            ("measure_campaigns", text("Measure campaigns", "قياس الحملات"), true),
            ("reward_creators", text("Reward creators", "مكافأة صنّاع المحتوى"), false),
        ]
        return ConsentSettings(
            title: text("Links and campaigns", "الروابط والحملات"),
            note: text("All of this is off until you turn it on.", "كل هذا معطّل إلى أن تفعّله."),
            switches: switches.map { setting, title, on in
                ConsentSwitch(
                    setting: setting, title: title, note: text("Kept for 30 days.", "يُحفظ لمدة 30 يومًا."),
                    since: on ? text("On since 3 May", "مفعّل منذ 3 مايو") : text("Off", "معطّل"), on: on,
                    key: on ? "refused" : "granted", accessibility: title)
            },
            viewedLabel: text("Delete recently seen products", "حذف المنتجات التي شاهدتها مؤخرًا"),
            keptTitle: text("Saved from links", "بيانات الروابط المحفوظة"), kept: [kept],
            deleteLabel: text("Delete what’s saved", "حذف البيانات المحفوظة"))
    }

    var walletRequest: WalletRequest {
        WalletRequest(
            sheet: "sample", handler: "sandbox", payee: text("Kiln & Co", "كيلن"),
            lines: totals.map { WalletLine(label: $0.label, amount: $0.amount, shown: $0.amount) }, amount: "3380",
            currency: text("USD", "AED"),
            amountText: price("33.80"),
            words: WalletWords(
                title: text("Sandbox wallet", "محفظة الاختبار"), approve: text("Pay", "ادفع"), decline: text("Decline", "رفض"),
                cancel: text("Cancel", "إلغاء")), system: nil)
    }
}
#endif
