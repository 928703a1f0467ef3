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

## Home
search-hint = Wonach suchst du?
search-clear = Suche löschen
categories = Kategorien
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

## Results
product-count = { $count ->
    [0] Keine Produkte
    [one] { $count } Produkt
   *[other] { $count } Produkte
}
nothing-found-title = Nichts gefunden
nothing-found-body = Prüfe die Schreibweise oder versuche es mit weniger oder allgemeineren Wörtern.

## The product
percent-off = −{ $percent }
was-price = Vorher { $old }
sale-until = Im Angebot bis { $date }
price-note = Preis des Shops. Versand, Steuern und Zoll siehst du, bevor du bezahlst.
price-note-gross = Preis des Shops inkl. MwSt. Versand und etwaiger Zoll werden vor dem Bezahlen angezeigt.
price-note-net = Preis des Shops ohne Steuern. Versand, Steuern und etwaiger Zoll werden vor dem Bezahlen angezeigt.
in-stock = Auf Lager
few-left = { $count ->
    [one] Nur noch { $count } verfügbar
   *[other] Nur noch { $count } verfügbar
}
sold-out = Ausverkauft
preorder = Vorbestellbar
backorder = Wird später geliefert
delivery-note = Lieferarten und Kosten siehst du an der Kasse, sobald der Shop die Adresse kennt.
description = Beschreibung
choose-variant = Ausführung wählen
fact-weight = Versandgewicht
fact-origin = Hergestellt in
fact-hs-code = Zolltarifnummer
fact-color = Farbe
fact-size = Größe
fact-material = Material
fact-pattern = Muster
add-to-cart = In den Warenkorb
in-your-cart = { $count ->
    [one] { $count } im Warenkorb
   *[other] { $count } im Warenkorb
}
added-to-cart = { $title } liegt im Warenkorb
product-unknown-title = Dieses Produkt gibt es hier nicht
product-unknown-body = Vielleicht wird es nur in einem anderen Land verkauft oder gar nicht mehr.
weight-grams = { $n } g
weight-kilograms = { $value } kg
view-in-3d = In 3D ansehen

## The preview
preview-spoken = { $title } in 3D: { $width } breit, { $height } hoch, { $depth } tief
preview-hint = Zum Drehen ziehen, zum Vergrößern aufziehen.
preview-no-adapter = Dieses Gerät kann Produkte nicht in 3D zeigen. Hier ist stattdessen ein Bild.
preview-no-model = Von dieser Ausführung gibt es keine 3D-Ansicht. Hier ist stattdessen ein Bild.
preview-reset = Ansicht zurücksetzen
preview-left = Nach links drehen
preview-right = Nach rechts drehen
preview-closer = Näher
preview-farther = Weiter weg
preview-show-sizes = Maße zeigen
preview-hide-sizes = Maße ausblenden
size-width = Breite
size-height = Höhe
size-depth = Tiefe
size-spoken = { $name }: { $value }
length-centimetres = { $value } cm
length-metres = { $value } m
length-inches = { $value } Zoll
length-feet = { $n } Fuß
length-feet-inches = { $n } Fuß { $count } Zoll

## The cart
cart-count = { $count ->
    [0] Dein Warenkorb ist leer
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
cart-subtotal = Zwischensumme
cart-note = Versand, Steuern und Zoll kommen an der Kasse dazu.
cart-note-gross = Preise inkl. MwSt. Versand und etwaiger Zoll kommen an der Kasse hinzu.
to-checkout = Zur Kasse
cart-empty-title = Dein Warenkorb ist leer
cart-empty-body = Was du hineinlegst, bleibt hier, auch offline.
line-dearer = Jetzt { $new }, vorher { $old }
line-cheaper = Jetzt { $new } statt { $old }
line-gone = Nicht mehr im Katalog dieses Shops
accept-prices = Neue Preise akzeptieren
removed-from-cart = { $title } wurde entfernt
line-spoken = { $count ->
    [one] { $title }, { $count } Stück, { $amount }
   *[other] { $title }, { $count } Stück, { $amount }
}
one-more = Eins mehr: { $title }
one-less = Eins weniger: { $title }
remove-line = Entfernen: { $title }

## The checkout
checkout = Kasse
your-details = Lieferadresse
field-email = E-Mail
field-first-name = Vorname
field-last-name = Nachname
field-phone-number = Telefon
field-street-address = Straße und Hausnummer
field-extended-address = Adresszusatz, Firma
field-address-locality = Ort
field-address-region = Bundesland oder Region
field-address-region-us = Bundesstaat
field-address-region-jp = Präfektur
field-address-region-ae = Emirat
field-postal-code = Postleitzahl
field-postal-code-us = Postleitzahl (ZIP)
field-address-country = Land
field-missing = Bitte ausfüllen
field-bad = Gib eine gültige E-Mail-Adresse ein
field-bad-postal-code = Gib eine gültige Postleitzahl ein, zum Beispiel { $code }
continue-to-review = Weiter
change-details = Ändern
delivery = Lieferung
delivery-spoken = { $title }, { $price }
line-times = { $count } × { $title }
total-subtotal = Zwischensumme
total-items-discount = Artikelrabatte
total-discount = Rabatt
total-fulfillment = Versand
total-tax = Steuern
total-insurance = Versicherung
total-import-tax = Einfuhrumsatzsteuer
total-duty = Zoll
total-excise = Verbrauchsteuer
total-fee = Gebühr
total-total = Gesamtbetrag
total-with-tax = Gesamt inkl. MwSt.
total-tax-included = inkl. MwSt.
total-included = inkl. { $what }
total-estimated = { $what }, geschätzt
total-later-carrier = { $what }, an den Zusteller zu zahlen
total-later-customs = { $what }, an den Zoll zu zahlen
total-not-included = nicht enthalten
money-range = { $min } bis { $max }
total-other = Sonstiges
code-hint = Rabattcode
code-add = Einlösen
code-remove = Code { $code } entfernen
terms = AGB
privacy = Datenschutz
pay-amount = Zahlungspflichtig bestellen · { $amount }
pay = Zahlungspflichtig bestellen
pay-with = Zahlungspflichtig bestellen · { $amount } · { $title }
price-changed-title = Der Preis hat sich geändert
price-changed-body = Vorher { $old }, jetzt { $new }. Du kannst bezahlen, sobald du zustimmst.
currency-changed-body = Der Shop rechnet in einer anderen Währung ab: { $new }. Du kannst bezahlen, sobald du zustimmst.
accept-price = Neuen Betrag { $amount } akzeptieren
continue-in-browser = Im Browser fortfahren
escalation-body = Um diese Bestellung abzuschließen, mach auf der Website des Shops weiter.
wallet-title = In der Wallet bestätigen
wallet-body = Prüfe den Betrag in deiner Wallet. Bevor du bestätigst, wird nichts bezahlt.
sheet-title = Test-Wallet
sheet-approve = Bestätigen
sheet-decline = Ablehnen
sheet-cancel = Schließen
sending-title = Wird bezahlt …
sending-body = Der Shop bestätigt deine Bestellung. Du kannst die App verlassen, es geht nichts verloren.
unknown-title = Noch ist unklar, ob die Zahlung geklappt hat
unknown-body = Bitte bezahle nicht noch einmal. Wir fragen weiter beim Shop nach und klären das von selbst, auch wenn du die App schließt.
confirmed-title = Danke! Deine Bestellung ist aufgegeben
confirmed-body = Der Shop hat die Bestellung { $order } bestätigt.
declined-title = Die Zahlung wurde abgelehnt
declined-body = Es wurde nichts abgebucht. Versuche es noch einmal oder nimm eine andere Zahlungsart.
cancelled-title = Du hast die Zahlung abgebrochen
cancelled-body = Es wurde nichts abgebucht. Dein Warenkorb ist unverändert.
ended-title = Der Bestellvorgang ist abgelaufen
ended-body = Es wurde nichts gekauft. Du kannst aus dem Warenkorb neu beginnen.
done = Fertig
see-order = Bestellung ansehen

## Orders
order-title = Bestellung { $order }
orders-empty-title = Noch keine Bestellungen
orders-empty-body = Deine Bestellungen erscheinen hier, auch offline.
item-count = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
placed-on = Bestellt am { $date }
timeline = Verlauf
order-page = Bestellung beim Shop ansehen
product-page = Produkt beim Shop ansehen
order-unknown-title = Diese Bestellung ist nicht auf diesem Gerät
order-unknown-body = Zeigen können wir nur Bestellungen, die hier aufgegeben wurden.
order-spoken = { $title }, { $status }, { $amount }
status-processing = In Bearbeitung
status-partly-shipped = Teilweise unterwegs
status-shipped = Unterwegs
status-delivered = Zugestellt
status-canceled = Storniert
status-returned = Zurückgeschickt
event-placed = Bestellung aufgegeben
event-processing = Der Shop bereitet sie vor
event-shipped = Dem Versand übergeben
event-in-transit = Unterwegs
event-out-for-delivery = In Zustellung
event-delivered = Zugestellt
event-failed-attempt = Zustellversuch erfolglos
event-canceled = Storniert
event-undeliverable = Nicht zustellbar
event-returned-to-sender = Zurück an den Shop
event-refund = Geld erstattet
event-return = Rückgabe angenommen

## Settings
setting-language = Sprache
setting-language-note = Die Sprache der App.
setting-market = Liefern nach
setting-market-note = Bestimmt, welchen Katalog und welche Preise du siehst.
setting-currency = Währung
setting-currency-note = Wir fragen beim Shop nach dieser Währung; bezahlt wird in der angezeigten.
setting-time-zone = Zeitzone
setting-time-zone-note = Für Datum und Uhrzeit in der App.
your-data = Deine Angaben auf diesem Gerät
delete-data = Löschen
erase-everything-title = Alles auf diesem Gerät
erase-everything = Alles löschen
erase-everything-note = Löscht deine Angaben, den Warenkorb, Bestellungen, Einstellungen und alles andere, was diese App auf diesem Gerät speichert. Die Bestellungen beim Shop bleiben bestehen.
erase-everything-waits = Eine Zahlung ist noch nicht abgeschlossen. Sobald sie es ist, kannst du alles löschen.
erase-everything-asks = Der Shop hat noch nicht geantwortet. Sobald er es tut, wird alles gelöscht.
erase-everything-confirm = Endgültig alles löschen
erase-everything-keep = Alles behalten
erase-everything-done = Alles, was diese App auf diesem Gerät gespeichert hatte, ist gelöscht.
about-catalog = Katalog
catalog-date = Preise vom
catalog-products = Produkte
catalog-signed = Vom Shop signiert
catalog-online = Seitenweise geladen, nicht signiert
catalog-source = Quelle
refresh = Nach Updates suchen

## Errors
error-offline = Keine Verbindung zum Shop. Was auf diesem Gerät ist, bleibt nutzbar.
error-timeout = Der Shop hat nicht rechtzeitig geantwortet.
error-insecure-url = Diese Adresse ist nicht sicher und wurde nicht geöffnet.
error-tls-failed = Eine sichere Verbindung zum Shop war nicht möglich.
error-too-large = Die Antwort war größer als erlaubt und wurde verworfen.
error-merchant-busy = Der Shop ist gerade ausgelastet. Bitte versuche es gleich noch einmal.
error-merchant-failed = Beim Shop ist etwas schiefgegangen. Bitte versuche es später noch einmal.
error-merchant-garbage = Die Antwort des Shops war nicht zu verstehen.
error-ucp-version-unsupported = Für diesen Shop brauchst du eine neuere Version der App.
error-capability-missing = Das bietet dieser Shop nicht an.
error-merchant-refused = Der Shop hat das abgelehnt.
error-not-found = Das kennt der Shop nicht.
error-market-not-served = Dieser Shop liefert noch nicht in dein Land. Wähle eines der Länder, in die er liefert.
error-pack-tampered = Der neue Katalog ist beschädigt und wird nicht verwendet. Dein bisheriger bleibt.
error-pack-signature = Der neue Katalog ist nicht von diesem Shop signiert und wird nicht verwendet.
error-pack-rollback = Der Shop bietet einen älteren Katalog an als deinen. Er wird nicht verwendet.
error-pack-expired = Der Katalog des Shops ist abgelaufen und wird nicht verwendet.
error-pack-not-yet = Der Katalog des Shops ist auf ein Datum in der Zukunft ausgestellt und wird nicht verwendet.
error-catalog-unfinished = Der Katalog wurde beim letzten Mal nicht fertig geladen. Versuche es noch einmal.
error-pack-wrong-market = Der Katalog gilt für ein anderes Land und wird nicht verwendet.
error-pack-format = Der Katalog braucht eine neuere Version dieser App.
error-development-key = Dieser Shop signiert mit einem Testschlüssel. Solche Kataloge gelten nur auf diesem Gerät.
error-catalog-empty = Auf diesem Gerät ist noch kein Katalog.
error-item-unknown = Dieses Produkt ist nicht im Katalog.
error-picture-broken = Dieses Bild lässt sich nicht anzeigen.
error-model-broken = Die 3D-Ansicht dieses Produkts ist beschädigt. Hier ist stattdessen ein Bild.
error-model-too-large = Die 3D-Ansicht dieses Produkts ist zu groß für dieses Gerät. Hier ist stattdessen ein Bild.
error-draw-failed = Die 3D-Ansicht wurde unterbrochen. Hier ist stattdessen ein Bild.
error-feed-row = Eine Zeile des Produktfeeds ist fehlerhaft.
error-feed-unreadable = Der Produktfeed ist nicht lesbar.
error-feed-shrunk = Der neue Feed enthält weit weniger Produkte als der Katalog, den er ersetzen würde; es wurde nichts geändert.
error-out-of-stock = Etwas in deinem Warenkorb ist ausverkauft.
error-quantity-limit = Mehr davon kannst du hier nicht kaufen.
error-price-changed = Der Preis hat sich geändert. Bitte stimme erst zu.
error-basket-changed = Der Shop hat etwas an deiner Bestellung geändert. Prüfe die Änderungen, bevor du bezahlst.
error-total-differs = Die Bestellung des Shops nennt einen anderen Betrag als den, dem du zugestimmt hast.
error-total-unstated = Der Shop hat die Bestellung bestätigt, ohne einen Betrag zu nennen.
error-max-exceeded = Der Gesamtbetrag liegt über deinem Limit oder lautet auf eine andere Währung. Die Bestellung wurde nicht aufgegeben.
error-address-refused = Der Shop liefert nicht an diese Adresse.
error-delivery-unchosen = Bitte wähle eine Lieferart.
error-bank-check = Deine Bank möchte prüfen, ob du es bist. Mach bei deiner Bank weiter.
error-totals-mismatch = Die Beträge des Shops gehen nicht auf. Zu deiner Sicherheit kannst du das nicht bezahlen.
error-buyer-incomplete = In deinen Angaben fehlt noch etwas.
error-escalation-required = Der Shop möchte, dass du auf seiner Seite weitermachst.
error-payment-unsupported = Dieser Shop nimmt keine der Zahlungsarten auf diesem Gerät.
error-payment-declined = Die Zahlung wurde abgelehnt. Es wurde nichts abgebucht.
error-payment-cancelled = Die Zahlung wurde abgebrochen. Es wurde nichts abgebucht.
error-payment-unknown = Noch ist unklar, ob die Zahlung geklappt hat. Bitte bezahle nicht noch einmal.
error-payment-pending = Eine frühere Zahlung an diesen Shop ist noch offen. Bitte warte sie ab.
error-aside-too-early = Diese Zahlung lässt sich noch nicht beiseitelegen. Das geht 72 Stunden nach ihrem Beginn oder sobald der Shop nichts mehr von ihr weiß.
error-checkout-ended = Der Bestellvorgang ist abgelaufen. Bitte beginne aus dem Warenkorb neu.
error-purchase-mismatch = Diese Bestellung wurde schon mit anderem Inhalt begonnen.
error-cart-empty = Dein Warenkorb ist leer.
error-link-unknown = Diesen Link kann die App nicht öffnen.
error-link-foreign = Dieser Link gehört zu einem anderen Shop.
error-link-too-long = Dieser Link ist zu lang.
error-clock-wrong = Datum oder Uhrzeit dieses Geräts stimmen nicht. Prüfe sie in den Einstellungen des Geräts.
error-disk-full = Der Speicher dieses Geräts ist voll. Es ging nichts verloren. Gib Speicherplatz frei und versuche es noch einmal.
error-store-failed = Deine Daten auf diesem Gerät lassen sich gerade nicht lesen oder schreiben.
error-store-repaired = Ein Teil deiner Daten auf diesem Gerät war beschädigt. Was lesbar war, wurde gerettet; bitte prüfe Warenkorb, Angaben und Bestellungen.
error-journal-lost = Deine Daten wurden beschädigt, während vielleicht eine Zahlung lief. Bitte frag beim Shop nach, bevor du noch einmal bezahlst.
error-folder-locked = Die App ist bereits geöffnet.
error-store-too-new = Deine Daten stammen von einer neueren Version dieser App.
error-vault-failed = Der sichere Speicher dieses Geräts hat nicht geantwortet.
error-wallet-failed = Die Wallet ließ sich nicht öffnen.
error-bad-input = Diese Eingabe lässt sich nicht verwenden.
error-internal = In der App ist etwas schiefgegangen. Deine Daten sind sicher.
