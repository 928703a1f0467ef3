### お届けまでの総額：関税、税金、配送会社の手数料

door-title = お届けまでの総額
door-exact = お届けまでの総額 { $amount }
door-range = お届けまでの総額 { $min }～{ $max }
door-why = 内訳を見る
door-with-delivery = 送料{ $amount }を含みます
door-without-delivery = 送料は含まれていません。レジで表示されます
door-not-in-it = この金額に含まれていないもの：{ $name }
door-nothing-more = お届け時に追加のお支払いはありません
door-by-shop = ショップにお支払い
door-by-platform = プラットフォームにお支払い
door-by-carrier = お届け時に配送業者へお支払い
door-by-customs = お届け時に税関または郵便局へお支払い
door-within = 価格に含まれます
door-nobody-knows = かかる場合がありますが、確かな情報がありません。
door-since = { $date }から適用されている規則です
door-unsure = 公的な情報で確認できていないため、実際の金額と異なる場合があります。
door-as-of = 関税・税金の規則：{ $date }現在
door-rate = 1 { $from } = { $value } { $to }で換算（{ $name }、{ $date }）
door-closer = 次のことがわかれば、より正確に計算できます：
door-needs-hs = 商品の正確な関税分類番号
door-needs-origin = 商品の原産国
door-needs-mass = 商品の重さ
door-needs-rate = 為替レート
door-needs-seller = ショップがお届け先の国で税務登録をしているか
door-needs-mode = 国際郵便か国際宅配便か
door-needs-from = 発送元の国
door-needs-spent = 今年の海外からの購入額
door-no-rules = この国の規則の情報がないため、おおまかな目安です。
door-merchant-included = ショップの合計には関税と輸入税が含まれています
door-merchant-silent = ショップの合計には通関時にかかる費用が含まれていません
door-duty-starts = 関税がかかる基準額まであと{ $amount }
door-tax-starts = 輸入税がかかる基準額まであと{ $amount }
door-both-start = 関税と輸入税がかかる基準額まであと{ $amount }
door-duty-started = 関税の免税基準額を{ $amount }超えています
door-tax-started = 輸入税の免税基準額を{ $amount }超えています
door-both-started = 関税と輸入税の免税基準額を{ $amount }超えています
