### Orders

order-title = الطلب { $order }
orders-empty-title = لا طلبات بعد
orders-empty-body = تظهر طلباتك هنا حتى بلا شبكة.
item-count = { $count ->
    [zero] لا قطع
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $count } قطع
    [many] { $count } قطعة
   *[other] { $count } قطعة
}
placed-on = قُدّم في { $date }
timeline = تحديثات الطلب
order-page = عرض الطلب في موقع المتجر
product-page = عرض المنتج في موقع المتجر
order-unknown-title = هذا الطلب ليس على هذا الهاتف
order-unknown-body = لا يمكن عرض سوى الطلبات المقدَّمة من هنا.
order-spoken = { $title }، { $status }، { $amount }
status-processing = قيد التجهيز
status-partly-shipped = شُحن جزء منه
status-shipped = في الطريق
status-delivered = تم التسليم
status-canceled = أُلغي
status-returned = أُعيد
event-placed = قُدّم الطلب
event-processing = يجهّزه المتجر
event-shipped = سُلّم إلى شركة الشحن
event-in-transit = في الطريق
event-out-for-delivery = خرج للتوصيل
event-delivered = تم التسليم
event-failed-attempt = لم تنجح محاولة التوصيل
event-canceled = أُلغي
event-undeliverable = تعذّر التوصيل
event-returned-to-sender = أُعيد إلى المتجر
event-refund = تم رد المبلغ
event-return = قُبل الإرجاع
receipt-holds = تم التحقق من الإيصال: المبالغ متطابقة
receipt-more = تم التحقق من الإيصال: { $name } أعلى من المحسوب بمقدار { $amount }
receipt-less = تم التحقق من الإيصال: { $name } أقل من المحسوب بمقدار { $amount }
receipt-export = حفظ نتيجة التحقق
receipt-why = عرض طريقة الحساب
receipt-stated = بحسب المتجر: { $amount }
receipt-computed = المحسوب: { $amount }
receipt-as-stated = كما ذكره المتجر
receipt-by-line = الضريبة مقرّبة لكل بند
receipt-once = الضريبة مقرّبة مرة واحدة للطلب كله
receipt-by-piece = الضريبة مقرّبة لكل قطعة
receipt-declared = هذه هي طريقة التقريب التي يذكرها المتجر.
receipt-declared-otherwise = يذكر المتجر طريقة تقريبه، لكنها تعطي مبلغ ضريبة مختلفًا.
receipt-no-way = لا تؤدي أي طريقة تقريب معتادة إلى مبلغ الضريبة الذي يذكره المتجر.
receipt-no-rate = لا يذكر المتجر نسبة الضريبة، لذا تعذّر التحقق من مبلغها.
receipt-no-base = لا يوضّح المتجر أي المبالغ تخضع للضريبة، لذا تعذّر التحقق من مبلغها.
receipt-stands = تدفع المبلغ الذي يذكره المتجر. إن بدا لك غير صحيح فتواصل مع المتجر.
