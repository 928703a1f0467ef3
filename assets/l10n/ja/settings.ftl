### Settings

setting-language = 言語
setting-language-note = アプリの言語です。
setting-market = お届け先の国
setting-market-note = 表示されるカタログと価格が決まります。
setting-currency = 通貨
setting-currency-note = この通貨での請求をショップに依頼します。お支払いは表示されている通貨で行われます。
setting-time-zone = タイムゾーン
setting-time-zone-note = アプリ内の日付と時刻に使います。
setting-spent = そのほかの海外からの購入額（今年）
setting-spent-note = 海外からの購入額の上限（{ $name }）は、1人1暦年あたり{ $amount }です。超えると、関税や税金が高くなる場合があります。この端末での注文は計算に含まれています（これまで{ $shown }）。ほかで購入した額を{ $code }で、桁区切りのない数字（例：1200.50）で入力してください。
setting-spent-save = 保存
your-data = この端末に保存された情報
delete-data = 削除
about-catalog = カタログ
catalog-date = 価格の日付
catalog-products = 商品数
catalog-signed = ショップの署名あり
catalog-online = ページごとに読み込み、署名なし
catalog-source = 入手元
refresh = 更新を確認
