### The product

percent-off = خصم { $percent }
was-price = السعر السابق { $old }
sale-until = العرض سارٍ حتى { $date }
price-note = هذا سعر المتجر. تظهر تكلفة التوصيل والضريبة قبل الدفع، وكذلك الرسوم الجمركية حيثما أمكن تقديرها.
price-note-gross = سعر المتجر شامل الضريبة. تظهر تكلفة التوصيل قبل الدفع، وكذلك أي رسوم جمركية حيثما أمكن تقديرها.
price-note-net = سعر المتجر قبل الضريبة. تظهر تكلفة التوصيل والضريبة قبل الدفع، وكذلك أي رسوم جمركية حيثما أمكن تقديرها.
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
fact-hs-named = { $code } · { $name }
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
share-product = مشاركة
share-title = ما ستشاركه
share-words = { $title }: { $price } في { $date }. قد يكون السعر تغيّر منذ ذلك الحين.
share-picture = { $title } مع رمز QR يفتح صفحته
share-send = اختيار تطبيق
share-copy = نسخ النص والرابط
share-close = إغلاق
lowest-30 = أدنى سعر في الأيام الثلاثين السابقة للتخفيض: { $old }
reduction-false = التخفيض المعلن غير دقيق: كان أدنى سعر في الأيام الثلاثين السابقة له { $old }.
reduction-seen = التخفيض المعلن غير دقيق: ظهر السعر على هذا الجهاز في { $date } بمبلغ { $old }.
personalised-price = يذكر المتجر أن هذا السعر حُدِّد لك شخصيًا بناءً على اتخاذ القرار آليًا.
personalised-short = سعر محدَّد لك شخصيًا
unit-price = { $price } لكل { $value }
fact-ships-from = يُشحن من
fact-condition = الحالة
condition-refurbished = مُجدَّد
condition-used = مستعمل
fact-energy = فئة كفاءة الطاقة
energy-short = كفاءة الطاقة { $value }
fact-gtin = GTIN
fact-mpn = رقم المنتج لدى المصنِّع

# Amounts with their units, as packages have them
unit-mg = { $value } ملغم
unit-g = { $value } غم
unit-kg = { $value } كغم
unit-ml = { $value } مل
unit-cl = { $value } سل
unit-l = { $value } ل
unit-cbm = { $value } م³
unit-cm = { $value } سم
unit-m = { $value } م
unit-sqm = { $value } م²
unit-oz = { $value } أونصة
unit-lb = { $value } رطل
unit-floz = { $value } أونصة سائلة
unit-pt = { $value } باينت
unit-qt = { $value } كوارت
unit-gal = { $value } غالون
unit-in = { $value } بوصة
unit-ft = { $value } قدم
unit-yd = { $value } ياردة
unit-sqft = { $value } قدم²
unit-ct = { $count ->
    [zero] { $count } قطعة
    [one] قطعة
    [two] قطعتين
    [few] { $count } قطع
    [many] { $count } قطعة
   *[other] { $count } قطعة
}
