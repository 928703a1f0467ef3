### Orders

order-title = 注文 { $order }
orders-empty-title = まだ注文がありません
orders-empty-body = ご注文はここに表示され、オフラインでも確認できます。
item-count = { $count ->
   *[other] { $count }点
}
placed-on = { $date }に注文
timeline = ご注文の状況
order-page = ショップのサイトで注文を見る
product-page = ショップのサイトで商品を見る
order-unknown-title = この注文はこの端末にありません
order-unknown-body = 表示できるのは、この端末で行った注文だけです。
order-spoken = { $title }、{ $status }、{ $amount }
status-processing = 準備中
status-partly-shipped = 一部発送済み
status-shipped = 配送中
status-delivered = 配達済み
status-canceled = キャンセル済み
status-returned = 返品済み
event-placed = 注文しました
event-processing = ショップが準備しています
event-shipped = 発送されました
event-in-transit = 配送中
event-out-for-delivery = 配達に出ました
event-delivered = 配達されました
event-failed-attempt = 配達できませんでした
event-canceled = キャンセルされました
event-undeliverable = 配達不能
event-returned-to-sender = ショップに返送されました
event-refund = 返金されました
event-return = 返品が受け付けられました
receipt-holds = 明細を検算しました：金額は合っています
receipt-more = 明細を検算しました：{ $name }が計算結果より{ $amount }多くなっています
receipt-less = 明細を検算しました：{ $name }が計算結果より{ $amount }少なくなっています
receipt-why = 計算の内訳を見る
receipt-stated = ショップの表示：{ $amount }
receipt-computed = 計算結果：{ $amount }
receipt-as-stated = ショップの表示どおり
receipt-by-line = 税額は明細行ごとに端数処理
receipt-once = 税額は注文全体で一度だけ端数処理
receipt-by-piece = 税額は1点ごとに端数処理
receipt-no-way = 一般的な端数処理のどの方法でも、ショップの税額と一致しません。
receipt-no-rate = ショップが税率を表示していないため、税額は確認できませんでした。
receipt-no-base = どの金額が課税対象かをショップが示していないため、税額は確認できませんでした。
receipt-stands = お支払い額はショップが示した金額です。ご不明な点はショップにお問い合わせください。
