### A cart that a link proposes

proposal-title = سلة من رابط
proposal-note = هذا ما يقترحه رابط. تبقى سلتك كما هي إلى أن تضيفه.
proposal-quantity = { $count ->
    [zero] { $count } قطعة
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $count } قطع
    [many] { $count } قطعة
   *[other] { $count } قطعة
}
proposal-open = منتج لم يُبحث عنه بعد
proposal-unknown = منتج غير معروف
proposal-not-here = ليس في كتالوج هذا المتجر. لن يُضاف.
proposal-elsewhere = يُباع في سوق أخرى: { $name }. لن يُضاف.
proposal-sold-out = نفدت الكمية. لن يُضاف.
proposal-stays = في سلتك ما يكفي منه. يبقى كما هو.
proposal-fewer = المتوفر أقل: سيصبح العدد في سلتك { $count }.
proposal-raised = سيصبح العدد في سلتك { $count }.
proposal-code = رمز الخصم: { $code }
proposal-code-note = نجربه عند إتمام الشراء. والمتجر يقرر ما يُخصم به.
proposal-before = سلتك الآن
proposal-after = بعد الإضافة
proposal-paying = هناك عملية دفع جارية. يمكنك الإضافة بعد انتهائها.
proposal-nothing = لا شيء هنا يمكن إضافته.
proposal-decline = لا، شكرًا
proposal-taken = { $count ->
    [zero] لم يُضف أي منتج من الرابط
    [one] منتج واحد من الرابط في سلتك
    [two] منتجان من الرابط في سلتك
    [few] { $count } منتجات من الرابط في سلتك
    [many] { $count } منتجًا من الرابط في سلتك
   *[other] { $count } منتج من الرابط في سلتك
}
code-promised = يعد هذا الرابط بالرمز { $code }. أدخله عند إتمام الشراء: المتجر يقرر ما يُخصم به.

# What is left out of a link
left-out-continue-to = يريد الرابط أن يقود إلى صفحة أخرى. لم يُتبع.
left-out-field = يريد الرابط أن يملأ بيانات أخرى في الطلب. تُركت.
left-out-code = في الرابط رمز خصم غير صالح أو رمز ثانٍ. تُرك.
left-out-twice = يذكر الرابط شيئًا مرتين. الأول هو المعتمد.
left-out-creator = يذكر الرابط اسمًا بلا توقيع صالح. تُرك الاسم.
left-out-expired = انتهى العرض الذي في هذا الرابط.
