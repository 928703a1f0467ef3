### Results

product-count = { $count ->
    [0] 商品がありません
   *[other] { $count }点の商品
}
nothing-found-title = 見つかりませんでした
nothing-found-body = つづりを確かめるか、言葉を減らして試してください。
sort-by-door = お届けまでの総額で並べ替える
sort-by-match = 関連度で並べ替える
sort-by-door-most = 関連度の高い商品だけをお届けまでの総額順に並べています。
