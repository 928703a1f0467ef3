### Results

product-count = { $count ->
    [0] 商品がありません
   *[other] { $count }点の商品
}
nothing-found-title = 見つかりませんでした
nothing-found-body = つづりを確かめるか、言葉を減らして試してください。
