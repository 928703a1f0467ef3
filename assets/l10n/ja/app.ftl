### お客様の目に触れるすべての言葉。

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

## Home
search-hint = 何をお探しですか
search-clear = 検索を消去
categories = カテゴリー
deals = セール
recently-seen = 最近見た商品
category-spoken = { $count ->
   *[other] { $name }、{ $count }点
}
catalog-missing-title = まだ商品がありません
catalog-missing-body = 一度インターネットにつなぐとカタログを読み込みます。その後はオフラインでも使えます。
market-not-served-title = お住まいの国ではまだご利用いただけません
choose-market = 国を選ぶ
catalog-expired = 価格の有効期限が切れています。接続して最新の価格を読み込んでください。
catalog-fallback = このショップのカタログは、まだお使いの言語に対応していません。

## Results
product-count = { $count ->
    [0] 商品がありません
   *[other] { $count }点の商品
}
nothing-found-title = 見つかりませんでした
nothing-found-body = つづりを確かめるか、言葉を減らして試してください。

## The product
percent-off = { $percent }オフ
was-price = 値下げ前 { $old }
sale-until = { $date }までのセール価格
price-note = ショップの価格です。送料・税・関税はお支払いの前に表示されます。
price-note-gross = ショップの税込価格です。送料と、かかる場合の関税は、お支払い前に表示されます。
price-note-net = ショップの税抜価格です。送料・税と、かかる場合の関税は、お支払い前に表示されます。
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

## The preview
preview-spoken = { $title }の3D表示：幅{ $width }、高さ{ $height }、奥行き{ $depth }
preview-hint = ドラッグで回転、ピンチで拡大できます。
preview-no-adapter = この端末では商品を3Dで表示できません。代わりに写真を表示しています。
preview-no-model = このバリエーションには3D表示がありません。代わりに写真を表示しています。
preview-reset = 表示をリセット
preview-left = 左に回す
preview-right = 右に回す
preview-closer = 近づける
preview-farther = 遠ざける
preview-show-sizes = 寸法を表示
preview-hide-sizes = 寸法を隠す
size-width = 幅
size-height = 高さ
size-depth = 奥行き
size-spoken = { $name }：{ $value }
length-centimetres = { $value } cm
length-metres = { $value } m
length-inches = { $value }インチ
length-feet = { $n }フィート
length-feet-inches = { $n }フィート{ $count }インチ

## The cart
cart-count = { $count ->
    [0] カートは空です
   *[other] { $count }点
}
cart-subtotal = 小計
cart-note = 送料・税・関税はレジで加算されます。
cart-note-gross = 税込価格です。送料と、かかる場合の関税は、ご注文手続きで加算されます。
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

## The checkout
checkout = レジ
your-details = お届け先
field-email = メールアドレス
field-first-name = 名
field-last-name = 姓
field-phone-number = 電話番号
field-street-address = 町名・番地
field-extended-address = 建物名・部屋番号
field-address-locality = 市区町村
field-address-region = 州・地域
field-address-region-us = 州
field-address-region-jp = 都道府県
field-address-region-ae = 首長国
field-postal-code = 郵便番号
field-postal-code-us = 郵便番号
field-address-country = 国
field-missing = 入力してください
field-bad = 有効なメールアドレスを入力してください
field-bad-postal-code = 有効な郵便番号を入力してください（例：{ $code }）
continue-to-review = 次へ
change-details = 変更
delivery = 配送
delivery-spoken = { $title }、{ $price }
line-times = { $title } × { $count }
total-subtotal = 小計
total-items-discount = 商品の割引
total-discount = 割引
total-fulfillment = 送料
total-tax = 税
total-insurance = 保険料
total-import-tax = 輸入税
total-duty = 関税
total-excise = 個別消費税
total-fee = 手数料
total-total = 合計
total-with-tax = 合計（税込）
total-tax-included = うち税額
total-included = うち{ $what }
total-estimated = { $what }（見込み）
total-later-carrier = { $what }（配送業者へのお支払い）
total-later-customs = { $what }（税関へのお支払い）
total-not-included = 含まれていません
money-range = { $min }～{ $max }
total-other = その他
code-hint = クーポンコード
code-add = 適用
code-remove = コード「{ $code }」を削除
terms = 利用規約
privacy = プライバシー
pay-amount = 注文を確定する（{ $amount }）
pay = 注文を確定する
pay-with = { $title }で注文を確定する（{ $amount }）
price-changed-title = 価格が変わりました
price-changed-body = { $old }から{ $new }になりました。ご同意いただくとお支払いに進めます。
currency-changed-body = ショップは別の通貨で請求します：{ $new }。ご同意いただくとお支払いに進めます。
accept-price = 新しい合計{ $amount }に同意する
continue-in-browser = ブラウザーで続ける
escalation-body = ご注文を完了するには、ショップのサイトで手続きを続けてください。
wallet-title = ウォレットで承認してください
wallet-body = ウォレットで金額をお確かめください。承認するまでお支払いは行われません。
sheet-title = テスト用ウォレット
sheet-approve = 承認
sheet-decline = 拒否
sheet-cancel = 閉じる
sending-title = お支払い処理中…
sending-body = ショップがご注文を確認しています。アプリを閉じても注文は失われません。
unknown-title = お支払いが完了したか、まだ確認できていません
unknown-body = もう一度お支払いにならないようお願いします。ショップへの確認を続けています。アプリを閉じても自動的に解決します。
confirmed-title = ご注文ありがとうございます
confirmed-body = ショップが注文{ $order }を確認しました。
declined-title = お支払いが承認されませんでした
declined-body = 請求は行われていません。もう一度試すか、別のお支払い方法をお使いください。
cancelled-title = お支払いを中止しました
cancelled-body = 請求は行われていません。カートはそのままです。
ended-title = ご注文手続きの有効期限が切れました
ended-body = 購入は行われていません。カートからやり直せます。
done = 完了
see-order = 注文を見る

## Orders
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

## Settings
setting-language = 言語
setting-language-note = アプリの言語です。
setting-market = お届け先の国
setting-market-note = 表示されるカタログと価格が決まります。
setting-currency = 通貨
setting-currency-note = この通貨での請求をショップに依頼します。お支払いは表示されている通貨で行われます。
setting-time-zone = タイムゾーン
setting-time-zone-note = アプリ内の日付と時刻に使います。
your-data = この端末に保存された情報
delete-data = 削除
erase-everything-title = この端末のすべてのデータ
erase-everything = すべて消去
erase-everything-note = お客様の情報、カート、注文、設定など、このアプリが端末に保存しているものをすべて消去します。ショップでのご注文はそのまま残ります。
erase-everything-waits = まだ確定していないお支払いがあります。確定すると、すべて消去できます。
erase-everything-asks = ショップからの応答を待っています。応答があり次第、すべて消去します。
erase-everything-confirm = 完全に消去する
erase-everything-keep = 消去しない
erase-everything-done = このアプリが端末に保存していたものをすべて消去しました。
about-catalog = カタログ
catalog-date = 価格の日付
catalog-products = 商品数
catalog-signed = ショップの署名あり
catalog-online = ページごとに読み込み、署名なし
catalog-source = 入手元
refresh = 更新を確認

## Errors
error-offline = ショップに接続できません。この端末にあるものは引き続き使えます。
error-timeout = ショップからの応答がありませんでした。
error-insecure-url = 安全でないアドレスのため、開きませんでした。
error-tls-failed = ショップとの安全な接続ができませんでした。
error-too-large = 応答が大きすぎるため破棄しました。
error-merchant-busy = ショップが混み合っています。しばらくしてからお試しください。
error-merchant-failed = ショップで問題が起きました。しばらくしてからお試しください。
error-merchant-garbage = ショップの応答を理解できませんでした。
error-ucp-version-unsupported = このショップのご利用には、新しいバージョンのアプリが必要です。
error-capability-missing = このショップでは対応していません。
error-merchant-refused = ショップに受け付けられませんでした。
error-not-found = ショップで見つかりませんでした。
error-market-not-served = このショップは、お住まいの国ではまだ販売していません。お届けできる国からお選びください。
error-pack-tampered = 新しいカタログが壊れているため使いませんでした。今のカタログはそのままです。
error-pack-signature = 新しいカタログにこのショップの署名がないため使いませんでした。
error-pack-rollback = お手元より古いカタログだったため使いませんでした。
error-pack-expired = ショップのカタログは有効期限が切れているため使いませんでした。
error-pack-not-yet = ショップのカタログの日付が未来になっているため使いませんでした。
error-catalog-unfinished = 前回カタログの読み込みが完了しませんでした。もう一度お試しください。
error-pack-wrong-market = ほかの国向けのカタログだったため使いませんでした。
error-pack-format = このカタログには新しいバージョンのアプリが必要です。
error-development-key = このショップはテスト用の鍵で署名しています。この端末内でのみ使えます。
error-catalog-empty = この端末にはまだカタログがありません。
error-item-unknown = この商品はカタログにありません。
error-picture-broken = この写真を表示できませんでした。
error-model-broken = この商品の3Dデータが壊れています。代わりに写真を表示しています。
error-model-too-large = この商品の3Dデータは、この端末には大きすぎます。代わりに写真を表示しています。
error-draw-failed = 3D表示が止まりました。代わりに写真を表示しています。
error-feed-row = 商品フィードの行に誤りがあります。
error-feed-unreadable = 商品フィードを読み取れませんでした。
error-feed-shrunk = 新しいフィードの商品数が現在のカタログより大幅に少ないため、何も変更しませんでした。
error-out-of-stock = カートの中に売り切れの商品があります。
error-quantity-limit = この商品の購入上限に達しました。
error-price-changed = 価格が変わりました。先にご確認ください。
error-basket-changed = ショップがご注文の内容を変更しました。お支払いの前に変更点をご確認ください。
error-total-differs = ショップの注文の合計が、ご同意いただいた金額と異なります。
error-total-unstated = ショップは合計金額を示さずに注文を確定しました。
error-max-exceeded = 合計が設定された上限を超えているか、別の通貨です。注文は行われていません。
error-address-refused = このショップは、この住所への配送に対応していません。
error-delivery-unchosen = お届け方法を選択してください。
error-bank-check = カード会社または銀行で本人確認が必要です。確認画面へお進みください。
error-totals-mismatch = ショップの金額の合計が合いません。安全のため、お支払いに進めません。
error-buyer-incomplete = お客様の情報に不足があります。
error-escalation-required = ショップのページで手続きを続けてください。
error-payment-unsupported = この端末のお支払い方法は、このショップでは使えません。
error-payment-declined = お支払いが承認されませんでした。請求は行われていません。
error-payment-cancelled = お支払いを中止しました。請求は行われていません。
error-payment-unknown = お支払いが完了したか、まだ確認できていません。もう一度お支払いにならないようお願いします。
error-payment-pending = このショップへの前回のお支払いがまだ確定していません。お待ちください。
error-aside-too-early = このお支払いを後で確認にすることは、まだできません。開始から72時間後、またはショップ側に記録がなくなった時点で可能になります。
error-checkout-ended = ご注文手続きの有効期限が切れました。カートからやり直してください。
error-purchase-mismatch = このご注文は、別の内容ですでに開始されています。
error-cart-empty = カートは空です。
error-link-unknown = このリンクはアプリで開けません。
error-link-foreign = このリンクは別のショップのものです。
error-link-too-long = リンクが長すぎます。
error-clock-wrong = この端末の日付または時刻が正しくありません。端末の設定をご確認ください。
error-disk-full = 端末の空き容量がありません。失われたものはありません。空き容量を増やして、もう一度お試しください。
error-store-failed = この端末のデータを今は読み書きできません。
error-store-repaired = この端末のデータの一部が破損していました。読み取れたものは復元しました。カート、お客様の情報、注文をご確認ください。
error-journal-lost = データが破損したとき、お支払いの途中だった可能性があります。もう一度お支払いになる前に、ショップにご確認ください。
error-folder-locked = アプリはすでに開いています。
error-store-too-new = データは新しいバージョンのアプリで保存されています。
error-vault-failed = 端末の安全な保管領域が応答しませんでした。
error-wallet-failed = ウォレットを開けませんでした。
error-bad-input = この入力は使えません。
error-internal = アプリで問題が起きました。データは安全です。
