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
