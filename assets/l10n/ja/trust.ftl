### ショップ・銀行・端末で思いがけないことが起きたときの言葉。

## An order that is no longer what was seen
basket-changed-title = ご注文の内容が変わりました
change-line-added = ショップが追加：{ $title } × { $count }
change-line-removed = ショップが削除：{ $title }
change-quantity = { $title }：数量 { $from } → { $to }
change-price = { $title }：{ $from } → { $to }
change-fee-added = 追加：{ $label } { $amount }
change-fee = { $label }：{ $from } → { $to }
change-fee-removed = なくなった項目：{ $label }
change-delivery = 配送：{ $from } → { $to }
change-total = 合計：{ $from } → { $to }
accept-changes = 変更に同意する
accept-warning = 内容を確認して続ける
total-differs-title = 請求額は{ $charged }でした
total-differs-body = ご同意いただいた金額は{ $shown }ですが、ショップからの請求は{ $charged }でした。お心当たりがない場合は、ショップにお問い合わせください。

## Why a payment did not happen
sold-out-title = 売り切れになりました
address-refused-title = この住所には配送できません
wallet-silent-title = ウォレットから応答がありませんでした
bank-check-title = 本人確認が必要です
bank-check-body = カード会社または銀行の画面で確認を済ませてから、この画面に戻ってください。結果をショップに確認します。
bank-check-continue = 本人確認に進む
bank-check-done = 戻ってきたので結果を確認する

## A payment that nobody answers for
put-aside = このお支払いを保留にする
put-aside-body = このお支払いが完了したか、まだ確認できていません。保留にすると、お買い物を再開できます。あとで請求が確認された場合はお知らせします。
put-aside-paid-later = 保留にしたお支払いが請求されていました：{ $amount }
contact-shop = ショップに問い合わせる
contact-shop-details = お手続き番号 { $session }、{ $time }、{ $amount }
other-host = お支払い手続きの提供元：{ $host }

## The phone
erase-waits = 確定していないお支払いがあります。確定したあとで、すべて消去できます。
erased = この端末からすべて消去しました
clock-wrong-banner = この端末の日付または時刻が正しくないため、ショップの時計に合わせています。端末の設定をご確認ください。
disk-full-paying = この端末の空き容量がないため、ショップからの応答をまだ保存できません。空き容量を増やすと、ご注文の手続きが自動的に再開します。
storage-repaired = この端末の一部のデータが壊れていたため、修復しました。

## A shop that shows nothing unasked
empty-query-hint = 検索語を入力すると、このショップの商品が表示されます。
