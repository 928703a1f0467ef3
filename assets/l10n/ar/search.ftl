### Results

product-count = { $count ->
    [zero] لا منتجات
    [one] منتج واحد
    [two] منتجان
    [few] { $count } منتجات
    [many] { $count } منتجًا
   *[other] { $count } منتج
}
nothing-found-title = لم نجد شيئًا
nothing-found-body = تحقّق من الكتابة، أو جرّب كلمات أقل أو أعمّ.
sort-by-door = الترتيب حسب السعر حتى بابك
sort-by-match = الترتيب حسب أفضل تطابق
sort-by-door-most = رُتّبت أفضل النتائج وحدها حسب السعر حتى بابك.
