### Results

product-count = { $count ->
    [0] Keine Produkte
    [one] { $count } Produkt
   *[other] { $count } Produkte
}
nothing-found-title = Nichts gefunden
nothing-found-body = Prüfe die Schreibweise oder versuche es mit weniger oder allgemeineren Wörtern.
