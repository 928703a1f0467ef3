### どの画面にも出る言葉。

## The frame
app-name = Tradewind
tab-home = ショップ
tab-cart = カート
tab-orders = 注文
tab-settings = 設定
tab-cart-spoken = { $count ->
   *[other] カート、{ $count }点
}
back = 戻る
retry = もう一度試す
offline-banner = オフラインです。商品の閲覧とカートへの追加は続けられます。お支払いは接続が戻ってからになります。
as-of = { $moment }時点の価格
loading = 読み込み中…
undo = 元に戻す
dismiss = 閉じる
tabs = メインメニュー
price-spoken = { $title }、{ $price }
price-sale-spoken = { $title }、{ $old }のところ{ $price }
sold-out-spoken = { $title }、売り切れ
picture-of = { $title }の写真
