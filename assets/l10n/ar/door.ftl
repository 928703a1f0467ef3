### كلفة الطلب عند بابك: الجمارك والضريبة وشركة التوصيل

door-title = التكلفة حتى بابك
door-exact = { $amount } حتى بابك
door-range = من { $min } إلى { $max } حتى بابك
door-why = التفاصيل
door-with-delivery = يشمل التوصيل: { $amount }
door-without-delivery = لا يشمل التوصيل، وتظهر تكلفته عند إتمام الشراء
door-not-in-it = غير مشمول في هذا المبلغ: { $name }
door-nothing-more = لا يُستحق شيء آخر عند التسليم
door-by-shop = الدفع للمتجر
door-by-platform = الدفع للمنصة
door-by-carrier = الدفع لشركة التوصيل عند وصول الطرد
door-by-customs = الدفع للجمارك أو البريد عند وصول الطرد
door-within = ضمن السعر
door-nobody-knows = قد يُطلب دفع مبلغ هنا، ولا معلومات مؤكدة عنه.
door-since = القاعدة سارية منذ { $date }
door-unsure = لم يؤكد ذلك مصدر رسمي، وقد يختلف المبلغ.
door-as-of = قواعد الجمارك والضرائب كما في { $date }
door-rate = سعر التحويل: 1 { $from } = { $value } { $to } ({ $name }، { $date })
door-closer = لتقدير أدق يلزم معرفة:
door-needs-hs = رقم التعرفة الجمركية الدقيق للمنتج
door-needs-origin = بلد صنع المنتج
door-needs-mass = وزن المنتج
door-needs-rate = سعر الصرف
door-needs-seller = ما إذا كان المتجر مسجّلًا ضريبيًا في بلدك
door-needs-mode = ما إذا كان الطرد يصل بالبريد أم عبر شركة شحن سريع
door-needs-from = البلد الذي يُرسل منه الطرد
door-needs-spent = ما أنفقته هذا العام على طلبات من الخارج
door-no-rules = لا تتوفر لدينا قواعد هذا البلد، لذا فالنطاق تقدير تقريبي.
door-merchant-included = يشمل إجمالي المتجر الرسوم الجمركية وضريبة الاستيراد
door-merchant-silent = لا يشمل إجمالي المتجر ما يُستحق عند الحدود
door-duty-starts = أقل بمقدار { $amount } من الحد الذي تبدأ عنده الرسوم الجمركية
door-tax-starts = أقل بمقدار { $amount } من الحد الذي تبدأ عنده ضريبة الاستيراد
door-both-start = أقل بمقدار { $amount } من الحد الذي تبدأ عنده الرسوم الجمركية وضريبة الاستيراد
door-duty-started = أعلى بمقدار { $amount } من الحد المعفى من الرسوم الجمركية
door-tax-started = أعلى بمقدار { $amount } من الحد المعفى من ضريبة الاستيراد
door-both-started = أعلى بمقدار { $amount } من الحد المعفى من الرسوم الجمركية وضريبة الاستيراد
