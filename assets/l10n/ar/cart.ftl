### The cart

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
