### Home

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
