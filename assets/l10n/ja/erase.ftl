### Erase everything

erase-everything-title = この端末のすべてのデータ
erase-everything = すべて消去
erase-everything-note = お客様の情報、カート、注文、設定など、このアプリが端末に保存しているものをすべて消去します。ショップでのご注文はそのまま残ります。
erase-everything-waits = まだ確定していないお支払いがあります。確定すると、すべて消去できます。
erase-everything-asks = ショップからの応答を待っています。応答があり次第、すべて消去します。
erase-everything-confirm = 完全に消去する
erase-everything-keep = 消去しない
erase-everything-done = このアプリが端末に保存していたものをすべて消去しました。
