// Samples of shows and of held prices. Not in what ships: release builds leave this file empty.
#if DEBUG
import TradewindCore

extension SampleSnapshots {
    /// A show that is on, with a held price.
    var live: Snapshot {
        show(.running, text("Live now", "مباشر الآن"), video: video(isReplay: false), card: card(hold: hold), comment: comment)
    }

    var showToCome: Snapshot {
        let reminder = LiveReminder(
            key: "show-2", isOn: true, at: 1_796_058_000_000, title: showTitle, body: text("It begins now.", "يبدأ الآن."),
            link: "https://shop.example/live/show-2", label: text("Turn reminder off", "إيقاف التذكير"),
            note: text("We’ll remind you at 6:00 PM.", "سنذكّرك في الساعة 6:00 م."))
        return show(.coming, text("Starts at 6:00 PM", "يبدأ 6:00 م"), reminder: reminder)
    }

    /// Looked at again: the offer is over, and that is said.
    var recording: Snapshot {
        let notice = Banner(
            tone: .info, code: nil, text: text("This is a recording. Prices are today’s.", "هذا تسجيل. الأسعار هي أسعار اليوم."),
            action: "", answers: [])
        let over = text("This offer is over. The price is still $14.40.", "انتهى هذا العرض. السعر ما زال 14.40 د.إ.")
        return show(
            .replay, text("Recording", "تسجيل"), video: video(isReplay: true), card: card(hold: nil, over: over), notice: notice)
    }

    /// It is being reported, and was before.
    var reported: Snapshot {
        let row = ReportRow(
            key: "report-0", text: text("Your report: Offensive content", "بلاغك: محتوى مسيء"),
            detail: text("Received by the shop. Reference number: R-000001", "استلمه المتجر. رقم البلاغ: R-000001"), tone: .success)
        return show(
            .running, text("Live now", "مباشر الآن"), video: video(isReplay: false), report: reportForm, reports: [row])
    }

    private var reportForm: ReportPanel {
        let reasons = [
            ("misleading", text("A misleading price or claim", "سعر أو ادعاء مضلّل"), true),
            ("dangerous", text("A dangerous or prohibited product", "منتج خطير أو محظور"), false),
            ("offensive", text("Offensive content", "محتوى مسيء"), false),
            ("other", text("Something else", "أمر آخر"), false),
        ]
        let contact = ReportField(
            field: "contact", label: text("Email or phone number (optional)", "البريد الإلكتروني أو رقم الهاتف (اختياري)"),
            value: "", note: text("Only if you’d like an answer from the shop.", "فقط إذا أردت ردًّا من المتجر."))
        return ReportPanel(
            title: text("Report this show", "الإبلاغ عن هذا البث"),
            note: text("Your report goes to shop.example and to nobody else.", "يُرسل بلاغك إلى shop.example وحده."), notice: nil,
            reasonsTitle: text("What’s wrong?", "ما المشكلة؟"),
            reasons: reasons.map { ReportChoice(field: "reason", key: $0, label: $1, selected: $2) },
            fields: [
                ReportField(
                    field: "words", label: text("What happened (optional)", "ماذا حدث؟ (اختياري)"), value: "", note: ""),
                contact,
            ],
            goodFaith: ReportChoice(
                field: "good_faith", key: "yes",
                label: text("I believe in good faith that this report is accurate.", "أعتقد بحسن نية أن هذا البلاغ دقيق."),
                selected: false),
            missing: "", sendLabel: text("Send report", "إرسال البلاغ"), canSend: true, leaveLabel: text("Cancel", "إلغاء"),
            link: "", linkLabel: "")
    }

    var liveRows: [LiveRow] {
        let rows = [
            ("show-1", text("Live now", "مباشر الآن"), true), ("show-2", text("Starts at 6:00 PM", "يبدأ 6:00 م"), false),
            ("show-0", text("Watch again", "شاهد مجددا"), false),
        ]
        return rows.map { key, state, running in
            LiveRow(
                key: key, title: showTitle, host: host, state: state, running: running, picture: picture(key),
                accessibility: "\(showTitle), \(state)")
        }
    }

    var moments: [MomentRow] {
        [
            MomentRow(
                key: "show-0@1796058041100", text: "\(mug), \(text("yesterday at 6:02 PM", "أمس 6:02 م"))",
                detail: text("Signed by the shop", "موقّع من المتجر"), tone: .success,
                label: text("Watch this moment", "شاهد هذه اللحظة"),
                shareLabel: text("Share this moment", "مشاركة هذه اللحظة"))
        ]
    }

    /// Its key is that of the countdown which the store of previews has.
    var hold: HoldView {
        HoldView(
            key: "hold", price: price("11.52"),
            sentence: text("For the first 20 sold, until 6:04 PM.", "لأول 20 قطعة تباع، حتى 6:04 م."), holds: true, tone: .success)
    }

    /// It has run out: what became of it, with both prices.
    var lostHold: HoldView {
        HoldView(
            key: "lost", price: price("11.52"),
            sentence: text(
                "The held price of $11.52 has run out. The price is now $14.40.", "انتهى السعر المحجوز. السعر الآن 14.40 د.إ."),
            holds: false, tone: .warning)
    }

    private var showTitle: String { text("An evening of stoneware", "أمسية الخزف") }
    private var host: String { text("With Noor", "مع نور") }

    private var comment: LiveComment {
        let words = text("Does it go in the dishwasher?", "هل يصلح لغسالة الصحون؟")
        return LiveComment(author: text("Mika", "ميكا"), text: words, accessibility: words)
    }

    private func video(isReplay: Bool) -> LiveVideo {
        LiveVideo(
            playlist: "https://shop.example/live/show-1/master.m3u8", isReplay: isReplay, begin: nil,
            captionsLanguage: language.rawValue, captionsShown: true, smallWindow: true,
            accessibility: text("Video of the show", "فيديو العرض"))
    }

    private func card(hold: HoldView?, over: String = "", key: String = "card-1") -> LiveCardView {
        // The card says the price by itself.
        let beside = hold.map { HoldView(key: $0.key, price: "", sentence: $0.sentence, holds: $0.holds, tone: $0.tone) }
        return LiveCardView(
            key: key, product: "mug", title: mug, picture: picture("mug"), price: hold?.price ?? price("14.40"),
            was: hold == nil ? "" : price("14.40"), stock: text("12 left", "بقي 12"), over: over, hold: beside,
            inCart: text("2 in your cart", "2 في سلتك"), checkoutLabel: text("Go to checkout", "إتمام الشراء"),
            openLabel: text("Details", "التفاصيل"), addLabel: text("Add to cart", "أضف إلى السلة"), canAdd: true, accessibility: mug
        )
    }

    private func show(
        _ phase: LivePhase, _ state: String, video: LiveVideo? = nil, card: LiveCardView? = nil, comment: LiveComment? = nil,
        notice: Banner? = nil, reminder: LiveReminder? = nil, report: ReportPanel? = nil, reports: [ReportRow] = []
    ) -> Snapshot {
        let isSeen = video != nil
        let screen = LiveScreen(
            key: phase == .coming ? "show-2" : "show-1", title: showTitle, host: host, phase: phase, state: state,
            poster: picture("show"), video: video, card: card, comment: comment,
            earlierTitle: isSeen ? text("Shown earlier", "عُرض سابقا") : "",
            earlier: isSeen ? [self.card(hold: nil, key: "card-0")] : [], notice: notice, reminder: reminder,
            reportLabel: report == nil ? text("Report this show", "الإبلاغ عن هذا البث") : "", report: report, reports: reports,
            playLabel: isSeen ? text("Play", "تشغيل") : "", pauseLabel: isSeen ? text("Pause", "إيقاف مؤقت") : "",
            soundLabel: isSeen ? text("Sound", "الصوت") : "",
            edgeLabel: phase == .running ? text("Go to live", "إلى البث المباشر") : "",
            smallWindowLabel: isSeen ? text("Small window", "نافذة صغيرة") : "",
            captionsLabel: isSeen ? text("Turn captions off", "إيقاف الترجمة") : "")
        return snapshot(.home, showTitle, .live(content: screen), back: true)
    }
}
#endif
