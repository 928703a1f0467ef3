### ライブ配信と、そこで確保された価格

live-title = ライブ配信
live-running = 配信中
live-coming = { $moment }開始
live-replay = アーカイブ
live-again = もう一度見る
live-host = 出演：{ $host }
live-row-spoken = { $title }、{ $status }
live-row-spoken-host = { $title }、出演：{ $host }、{ $status }
live-video-spoken = 配信の映像：{ $title }
live-paused = 接続がありません。オンラインに戻ると配信が再開します。
live-ended = この配信は終了しました。
live-gone = この配信はご覧いただけません。
live-recorded = これはアーカイブです。価格と在庫は現在のものです。
live-earlier = これまでに紹介した商品
live-comment-spoken = { $name }さん：{ $value }
live-card-spoken = { $title }、{ $value }
live-card-spoken-status = { $title }、{ $value }、{ $status }
live-offer-over = この特価は終了しました。配信では{ $old }でしたが、現在は{ $new }です。
live-offer-over-same = この特価は終了しました。価格は現在も{ $price }です。
live-left = { $count ->
   *[other] 残り{ $count }点
}
live-play = 再生
live-pause = 一時停止
live-sound = 音声
live-edge = ライブに戻る
live-small-window = ピクチャ・イン・ピクチャ
live-captions-on = 字幕を表示
live-captions-off = 字幕を非表示
live-open = 詳細
live-remind = 通知を受け取る
live-remind-off = 通知をやめる
live-remind-note = { $moment }にお知らせします。
live-remind-body = まもなく配信が始まります。
live-moved = 「{ $title }」の開始日時が{ $moment }に変更されました。通知の日時も変更しました。
live-cancelled = 「{ $title }」は中止になりました。通知も取り消しました。
live-report = この配信を報告
report-note = 報告は{ $host }にのみ送信されます。この配信、表示されていた内容とその日時、アプリの言語、ここに入力した内容が含まれます。
report-reason = 問題の内容
report-misleading = 誤解を招く価格や説明
report-dangerous = 危険な商品や禁止されている商品
report-offensive = 不快な内容
report-other = その他
report-words = 詳しい内容（任意）
report-words-wanted = 詳しい内容
report-contact = メールアドレスまたは電話番号（任意）
report-contact-note = ショップからの返信を希望する場合のみ入力してください。
report-good-faith = この報告の内容が正確かつ完全であると、誠意をもって確信しています。
report-send = 報告を送信
report-missing = 問題の内容を選び、報告が正確であることを確認してください。「その他」の場合は詳しい内容を入力してください。
report-full = 送信待ちの報告が上限に達しています。いずれかの送信が終わると、この報告を送信できます。
report-offline = オフラインです。報告はこの端末に保存され、オンラインに戻ると送信されます。
report-leave = キャンセル
report-elsewhere = { $host }を開く
report-sent = 報告：{ $what }、{ $moment }
report-sending = ショップに送信しています
report-waiting = 送信できるまでこの端末に保存されます
report-delivered = { $moment }にショップが受け付けました
report-delivered-number = { $moment }にショップが受け付けました。受付番号：{ $code }
report-given-up = { $host }への報告は数週間届けられなかったため、送信を取りやめました。
hold-offer = { $count ->
   *[other] { $time }まで1点{ $price }（先着{ $count }点）
}
hold-offer-instead = { $count ->
   *[other] { $time }まで、ショップの{ $old }が1点{ $price }（先着{ $count }点）
}
hold-unsure = 1点{ $price }の価格を確保していました。まだ有効かどうかは、レジでショップが確認します。
hold-expired = 確保された価格（{ $old }）の期限が切れました。現在の価格は{ $new }です。
hold-oversold = { $old }の分は、ほかのお客様のご購入により完売しました。現在の価格は{ $new }です。
hold-bought = { $old }でご購入いただきました。この価格の分は完売し、現在の価格は{ $new }です。
hold-refused = 確保された価格（{ $old }）をショップで確認できませんでした。現在の価格は{ $new }です。
hold-ended = 確保された価格（{ $old }）の期限が切れました。
hold-ended-oversold = { $old }の分は、ほかのお客様のご購入により完売しました。
hold-ended-bought = { $old }でご購入いただきました。この価格の分は完売しました。
hold-ended-refused = 確保された価格（{ $old }）をショップで確認できませんでした。
hold-left = 残り{ $value }
hold-left-minutes = { $count ->
   *[other] 残り{ $count }分
}
hold-left-seconds = { $count ->
   *[other] 残り{ $count }秒
}
moments-title = 配信で見た商品
moment-seen = { $title }、{ $moment }
moment-seen-price = { $title }、{ $moment }、{ $price }
moment-signed = ショップの署名を確認しました
moment-unsigned = ショップの署名が一致しません
moment-again = この場面を見る
moment-share = この場面を共有
moment-share-words = { $date }のライブ配信「{ $name }」で紹介された商品：{ $title }
moment-share-words-price = { $date }のライブ配信「{ $name }」で紹介された商品：{ $title }（{ $price }）。この価格での販売は終了している場合があります。
moment-share-picture = { $name }（この場面を開くQRコード付き）
