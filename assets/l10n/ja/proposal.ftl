### A cart that a link proposes

proposal-title = リンクで提案されたカート
proposal-note = リンクで提案された商品です。追加するまで、カートは変わりません。
proposal-quantity = { $count ->
   *[other] { $count }点
}
proposal-open = 未確認の商品
proposal-unknown = 不明な商品
proposal-not-here = このショップのカタログにありません。追加されません。
proposal-unclear = この番号に当てはまる商品が複数あります。追加されません。
proposal-elsewhere = ほかの国（{ $name }）で販売されています。追加されません。
proposal-sold-out = 売り切れです。追加されません。
proposal-stays = すでに十分な数がカートにあります。数量は変わりません。
proposal-fewer = 在庫が足りないため、カートの数は{ $count }点になります。
proposal-raised = カートの数は{ $count }点になります。
proposal-code = クーポンコード：{ $code }
proposal-code-note = レジで適用を試みます。割引額はショップが決めます。
proposal-before = 現在のカート
proposal-after = 追加後
proposal-paying = お支払いの処理中です。完了後に追加できます。
proposal-nothing = 追加できるものはありません。
proposal-decline = 追加しない
proposal-taken = { $count ->
   *[other] リンクの商品{ $count }種類をカートに追加しました
}
code-promised = このリンクではクーポンコード{ $code }が案内されています。レジで入力してください。割引額はショップが決めます。
code-asked = このコードの内容をショップに確認しています…

# What is left out of a link
left-out-continue-to = リンクは別のページへ移動させようとしましたが、無視しました。
left-out-field = リンクは注文のほかの項目も入力しようとしましたが、入力しませんでした。
left-out-item = リンクに読み取れない商品番号があるため、その商品を除外しました。
left-out-code = リンクのクーポンコードは、無効または2つ目のため、除外しました。
left-out-twice = リンクに同じ項目が2回含まれています。最初のものだけを使います。
left-out-creator = リンクのクリエイター名は、署名が有効でないため除外しました。
left-out-expired = このリンクのクリエイターの特典は終了しました。
