### The product

percent-off = { $percent }オフ
was-price = 値下げ前 { $old }
sale-until = { $date }までのセール価格
price-note = ショップの価格です。送料と税はお支払い前に表示されます。関税は、見積もれる場合に表示されます。
price-note-gross = ショップの税込価格です。送料はお支払い前に表示されます。関税がかかる場合は、見積もれるときに表示されます。
price-note-net = ショップの税抜価格です。送料と税はお支払い前に表示されます。関税がかかる場合は、見積もれるときに表示されます。
in-stock = 在庫あり
few-left = { $count ->
   *[other] 残り{ $count }点
}
sold-out = 売り切れ
preorder = 予約受付中
backorder = 取り寄せ
delivery-note = 配送方法と送料は、お届け先の入力後にレジで表示されます。
description = 商品説明
choose-variant = バリエーションを選択
fact-weight = 配送重量
fact-origin = 原産国
fact-hs-code = 関税分類番号
fact-hs-named = { $code }：{ $name }
fact-color = 色
fact-size = サイズ
fact-material = 素材
fact-pattern = 柄
add-to-cart = カートに入れる
in-your-cart = { $count ->
   *[other] カートに{ $count }点
}
added-to-cart = { $title }をカートに入れました
product-unknown-title = この商品は見つかりません
product-unknown-body = ほかの国だけで販売されているか、販売を終えた可能性があります。
weight-grams = { $n } g
weight-kilograms = { $value } kg
view-in-3d = 3Dで見る
share-product = 共有
share-title = 共有する内容
share-words = { $title }：{ $date }時点で{ $price }。その後、価格が変わっている場合があります。
share-picture = { $title }（商品ページのQRコード付き）
share-send = アプリを選ぶ
share-copy = テキストとリンクをコピー
share-close = 閉じる
lowest-30 = 値下げ前30日間の最低価格：{ $old }
reduction-false = 表示の値引きは正確ではありません。値下げ前30日間の最低価格は{ $old }でした。
reduction-seen = 表示の値引きは正確ではありません。この端末では{ $date }に{ $old }と表示されていました。
personalised-price = ショップによると、この価格は自動化された意思決定により、お客様向けに個別に設定されています。
personalised-short = お客様向けの個別価格
unit-price = { $value }あたり{ $price }
fact-ships-from = 発送元
fact-condition = 状態
condition-refurbished = 整備済み
condition-used = 中古
fact-energy = エネルギー効率等級
energy-short = エネルギー効率 { $value }
fact-gtin = GTIN
fact-mpn = メーカー型番

# Amounts with their units, as packages have them
unit-mg = { $value } mg
unit-g = { $value } g
unit-kg = { $value } kg
unit-ml = { $value } ml
unit-cl = { $value } cl
unit-l = { $value } l
unit-cbm = { $value } m³
unit-cm = { $value } cm
unit-m = { $value } m
unit-sqm = { $value } m²
unit-oz = { $value } oz
unit-lb = { $value } lb
unit-floz = { $value } fl oz
unit-pt = { $value } pt
unit-qt = { $value } qt
unit-gal = { $value } ガロン
unit-in = { $value } in
unit-ft = { $value } ft
unit-yd = { $value } yd
unit-sqft = { $value } ft²
unit-ct = { $count ->
   *[other] { $count }個
}
