### Home

search-hint = Wonach suchst du?
search-clear = Suche löschen
code-title = Code eingeben
code-note = Ein Kurzcode des Shops, ein Link oder die Nummer unter einem Strichcode.
code-open = Öffnen
code-scan = Code scannen
code-scan-note = Die Kamera sucht einen Strichcode oder QR-Code. Es wird kein Bild gespeichert.
code-scan-refused = Die App darf die Kamera nicht nutzen. Erlaube es in den Systemeinstellungen oder tippe den Code ein.
categories = Kategorien
ranked-because = Weil du dir { $title } angesehen hast, stehen ähnliche Produkte vorn. Das kannst du in den Einstellungen ausschalten.
deals = Angebote
recently-seen = Zuletzt angesehen
category-spoken = { $count ->
    [one] { $name }, { $count } Produkt
   *[other] { $name }, { $count } Produkte
}
catalog-missing-title = Noch sind die Regale leer
catalog-missing-body = Verbinde dich einmal, damit der Katalog geladen werden kann. Danach geht alles auch ohne Netz.
market-not-served-title = In deinem Land noch nicht verfügbar
choose-market = Land wählen
catalog-expired = Diese Preise sind veraltet. Verbinde dich, um die heutigen zu laden.
catalog-fallback = Den Katalog dieses Shops gibt es noch nicht in deiner Sprache.
