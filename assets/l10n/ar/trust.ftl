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
change-total = الإجمالي: { $to } بدلًا من { $from }
change-term = تغيّر المبلغ المستحق الآن أو لاحقًا
accept-changes = الموافقة على التغييرات
accept-warning = قرأت ذلك وأريد المتابعة
shop-warns-title = يُبلغ المتجر عن مشكلة
total-differs-title = إجمالي الطلب { $charged }
total-differs-body = وافقت على { $shown }، لكن طلب المتجر يذكر { $charged }. إن لم يكن ذلك صحيحًا فتواصل مع المتجر.
total-unstated-title = تمّ الطلب، لكن المتجر لم يذكر الإجمالي
total-unstated-body = وافقت على { $shown }. أكّد المتجر الطلب دون ذكر الإجمالي. إن خُصم منك مبلغ مختلف فتواصل مع المتجر.
basket-differs-title = الطلب مختلف عما وافقت عليه
basket-differs-body = منتجات هذا الطلب ليست التي وافقت عليها. إن لم يكن ذلك صحيحًا فتواصل مع المتجر.

## Why a payment did not happen
sold-out-title = نفدت الكمية في هذه الأثناء
address-refused-title = لا يستطيع المتجر التوصيل إلى هذا العنوان
wallet-silent-title = لم تستجب المحفظة
bank-check-title = يريد مصرفك التحقق من هويتك
bank-check-body = أكمل الخطوة لدى مصرفك ثم عُد إلى هنا، وسنسأل المتجر عن النتيجة.
bank-check-continue = المتابعة لدى مصرفك
bank-check-done = عدتُ: التحقق الآن

## A payment that nobody answers for
put-aside = وضع عملية الدفع هذه جانبًا
put-aside-body = تواصل مع المتجر أولًا. إذا وضعت عملية الدفع هذه جانبًا أمكنك التسوّق من جديد، لكن شراء المنتجات نفسها قد يعني الدفع مرتين. سنتحقق منها مجددًا قبل عملية الدفع التالية.
put-aside-paid-later = عملية دفع سابقة خُصم مبلغها في النهاية: { $amount }. تجدها ضمن طلباتك. إن كنت قد دفعت مرتين فتواصل مع المتجر.
put-aside-paid-later-unstated = عملية دفع سابقة خُصم مبلغها في النهاية، ولم يذكر المتجر المبلغ. تجدها ضمن طلباتك. إن كنت قد دفعت مرتين فتواصل مع المتجر.
contact-shop = التواصل مع المتجر
contact-shop-details = جلسة الدفع { $session }، { $time }، { $amount }
other-host = تتم عملية الدفع لدى { $host }

## The phone
erased = مُحي كل شيء من هذا الهاتف
clock-wrong-banner = ساعة هذا الهاتف لا توافق ساعة المتجر، لذلك نعتمد ساعة المتجر. يُرجى التحقق من التاريخ والوقت في الهاتف.
disk-full-paying-title = مساحة التخزين في هذا الهاتف ممتلئة
disk-full-paying = لا يمكن حفظ رد المتجر بعد. من فضلك لا تدفع مرة أخرى: وفّر بعض المساحة وسيستمر طلبك تلقائيًا.
storage-repaired = كانت بعض البيانات على هذا الهاتف تالفة وتم إصلاحها.

## A shop that shows nothing unasked
empty-query-hint = أدخل كلمة بحث لعرض منتجات هذا المتجر.
