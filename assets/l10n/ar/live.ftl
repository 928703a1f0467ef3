### البث المباشر والأسعار المحجوزة فيه

live-title = البث المباشر
live-running = مباشر الآن
live-coming = يبدأ في { $moment }
live-replay = بث مسجَّل
live-again = المشاهدة مجددًا
live-host = مع { $host }
live-row-spoken = { $title }، { $status }
live-row-spoken-host = { $title } مع { $host }، { $status }
live-video-spoken = فيديو البث { $title }
live-paused = لا اتصال بالشبكة. يستمر البث عند عودة الاتصال.
live-ended = انتهى البث.
live-gone = هذا البث غير متاح.
live-recorded = هذا بث مسجَّل. الأسعار والكميات المتوفرة كما هي اليوم.
live-earlier = منتجات عُرضت سابقًا
live-comment-spoken = تعليق من { $name }: { $value }
live-card-spoken = { $title }، { $value }
live-card-spoken-status = { $title }، { $value }، { $status }
live-offer-over = انتهى هذا العرض. كان السعر في البث { $old } وهو اليوم { $new }.
live-offer-over-same = انتهى هذا العرض. ما زال السعر { $price }.
live-left = { $count ->
    [zero] نفدت الكمية
    [one] بقيت قطعة واحدة
    [two] بقيت قطعتان
    [few] بقيت { $count } قطع
    [many] بقيت { $count } قطعة
   *[other] بقيت { $count } قطعة
}
live-play = تشغيل
live-pause = إيقاف مؤقت
live-sound = الصوت
live-edge = الانتقال إلى البث المباشر
live-small-window = صورة داخل صورة
live-captions-on = إظهار الترجمة
live-captions-off = إخفاء الترجمة
live-open = التفاصيل
live-remind = تذكيري بالبث
live-remind-off = إلغاء التذكير
live-remind-note = سنذكّرك في { $moment }.
live-remind-body = يبدأ البث الآن.
live-moved = تغيّر موعد البث { $title } إلى { $moment }. تم تعديل التذكير.
live-cancelled = أُلغي البث { $title } وأُلغي التذكير به.
live-report = الإبلاغ عن هذا البث
report-note = يُرسل بلاغك إلى { $host } وحده. يذكر هذا البث وما كان يُعرض فيه ووقته ولغة التطبيق وما تكتبه هنا.
report-reason = ما المشكلة؟
report-misleading = سعر أو ادعاء مضلّل
report-dangerous = منتج خطير أو محظور
report-offensive = محتوى مسيء
report-other = أمر آخر
report-words = ماذا حدث؟ (اختياري)
report-words-wanted = ماذا حدث؟
report-contact = البريد الإلكتروني أو رقم الهاتف (اختياري)
report-contact-note = فقط إذا أردت ردًّا من المتجر.
report-good-faith = أعتقد بحسن نية أن هذا البلاغ دقيق وكامل.
report-send = إرسال البلاغ
report-missing = اختر سببًا وأكّد أن بلاغك دقيق. إذا اخترت «أمر آخر» فاذكر ما حدث.
report-full = ما زالت بلاغات كثيرة بانتظار الإرسال. يمكنك إرسال هذا البلاغ بعد إرسال أحدها.
report-offline = لا يوجد اتصال بالشبكة. يبقى بلاغك على هذا الهاتف ويُرسل فور عودة الاتصال.
report-leave = إلغاء
report-elsewhere = فتح { $host }
report-sent = بلاغك: { $what }، { $moment }
report-sending = جارٍ الإرسال إلى المتجر
report-waiting = محفوظ على هذا الهاتف إلى أن يتسنى إرساله
report-delivered = استلمه المتجر في { $moment }
report-delivered-number = استلمه المتجر في { $moment }. رقم البلاغ: { $code }
report-given-up = تعذّر تسليم بلاغك إلى { $host } لأسابيع، ولن يُرسل بعد الآن.
hold-offer = { $count ->
    [zero] { $price } حتى { $time }
    [one] { $price } حتى { $time } لأول قطعة تُباع
    [two] { $price } للقطعة حتى { $time } لأول قطعتين تُباعان
    [few] { $price } للقطعة حتى { $time } لأول { $count } قطع تُباع
    [many] { $price } للقطعة حتى { $time } لأول { $count } قطعة تُباع
   *[other] { $price } للقطعة حتى { $time } لأول { $count } قطعة تُباع
}
hold-offer-instead = { $count ->
    [zero] { $price } بدلًا من { $old } في المتجر حتى { $time }
    [one] { $price } بدلًا من { $old } في المتجر حتى { $time } لأول قطعة تُباع
    [two] { $price } للقطعة بدلًا من { $old } في المتجر حتى { $time } لأول قطعتين تُباعان
    [few] { $price } للقطعة بدلًا من { $old } في المتجر حتى { $time } لأول { $count } قطع تُباع
    [many] { $price } للقطعة بدلًا من { $old } في المتجر حتى { $time } لأول { $count } قطعة تُباع
   *[other] { $price } للقطعة بدلًا من { $old } في المتجر حتى { $time } لأول { $count } قطعة تُباع
}
hold-unsure = كان السعر { $price } للقطعة محجوزًا لك. يؤكد المتجر عند إتمام الشراء إن كان لا يزال ساريًا.
hold-expired = انتهت مدة السعر المحجوز { $old }. السعر الآن { $new }.
hold-oversold = سبقك آخرون: لم يبقَ شيء بسعر { $old }. السعر الآن { $new }.
hold-bought = اشتريته بسعر { $old }. لم يبقَ شيء بهذا السعر، والسعر الآن { $new }.
hold-refused = لم يؤكد المتجر السعر المحجوز { $old }. السعر الآن { $new }.
hold-ended = انتهت مدة السعر المحجوز { $old }.
hold-ended-oversold = سبقك آخرون: لم يبقَ شيء بسعر { $old }.
hold-ended-bought = اشتريته بسعر { $old }. لم يبقَ شيء بهذا السعر.
hold-ended-refused = لم يؤكد المتجر السعر المحجوز { $old }.
hold-left = المتبقي { $value }
hold-left-minutes = { $count ->
    [zero] انتهى الوقت
    [one] بقيت دقيقة واحدة
    [two] بقيت دقيقتان
    [few] بقيت { $count } دقائق
    [many] بقيت { $count } دقيقة
   *[other] بقيت { $count } دقيقة
}
hold-left-seconds = { $count ->
    [zero] انتهى الوقت
    [one] بقيت ثانية واحدة
    [two] بقيت ثانيتان
    [few] بقيت { $count } ثوانٍ
    [many] بقيت { $count } ثانية
   *[other] بقيت { $count } ثانية
}
moments-title = شوهد في بث مباشر
moment-seen = { $title }، { $moment }
moment-seen-price = { $title }، { $moment }، بسعر { $price }
moment-signed = موقَّع من المتجر
moment-unsigned = توقيع المتجر غير مطابق
moment-again = مشاهدة هذه اللحظة
moment-share = مشاركة هذه اللحظة
moment-share-words = من بث «{ $name }» بتاريخ { $date }: { $title }.
moment-share-words-price = من بث «{ $name }» بتاريخ { $date }: { $title } بسعر { $price }. قد يكون العرض قد انتهى.
moment-share-picture = { $name } مع رمز QR يفتح هذه اللحظة
