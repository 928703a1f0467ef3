### A cart that a link proposes

proposal-title = سلة مقترحة من رابط
proposal-note = هذه المنتجات يقترحها رابط. تبقى سلتك كما هي إلى أن تضيفها.
proposal-quantity = { $count ->
    [zero] لا قطع
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $count } قطع
    [many] { $count } قطعة
   *[other] { $count } قطعة
}
proposal-open = منتج لم يُحمَّل بعد
proposal-unknown = منتج غير معروف
proposal-not-here = ليس في كتالوج هذا المتجر. لن يُضاف.
proposal-unclear = هذا الرقم يطابق أكثر من منتج في هذا المتجر. لن يُضاف.
proposal-elsewhere = يُباع في سوق أخرى: { $name }. لن يُضاف.
proposal-sold-out = نفدت الكمية. لن يُضاف.
proposal-stays = في سلتك ما يكفي منه. لن يتغيّر شيء.
proposal-fewer = الكمية المتوفرة أقل: سيصبح العدد في سلتك { $count }.
proposal-raised = سيصبح العدد في سلتك { $count }.
proposal-code = رمز الخصم: { $code }
proposal-code-note = سنجرّبه عند إتمام الشراء. والمتجر يحدد قيمة الخصم.
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
code-promised = يقدّم هذا الرابط رمز الخصم { $code }. أدخله عند إتمام الشراء، والمتجر يحدد قيمة الخصم.
code-asked = نسأل المتجر عمّا يفتحه هذا الرمز…

# What is left out of a link
left-out-continue-to = حاول الرابط التحويل إلى صفحة أخرى، وتم تجاهل ذلك.
left-out-field = حاول الرابط ملء بيانات أخرى في الطلب، ولم تُؤخذ منه.
left-out-item = في الرابط منتج تتعذّر قراءة رقمه، ولم يُؤخذ منه.
left-out-code = في الرابط رمز خصم غير صالح أو رمز ثانٍ، ولم يُؤخذ به.
left-out-twice = في الرابط بيان مكرّر. يُعتمد الأول فقط.
left-out-creator = يذكر الرابط صانع محتوى بلا توقيع صالح. لم يُؤخذ بالاسم.
left-out-expired = انتهى عرض صانع المحتوى في هذا الرابط.
