### The cart

cart-count = { $count ->
    [0] カートは空です
   *[other] { $count }点
}
cart-subtotal = 小計
cart-note = 送料と税はレジで加算されます。関税と輸入消費税は、レジで加算されるか、お届け時のお支払いになる場合があります。
cart-note-gross = 税込価格です。送料はレジで加算されます。関税がかかる場合は、レジで加算されるか、お届け時のお支払いになります。
to-checkout = レジに進む
cart-empty-title = カートは空です
cart-empty-body = 入れた商品は、オフラインでもここに残ります。
line-dearer = { $old }から{ $new }に値上がりしました
line-cheaper = { $old }から{ $new }に値下がりしました
line-gone = このショップのカタログからなくなりました
accept-prices = 新しい価格に同意する
removed-from-cart = { $title }をカートから削除しました
line-spoken = { $count ->
   *[other] { $title }、{ $count }点、{ $amount }
}
one-more = 1点増やす：{ $title }
one-less = 1点減らす：{ $title }
remove-line = 削除：{ $title }
