### The preview

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
