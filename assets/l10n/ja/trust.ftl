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
change-total = 合計：{ $from } → { $to }
change-term = 今回または後日のお支払い内容が変わりました
accept-changes = 変更に同意する
accept-warning = 内容を確認して続ける
shop-warns-title = ショップからのお知らせをご確認ください
total-differs-title = ご注文の合計は{ $charged }です
total-differs-body = ご同意いただいた金額は{ $shown }ですが、ショップの注文では{ $charged }です。お心当たりがない場合は、ショップにお問い合わせください。
total-unstated-title = 注文は確定しましたが、ショップは合計金額を示していません
total-unstated-body = ご同意いただいた金額は{ $shown }です。ショップは合計金額を示さずに注文を確定しました。異なる金額が請求された場合は、ショップにお問い合わせください。
basket-differs-title = ご注文の内容が異なります
basket-differs-body = このご注文の商品は、ご同意いただいた内容と異なります。お心当たりがない場合は、ショップにお問い合わせください。

## Why a payment did not happen
sold-out-title = 売り切れになりました
address-refused-title = この住所には配送できません
wallet-silent-title = ウォレットから応答がありませんでした
bank-check-title = 本人確認が必要です
bank-check-body = カード会社または銀行の画面で確認を済ませてから、この画面に戻ってください。結果をショップに確認します。
bank-check-continue = 本人確認に進む
bank-check-done = 戻ってきたので結果を確認する

## A payment that nobody answers for
put-aside = このお支払いは後で確認する
put-aside-body = まずショップにお問い合わせください。後で確認することにすると、お買い物を再開できますが、同じ商品を購入すると二重払いになるおそれがあります。次のお支払いの前にもう一度確認します。
put-aside-paid-later = 以前のお支払いが請求されていました：{ $amount }。「注文」でご確認ください。二重払いになっている場合は、ショップにお問い合わせください。
put-aside-paid-later-unstated = 以前のお支払いが請求されていました。ショップは金額を示していません。「注文」でご確認ください。二重払いになっている場合は、ショップにお問い合わせください。
contact-shop = ショップに問い合わせる
contact-shop-details = お手続き番号 { $session }、{ $time }、{ $amount }
other-host = お支払い手続きの提供元：{ $host }

## The phone
erased = この端末からすべて消去しました
clock-wrong-banner = この端末の時計とショップの時計が合っていないため、ショップの時計に合わせています。端末の日付と時刻をご確認ください。
disk-full-paying-title = この端末の空き容量がありません
disk-full-paying = ショップからの応答をまだ保存できません。もう一度お支払いにならず、空き容量を増やしてください。ご注文の手続きが自動的に再開します。
storage-repaired = この端末の一部のデータが壊れていたため、修復しました。

## A shop that shows nothing unasked
empty-query-hint = 検索語を入力すると、このショップの商品が表示されます。
