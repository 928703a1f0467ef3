### كلفة الطلب عند بابك: الجمارك والضريبة وشركة التوصيل

door-title = عند بابك
door-exact = { $amount } عند بابك
door-range = من { $min } إلى { $max } عند بابك
door-why = التفاصيل
door-with-delivery = مع التوصيل مقابل { $amount }
door-without-delivery = بدون التوصيل: يحدد المتجر سعره عند إتمام الشراء
door-nothing-more = لا يُستحق شيء آخر عند التسليم
door-by-shop = يُدفع للمتجر
door-by-platform = يُدفع للمنصة
door-by-carrier = يُدفع لشركة التوصيل عند وصول الطرد
door-by-customs = يُدفع للجمارك أو البريد عند وصول الطرد
door-within = ضمن السعر
door-nobody-knows = قد يُستحق، ولا يُعرف عنه شيء مؤكد.
door-since = القاعدة سارية منذ { $date }
door-unsure = لم يؤكده مصدر رسمي، وقد يختلف المبلغ.
door-as-of = قواعد الجمارك والضرائب حتى { $date }
door-rate = حُوّل بسعر 1 { $from } = { $value } { $to } ({ $name }، { $code })
door-closer = لتقدير أدق يلزم معرفة:
door-needs-hs = الرمز الجمركي الدقيق للمنتج
door-needs-origin = بلد صنع المنتج
door-needs-mass = وزن المنتج
door-needs-rate = سعر الصرف
door-needs-seller = هل المتجر مسجّل ضريبيًا في بلدك
door-needs-mode = هل يصل الطرد بالبريد أم بشركة شحن
door-needs-from = البلد الذي يُرسل منه الطرد
door-needs-spent = ما أنفقته هذا العام على طلبات من الخارج
door-no-rules = ليست لدينا قواعد لهذا البلد، والنطاق تقدير واسع.
door-merchant-included = يشمل إجمالي المتجر الرسوم الجمركية وضريبة الاستيراد
door-merchant-silent = لا يشمل إجمالي المتجر ما يُستحق عند الحدود
door-duty-starts = أقل بمقدار { $amount } من الحد الذي تبدأ عنده الرسوم الجمركية
door-tax-starts = أقل بمقدار { $amount } من الحد الذي تبدأ عنده ضريبة الاستيراد
door-both-start = أقل بمقدار { $amount } من الحد الذي تبدأ عنده الرسوم الجمركية وضريبة الاستيراد
door-duty-started = أعلى بمقدار { $amount } من الحد المعفى من الرسوم الجمركية
door-tax-started = أعلى بمقدار { $amount } من الحد المعفى من ضريبة الاستيراد
door-both-started = أعلى بمقدار { $amount } من الحد المعفى من الرسوم الجمركية وضريبة الاستيراد
