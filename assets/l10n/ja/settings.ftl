### Settings

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
about-catalog = カタログ
catalog-date = 価格の日付
catalog-products = 商品数
catalog-signed = ショップの署名あり
catalog-online = ページごとに読み込み、署名なし
catalog-source = 入手元
refresh = 更新を確認
