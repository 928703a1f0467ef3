### A cart that a link proposes

proposal-title = リンクからのカート
proposal-note = リンクからのご提案です。追加するまで、カートは変わりません。
proposal-quantity = { $count ->
   *[other] { $count }点
}
proposal-open = 未確認の商品
proposal-unknown = 不明な商品
proposal-not-here = このショップのカタログにありません。追加されません。
proposal-elsewhere = 別の地域（{ $name }）で販売されています。追加されません。
proposal-sold-out = 売り切れです。追加されません。
proposal-stays = すでに十分な数がカートにあります。そのままにします。
proposal-fewer = 在庫が足りないため、カートの数は{ $count }点になります。
proposal-raised = カートの数は{ $count }点になります。
proposal-code = 割引コード：{ $code }
proposal-code-note = レジで試します。割引額はショップが決めます。
proposal-before = 現在のカート
proposal-after = 追加後
proposal-paying = お支払いの途中です。終わってから追加できます。
proposal-nothing = 追加できるものはありません。
proposal-decline = 追加しない
proposal-taken = { $count ->
   *[other] リンクの商品{ $count }種類をカートに追加しました
}
code-promised = このリンクではコード{ $code }が案内されています。レジで入力してください。割引額はショップが決めます。

# What is left out of a link
left-out-continue-to = リンクは別のページへの移動を求めていますが、従いませんでした。
left-out-field = リンクは注文のほかの項目を入力しようとしています。それらは除きました。
left-out-code = リンクの割引コードは、正しくないか二つ目のため、除きました。
left-out-twice = リンクに同じ項目が二度あります。最初のものを使います。
left-out-creator = リンクの紹介者の署名が有効でないため、名前を除きました。
left-out-expired = このリンクの紹介者の特典は終了しました。
