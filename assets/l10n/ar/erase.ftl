### Erase everything

erase-everything-title = كل شيء على هذا الهاتف
erase-everything = محو كل شيء
erase-everything-note = يمحو بياناتك والسلة والطلبات والإعدادات وكل ما يحفظه هذا التطبيق على هذا الهاتف. تبقى الطلبات لدى المتجر كما هي.
erase-everything-waits = هناك عملية دفع لم تُحسم بعد. بعد أن تُحسم يمكنك محو كل شيء.
erase-everything-asks = لم يصل رد المتجر بعد. سيُمحى كل شيء بعد وصوله.
erase-everything-confirm = محو كل شيء نهائيًا
erase-everything-keep = الاحتفاظ بكل شيء
erase-everything-done = مُحي كل ما حفظه هذا التطبيق على هذا الهاتف.
