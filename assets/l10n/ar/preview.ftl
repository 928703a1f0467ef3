### The preview

preview-spoken = { $title } بعرض ثلاثي الأبعاد: العرض { $width }، الارتفاع { $height }، العمق { $depth }
preview-hint = اسحب للتدوير، وباعد بين إصبعيك للتقريب.
preview-no-adapter = لا يستطيع هذا الجهاز عرض المنتجات بثلاثة أبعاد. إليك صورة بدلًا من ذلك.
preview-no-model = لا يوجد عرض ثلاثي الأبعاد لهذا النوع. إليك صورة بدلًا من ذلك.
preview-reset = إعادة ضبط المشاهدة
preview-left = تدوير إلى اليسار
preview-right = تدوير إلى اليمين
preview-closer = تقريب
preview-farther = إبعاد
preview-show-sizes = إظهار المقاسات
preview-hide-sizes = إخفاء المقاسات
size-width = العرض
size-height = الارتفاع
size-depth = العمق
size-spoken = { $name }: { $value }
length-centimetres = { $value } سم
length-metres = { $value } م
length-inches = { $value } بوصة
length-feet = { $n } قدم
length-feet-inches = { $n } قدم و{ $count } بوصة
