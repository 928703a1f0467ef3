### Home

search-hint = 何をお探しですか
search-clear = 検索を消去
code-title = コードを入力
code-note = ショップの短いコード、リンク、またはバーコードの番号を入力できます。
code-open = 開く
code-scan = コードを読み取る
code-scan-note = カメラでバーコードまたはQRコードを読み取ります。画像は保存されません。
code-scan-refused = カメラの使用が許可されていません。システムの設定で許可するか、コードを入力してください。
categories = カテゴリー
ranked-because = { $title }をご覧になったため、似た商品を先に表示しています。設定でオフにできます。
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
