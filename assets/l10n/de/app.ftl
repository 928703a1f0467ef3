### Alle Wörter, die Käuferinnen und Käufer sehen. Anrede: du.

## The frame
app-name = Tradewind
tab-home = Stöbern
tab-cart = Warenkorb
tab-orders = Bestellungen
tab-settings = Einstellungen
tab-cart-spoken = { $count ->
    [one] Warenkorb, { $count } Artikel
   *[other] Warenkorb, { $count } Artikel
}
back = Zurück
retry = Noch einmal versuchen
offline-banner = Du bist offline. Stöbern und den Warenkorb füllen geht weiter, bezahlen kannst du, sobald du wieder verbunden bist.
as-of = Preise vom { $moment }
loading = Wird geladen …
undo = Rückgängig
dismiss = Ausblenden
tabs = Hauptbereiche
price-spoken = { $title }, { $price }
price-sale-spoken = { $title }, { $price } statt { $old }
sold-out-spoken = { $title }, ausverkauft
picture-of = Bild: { $title }
