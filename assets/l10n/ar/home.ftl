### Home

search-hint = عمّ تبحث؟
search-clear = مسح البحث
code-title = إدخال رمز
code-note = رمز قصير من المتجر، أو رابط، أو الرقم الموجود أسفل الباركود.
code-open = فتح
code-scan = مسح رمز بالكاميرا
code-scan-note = تبحث الكاميرا عن باركود أو رمز QR. لا تُحفظ أي صورة.
code-scan-refused = ليس لدى التطبيق إذن باستخدام الكاميرا. امنحه الإذن في إعدادات النظام، أو اكتب الرمز.
categories = الأقسام
ranked-because = لأنك شاهدت { $title }، تظهر المنتجات المشابهة أولًا. يمكنك تعطيل ذلك من الإعدادات.
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
