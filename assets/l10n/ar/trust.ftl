### ما يقال حين يفعل المتجر أو المصرف أو الهاتف ما لم يكن متوقعًا.

## An order that is no longer what was seen
basket-changed-title = تغيّر طلبك
change-line-added = أضاف المتجر: { $title } × { $count }
change-line-removed = أزال المتجر: { $title }
change-quantity = { $title }: الكمية { $to } بدلًا من { $from }
change-price = { $title }: { $to } بدلًا من { $from }
change-fee-added = جديد: { $label }، { $amount }
change-fee = { $label }: { $to } بدلًا من { $from }
change-fee-removed = لم يعد مشمولًا: { $label }
change-delivery = التوصيل: { $to } بدلًا من { $from }
change-total = الإجمالي: { $to } بدلًا من { $from }
accept-changes = الموافقة على التغييرات
accept-warning = قرأت ذلك وأريد المتابعة
total-differs-title = خُصم منك { $charged }
total-differs-body = وافقت على { $shown }، لكن المتجر خصم { $charged }. إن لم يكن ذلك صحيحًا فتواصل مع المتجر.

## Why a payment did not happen
sold-out-title = نفدت الكمية في هذه الأثناء
address-refused-title = لا يستطيع المتجر التوصيل إلى هذا العنوان
wallet-silent-title = لم تستجب المحفظة
bank-check-title = يريد مصرفك التحقق من هويتك
bank-check-body = أكمل الخطوة لدى مصرفك ثم عُد إلى هنا، وسنسأل المتجر عن النتيجة.
bank-check-continue = المتابعة لدى مصرفك
bank-check-done = عدت: تحقق الآن

## A payment that nobody answers for
put-aside = وضع عملية الدفع هذه جانبًا
put-aside-body = ما زلنا لا نعرف هل تمّت عملية الدفع هذه. إذا وضعتها جانبًا أمكنك التسوّق من جديد، وإن تبيّن أن المبلغ خُصم فسنخبرك.
put-aside-paid-later = عملية دفع وضعتها جانبًا خُصم مبلغها: { $amount }
contact-shop = التواصل مع المتجر
contact-shop-details = جلسة الدفع { $session }، { $time }، { $amount }
other-host = تتم عملية الدفع لدى { $host }

## The phone
erase-waits = هناك عملية دفع لم تُحسم بعد. يمكنك محو كل شيء بعد حسمها.
erased = مُحي كل شيء من هذا الهاتف
clock-wrong-banner = التاريخ أو الوقت في هذا الهاتف غير صحيح، لذلك نعتمد ساعة المتجر. تحقق من إعدادات الهاتف.
disk-full-paying = مساحة التخزين في هذا الهاتف ممتلئة، فلا يمكن حفظ رد المتجر بعد. وفّر بعض المساحة وسيستمر طلبك تلقائيًا.
storage-repaired = كانت بعض البيانات على هذا الهاتف تالفة وتم إصلاحها.

## A shop that shows nothing unasked
empty-query-hint = أدخل كلمة بحث لعرض منتجات هذا المتجر.
