### Results

product-count = { $count ->
    [0] Keine Produkte
    [one] { $count } Produkt
   *[other] { $count } Produkte
}
nothing-found-title = Nichts gefunden
nothing-found-body = Prüfe die Schreibweise oder versuche es mit weniger oder allgemeineren Wörtern.
sort-by-door = Nach Preis mit Zoll und Steuern sortieren
sort-by-match = Nach bester Übereinstimmung sortieren
sort-by-door-most = Nur die besten Treffer sind nach Preis mit Zoll und Steuern sortiert.
