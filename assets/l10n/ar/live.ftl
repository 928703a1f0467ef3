### العروض المباشرة والأسعار المحجوزة فيها

live-title = عروض مباشرة
live-running = مباشر الآن
live-coming = يبدأ { $moment }
live-replay = تسجيل
live-again = شاهده مجددًا
live-host = مع { $host }
live-row-spoken = { $title }، { $status }
live-row-spoken-host = { $title } مع { $host }، { $status }
live-video-spoken = فيديو العرض { $title }
live-paused = لا اتصال بالشبكة. يستمر العرض عند عودة الاتصال.
live-ended = انتهى العرض.
live-gone = لم يعد هذا العرض متاحًا.
live-recorded = هذا تسجيل. الأسعار والمخزون كما هي اليوم.
live-earlier = عُرض سابقًا
live-comment-spoken = يقول { $name }: { $value }
live-card-spoken = { $title }، { $value }
live-card-spoken-status = { $title }، { $value }، { $status }
live-offer-over = انتهى هذا العرض. كان السعر في البث { $old } وهو اليوم { $new }.
live-offer-over-same = انتهى هذا العرض. ما زال السعر { $price }.
live-left = { $count ->
    [zero] لم يبقَ شيء
    [one] بقيت قطعة واحدة
    [two] بقيت قطعتان
    [few] بقيت { $count } قطع
    [many] بقيت { $count } قطعة
   *[other] بقيت { $count } قطعة
}
live-play = تشغيل
live-pause = إيقاف مؤقت
live-edge = إلى البث المباشر
live-small-window = نافذة صغيرة
live-captions-on = إظهار الترجمة
live-captions-off = إخفاء الترجمة
live-open = التفاصيل
live-remind = ذكّرني
live-remind-off = إلغاء التذكير
live-remind-note = سنذكّرك في { $moment }.
live-remind-body = يبدأ العرض الآن.
hold-offer = { $count ->
    [zero] { $price } حتى { $time }
    [one] { $price } حتى { $time } لأول قطعة تُباع
    [two] { $price } للقطعة حتى { $time } لأول قطعتين تُباعان
    [few] { $price } للقطعة حتى { $time } لأول { $count } قطع تُباع
    [many] { $price } للقطعة حتى { $time } لأول { $count } قطعة تُباع
   *[other] { $price } للقطعة حتى { $time } لأول { $count } قطعة تُباع
}
hold-unsure = كان سعر القطعة محجوزًا لك بـ { $price }. يؤكد المتجر عند الدفع إن كان ساريًا.
hold-expired = انتهت مدة السعر المحجوز { $old }. السعر الآن { $new }.
hold-oversold = سبقك آخرون: لم يبقَ شيء بسعر { $old }. السعر الآن { $new }.
hold-refused = لم يؤكد المتجر السعر المحجوز { $old }. السعر الآن { $new }.
hold-ended = انتهت مدة السعر المحجوز { $old }.
hold-ended-oversold = سبقك آخرون: لم يبقَ شيء بسعر { $old }.
hold-ended-refused = لم يؤكد المتجر السعر المحجوز { $old }.
hold-left = بقي { $value }
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
moments-title = شوهد في عرض مباشر
moment-seen = { $title }، { $moment }
moment-seen-price = { $title }، { $moment }، بسعر { $price }
moment-signed = موقّع من المتجر
moment-unsigned = توقيع المتجر غير مطابق
moment-again = شاهد هذه اللحظة
