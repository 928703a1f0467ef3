### Settings

setting-language = اللغة
setting-language-note = لغة التطبيق.
setting-market = التوصيل إلى
setting-market-note = يحدد الكتالوج والأسعار التي تراها.
setting-currency = العملة
setting-currency-note = نطلب هذه العملة من المتجر، والدفع بالعملة المعروضة.
setting-time-zone = المنطقة الزمنية
setting-time-zone-note = للتواريخ والأوقات في التطبيق.
setting-spent = طلباتك الأخرى من الخارج هذا العام
setting-spent-note = حد الطلبات من الخارج ({ $name }): { $amount } للشخص الواحد في السنة الميلادية. وعند تجاوزه قد تُستحق رسوم جمركية وضرائب أعلى. الطلبات على هذا الهاتف محسوبة: { $shown } حتى الآن. أدخل ما طلبته في مكان آخر بعملة { $code } رقمًا بلا فواصل للآلاف، مثل 1200.50.
setting-spent-save = حفظ
your-data = بياناتك على هذا الهاتف
delete-data = حذف
about-catalog = الكتالوج
catalog-date = الأسعار بتاريخ
catalog-products = المنتجات
catalog-signed = موقَّع من المتجر
catalog-online = يُحمَّل صفحة بصفحة، غير موقَّع
catalog-source = المصدر
refresh = التحقق من التحديثات
