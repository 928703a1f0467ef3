### كل كلمة يراها المتسوّق.

## The frame
app-name = Tradewind
tab-home = تسوّق
tab-cart = السلة
tab-orders = الطلبات
tab-settings = الإعدادات
tab-cart-spoken = { $count ->
    [zero] السلة فارغة
    [one] السلة، قطعة واحدة
    [two] السلة، قطعتان
    [few] السلة، { $count } قطع
    [many] السلة، { $count } قطعة
   *[other] السلة، { $count } قطعة
}
back = رجوع
retry = إعادة المحاولة
offline-banner = لا يوجد اتصال بالشبكة. يمكنك متابعة التصفّح والإضافة إلى السلة، ثم الدفع عند عودة الاتصال.
as-of = الأسعار كما في { $moment }
loading = جارٍ التحميل…
undo = تراجع
dismiss = إخفاء
tabs = الأقسام الرئيسية
price-spoken = { $title }، { $price }
price-sale-spoken = { $title }، { $price } بدلًا من { $old }
sold-out-spoken = { $title }، نفدت الكمية
picture-of = صورة { $title }

## Home
search-hint = عمّ تبحث؟
search-clear = مسح البحث
categories = الأقسام
deals = العروض
recently-seen = شاهدتها مؤخرًا
category-spoken = { $count ->
    [zero] { $name }، لا منتجات
    [one] { $name }، منتج واحد
    [two] { $name }، منتجان
    [few] { $name }، { $count } منتجات
    [many] { $name }، { $count } منتجًا
   *[other] { $name }، { $count } منتج
}
catalog-missing-title = الرفوف ما زالت فارغة
catalog-missing-body = اتصل بالشبكة مرة واحدة لتحميل الكتالوج، وبعدها يعمل التطبيق حتى بلا شبكة.
market-not-served-title = المتجر غير متاح في بلدك بعد
choose-market = اختيار البلد
catalog-expired = هذه الأسعار قديمة. اتصل بالشبكة لتحميل أسعار اليوم.
catalog-fallback = كتالوج هذا المتجر غير متوفر بلغتك بعد.

## Results
product-count = { $count ->
    [zero] لا منتجات
    [one] منتج واحد
    [two] منتجان
    [few] { $count } منتجات
    [many] { $count } منتجًا
   *[other] { $count } منتج
}
nothing-found-title = لم نجد شيئًا
nothing-found-body = تحقّق من الكتابة، أو جرّب كلمات أقل أو أعمّ.

## The product
percent-off = خصم { $percent }
was-price = السعر السابق { $old }
sale-until = العرض سارٍ حتى { $date }
price-note = هذا سعر المتجر. ستظهر لك رسوم التوصيل والضريبة والجمارك قبل أن تدفع.
price-note-gross = سعر المتجر شامل الضريبة. تظهر تكلفة التوصيل وأي رسوم جمركية قبل الدفع.
price-note-net = سعر المتجر قبل الضريبة. تظهر تكلفة التوصيل والضريبة وأي رسوم جمركية قبل الدفع.
in-stock = متوفر
few-left = { $count ->
    [zero] نفدت الكمية
    [one] بقيت قطعة واحدة فقط
    [two] بقيت قطعتان فقط
    [few] بقيت { $count } قطع فقط
    [many] بقيت { $count } قطعة فقط
   *[other] بقيت { $count } قطعة فقط
}
sold-out = نفدت الكمية
preorder = متاح للطلب المسبق
backorder = يُشحن لاحقًا
delivery-note = تظهر خيارات التوصيل ورسومه عند إتمام الشراء، حين يعرف المتجر العنوان.
description = الوصف
choose-variant = اختيار النوع
fact-weight = وزن الشحن
fact-origin = بلد الصنع
fact-hs-code = رقم التعرفة الجمركية
fact-color = اللون
fact-size = المقاس
fact-material = الخامة
fact-pattern = النقشة
add-to-cart = إضافة إلى السلة
in-your-cart = { $count ->
    [zero] ليس في سلتك
    [one] قطعة واحدة في سلتك
    [two] قطعتان في سلتك
    [few] { $count } قطع في سلتك
    [many] { $count } قطعة في سلتك
   *[other] { $count } قطعة في سلتك
}
added-to-cart = تمت إضافة { $title } إلى السلة
product-unknown-title = هذا المنتج غير موجود هنا
product-unknown-body = ربما يُباع في سوق أخرى فقط، أو لم يعد يُباع.
weight-grams = { $n } غم
weight-kilograms = { $value } كغم
view-in-3d = عرض ثلاثي الأبعاد

## The preview
preview-spoken = { $title } بعرض ثلاثي الأبعاد: العرض { $width }، الارتفاع { $height }، العمق { $depth }
preview-hint = اسحب للتدوير، وباعد بين إصبعيك للتقريب.
preview-no-adapter = لا يستطيع هذا الجهاز عرض المنتجات بثلاثة أبعاد. إليك صورة بدلًا من ذلك.
preview-no-model = لا يوجد عرض ثلاثي الأبعاد لهذا النوع. إليك صورة بدلًا من ذلك.
preview-reset = إعادة ضبط المشاهدة
preview-left = تدوير إلى اليسار
preview-right = تدوير إلى اليمين
preview-closer = تقريب
preview-farther = إبعاد
preview-show-sizes = إظهار المقاسات
preview-hide-sizes = إخفاء المقاسات
size-width = العرض
size-height = الارتفاع
size-depth = العمق
size-spoken = { $name }: { $value }
length-centimetres = { $value } سم
length-metres = { $value } م
length-inches = { $value } بوصة
length-feet = { $n } قدم
length-feet-inches = { $n } قدم و{ $count } بوصة

## The cart
cart-count = { $count ->
    [zero] سلتك فارغة
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $count } قطع
    [many] { $count } قطعة
   *[other] { $count } قطعة
}
cart-subtotal = المجموع الفرعي
cart-note = تُضاف رسوم التوصيل والضريبة والجمارك عند إتمام الشراء.
cart-note-gross = الأسعار شاملة الضريبة. تُضاف تكلفة التوصيل وأي رسوم جمركية عند إتمام الشراء.
to-checkout = إتمام الشراء
cart-empty-title = سلتك فارغة
cart-empty-body = ما تضعه فيها يبقى هنا حتى بلا شبكة.
line-dearer = أصبح { $new } وكان { $old }
line-cheaper = أصبح { $new } بدلًا من { $old }
line-gone = لم يعد في كتالوج هذا المتجر
accept-prices = الموافقة على الأسعار الجديدة
removed-from-cart = تمت إزالة { $title }
line-spoken = { $count ->
    [zero] { $title }، { $amount }
    [one] { $title }، قطعة واحدة، { $amount }
    [two] { $title }، قطعتان، { $amount }
    [few] { $title }، { $count } قطع، { $amount }
    [many] { $title }، { $count } قطعة، { $amount }
   *[other] { $title }، { $count } قطعة، { $amount }
}
one-more = زيادة واحدة: { $title }
one-less = إنقاص واحدة: { $title }
remove-line = إزالة: { $title }

## The checkout
checkout = إتمام الشراء
your-details = عنوان التوصيل
field-email = البريد الإلكتروني
field-first-name = الاسم الأول
field-last-name = اسم العائلة
field-phone-number = الهاتف
field-street-address = الشارع ورقم المبنى
field-extended-address = الشقة أو الشركة
field-address-locality = المدينة
field-address-region = الولاية أو المنطقة
field-address-region-us = الولاية
field-address-region-jp = المحافظة
field-address-region-ae = الإمارة
field-postal-code = الرمز البريدي
field-postal-code-us = الرمز البريدي
field-address-country = الدولة
field-missing = يرجى تعبئة هذا الحقل
field-bad = عنوان البريد الإلكتروني غير صالح
field-bad-postal-code = الرمز البريدي غير صالح. مثال: { $code }
continue-to-review = متابعة
change-details = تعديل
delivery = التوصيل
delivery-spoken = { $title }، { $price }
line-times = { $count } × { $title }
total-subtotal = المجموع الفرعي
total-items-discount = خصومات المنتجات
total-discount = خصم
total-fulfillment = التوصيل
total-tax = الضريبة
total-insurance = التأمين
total-import-tax = ضريبة الاستيراد
total-duty = الرسوم الجمركية
total-excise = الضريبة الانتقائية
total-fee = رسوم
total-total = الإجمالي
total-with-tax = الإجمالي شامل الضريبة
total-tax-included = شامل الضريبة
total-included = شامل { $what }
total-estimated = { $what } (تقديريًا)
total-later-carrier = { $what }، تُدفع لشركة التوصيل
total-later-customs = { $what }، تُدفع للجمارك
total-not-included = غير مشمولة
money-range = من { $min } إلى { $max }
total-other = أخرى
code-hint = رمز الخصم
code-add = تطبيق
code-remove = إزالة الرمز { $code }
terms = الشروط
privacy = الخصوصية
pay-amount = دفع { $amount }
pay = الدفع
pay-with = دفع { $amount } عبر { $title }
price-changed-title = تغيّر السعر
price-changed-body = كان { $old } وأصبح { $new }. يمكنك الدفع بعد موافقتك.
currency-changed-body = يحاسب المتجر بعملة أخرى: { $new }. يمكنك الدفع بعد موافقتك.
accept-price = الموافقة على الإجمالي الجديد: { $amount }
continue-in-browser = المتابعة في المتصفح
escalation-body = لإتمام هذا الطلب، تابع في موقع المتجر.
wallet-title = الموافقة في محفظتك
wallet-body = تحقّق من المبلغ في محفظتك. لن يُدفع شيء قبل موافقتك.
sheet-title = محفظة تجريبية
sheet-approve = موافقة
sheet-decline = رفض
sheet-cancel = إغلاق
sending-title = جارٍ الدفع…
sending-body = يؤكد المتجر طلبك الآن. يمكنك مغادرة التطبيق ولن يضيع شيء.
unknown-title = لا نعرف بعد هل تمّت عملية الدفع
unknown-body = من فضلك لا تدفع مرة أخرى. نواصل سؤال المتجر وستُحسم المسألة تلقائيًا حتى لو أغلقت التطبيق.
confirmed-title = شكرًا لك! تم تقديم طلبك
confirmed-body = أكّد المتجر الطلب { $order }.
declined-title = رُفضت عملية الدفع
declined-body = لم يُخصم أي مبلغ. يمكنك المحاولة مجددًا أو استخدام وسيلة دفع أخرى.
cancelled-title = ألغيت عملية الدفع
cancelled-body = لم يُخصم أي مبلغ، وسلتك كما هي.
ended-title = انتهت صلاحية جلسة الدفع
ended-body = لم يُشترَ شيء. يمكنك البدء من السلة من جديد.
done = تم
see-order = عرض الطلب

## Orders
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

## Settings
setting-language = اللغة
setting-language-note = لغة التطبيق.
setting-market = التوصيل إلى
setting-market-note = يحدد الكتالوج والأسعار التي تراها.
setting-currency = العملة
setting-currency-note = نطلب هذه العملة من المتجر، والدفع بالعملة المعروضة.
setting-time-zone = المنطقة الزمنية
setting-time-zone-note = للتواريخ والأوقات في التطبيق.
your-data = بياناتك على هذا الهاتف
delete-data = حذف
erase-everything-title = كل شيء على هذا الهاتف
erase-everything = محو كل شيء
erase-everything-note = يمحو بياناتك والسلة والطلبات والإعدادات وكل ما يحفظه هذا التطبيق على هذا الهاتف. تبقى الطلبات لدى المتجر كما هي.
erase-everything-waits = هناك عملية دفع لم تُحسم بعد. بعد أن تُحسم يمكنك محو كل شيء.
erase-everything-asks = لم يصل رد المتجر بعد. سيُمحى كل شيء بعد وصوله.
erase-everything-confirm = محو كل شيء نهائيًا
erase-everything-keep = الاحتفاظ بكل شيء
erase-everything-done = مُحي كل ما حفظه هذا التطبيق على هذا الهاتف.
about-catalog = الكتالوج
catalog-date = الأسعار بتاريخ
catalog-products = المنتجات
catalog-signed = موقَّع من المتجر
catalog-online = يُحمَّل صفحة بصفحة، غير موقَّع
catalog-source = المصدر
refresh = التحقق من التحديثات

## Errors
error-offline = لا اتصال بالمتجر. ما على هذا الهاتف يبقى صالحًا للاستخدام.
error-timeout = لم يجب المتجر في الوقت المتاح.
error-insecure-url = هذا العنوان غير آمن ولذلك لم يُفتح.
error-tls-failed = تعذّر إنشاء اتصال آمن بالمتجر.
error-too-large = كان الجواب أكبر من المسموح فأُهمل.
error-merchant-busy = المتجر مشغول. يُرجى المحاولة بعد قليل.
error-merchant-failed = حدث خطأ لدى المتجر. يُرجى المحاولة لاحقًا.
error-merchant-garbage = لم نفهم جواب المتجر.
error-ucp-version-unsupported = يتطلب هذا المتجر إصدارًا أحدث من التطبيق.
error-capability-missing = لا يوفّر هذا المتجر ذلك.
error-merchant-refused = رفض المتجر هذا الطلب.
error-not-found = لم يُعثر عليه في المتجر.
error-market-not-served = لا يبيع هذا المتجر إلى بلدك بعد. اختر أحد البلدان التي يوصّل إليها.
error-pack-tampered = الكتالوج الجديد تالف ولم يُستخدم. يبقى الكتالوج الذي لديك.
error-pack-signature = الكتالوج الجديد غير موقَّع من هذا المتجر ولم يُستخدم.
error-pack-rollback = عرض المتجر كتالوجًا أقدم مما لديك فلم يُستخدم.
error-pack-expired = كتالوج المتجر منتهي الصلاحية ولم يُستخدم.
error-pack-not-yet = تاريخ كتالوج المتجر في المستقبل ولذلك لم يُستخدم.
error-catalog-unfinished = لم يكتمل تحميل الكتالوج في المرة السابقة. حاول مرة أخرى.
error-pack-wrong-market = الكتالوج مخصص لسوق أخرى ولم يُستخدم.
error-pack-format = يحتاج الكتالوج إلى إصدار أحدث من هذا التطبيق.
error-development-key = يوقّع هذا المتجر بمفتاح تجريبي، ولا تُستخدم كتالوجاته إلا على هذا الجهاز.
error-catalog-empty = لا يوجد كتالوج على هذا الهاتف بعد.
error-item-unknown = هذا المنتج غير موجود في الكتالوج.
error-picture-broken = تعذّر عرض هذه الصورة.
error-model-broken = العرض الثلاثي الأبعاد لهذا المنتج تالف. إليك صورة بدلًا من ذلك.
error-model-too-large = العرض الثلاثي الأبعاد لهذا المنتج أكبر مما يحتمله هذا الهاتف. إليك صورة بدلًا من ذلك.
error-draw-failed = توقف العرض الثلاثي الأبعاد. إليك صورة بدلًا من ذلك.
error-feed-row = في أحد صفوف ملف المنتجات خطأ.
error-feed-unreadable = تعذّرت قراءة ملف المنتجات.
error-feed-shrunk = يحتوي الملف الجديد على منتجات أقل بكثير من الكتالوج الذي سيحل محله؛ لم يُغيَّر شيء.
error-out-of-stock = أحد المنتجات في سلتك غير متوفر.
error-quantity-limit = بلغت الحد الأقصى لهذا المنتج.
error-price-changed = تغيّر السعر. وافق عليه أولًا من فضلك.
error-basket-changed = غيّر المتجر شيئًا في طلبك. راجع التغييرات قبل الدفع.
error-total-differs = يذكر طلب المتجر مبلغًا مختلفًا عن المبلغ الذي وافقت عليه.
error-total-unstated = أكّد المتجر الطلب دون ذكر الإجمالي.
error-max-exceeded = الإجمالي أعلى من الحد الذي حددته أو بعملة أخرى. لم يُقدَّم الطلب.
error-address-refused = لا يوصّل المتجر إلى هذا العنوان.
error-delivery-unchosen = اختر طريقة التوصيل.
error-bank-check = يريد مصرفك التحقق من هويتك. تابع لدى مصرفك.
error-totals-mismatch = مبالغ المتجر غير متطابقة. حفاظًا عليك لا يمكن دفعها.
error-buyer-incomplete = ينقص شيء في بياناتك.
error-escalation-required = يريد المتجر أن تتابع في صفحته.
error-payment-unsupported = لا يقبل هذا المتجر أيًّا من وسائل الدفع على هذا الهاتف.
error-payment-declined = رُفضت عملية الدفع ولم يُخصم أي مبلغ.
error-payment-cancelled = أُلغيت عملية الدفع ولم يُخصم أي مبلغ.
error-payment-unknown = لا نعرف بعد هل تمّت عملية الدفع. من فضلك لا تدفع مرة أخرى.
error-payment-pending = هناك عملية دفع سابقة لهذا المتجر لم تُحسم بعد. انتظرها من فضلك.
error-aside-too-early = لا يزال الوقت مبكرًا لوضع عملية الدفع هذه جانبًا. يصبح ذلك ممكنًا بعد 72 ساعة من بدئها، أو حين لا يعود المتجر يعرفها.
error-checkout-ended = انتهت صلاحية جلسة الدفع. ابدأ من السلة من جديد.
error-purchase-mismatch = بدأ هذا الطلب من قبل بمنتجات مختلفة.
error-cart-empty = سلتك فارغة.
error-link-unknown = تعذّر فتح هذا الرابط.
error-link-foreign = هذا الرابط يخص متجرًا آخر.
error-link-too-long = هذا الرابط أطول من اللازم.
error-clock-wrong = التاريخ أو الوقت في هذا الهاتف غير صحيح. تحقق منه في إعدادات الهاتف.
error-disk-full = مساحة التخزين في هذا الهاتف ممتلئة. لم يضع شيء. وفّر بعض المساحة وأعد المحاولة.
error-store-failed = تتعذّر قراءة بياناتك على هذا الهاتف أو كتابتها الآن.
error-store-repaired = تلف جزء من بياناتك على هذا الهاتف. حُفظ ما أمكنت قراءته؛ راجع السلة وبياناتك وطلباتك من فضلك.
error-journal-lost = تلفت بياناتك، وربما كانت عملية دفع جارية حينها. اسأل المتجر من فضلك قبل أن تدفع مرة أخرى.
error-folder-locked = التطبيق مفتوح بالفعل.
error-store-too-new = كُتبت بياناتك بإصدار أحدث من هذا التطبيق.
error-vault-failed = تعذّر الوصول إلى التخزين الآمن في هذا الهاتف.
error-wallet-failed = تعذّر فتح المحفظة.
error-bad-input = لا يمكن استخدام هذا الإدخال.
error-internal = حدث خطأ في التطبيق. بياناتك في أمان.
