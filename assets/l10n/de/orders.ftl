### Orders

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
receipt-holds = Beleg geprüft: Die Beträge gehen auf
receipt-more = Beleg geprüft: bei „{ $name }“ { $amount } mehr als berechnet
receipt-less = Beleg geprüft: bei „{ $name }“ { $amount } weniger als berechnet
receipt-export = Prüfergebnis speichern
receipt-why = Rechenweg ansehen
receipt-stated = Laut Shop: { $amount }
receipt-computed = Berechnet: { $amount }
receipt-as-stated = Vom Shop übernommen
receipt-by-line = Steuer je Zeile gerundet
receipt-once = Steuer einmal für die ganze Bestellung gerundet
receipt-by-piece = Steuer je Stück gerundet
receipt-declared = So rundet der Shop nach eigener Angabe.
receipt-declared-otherwise = Der Shop gibt an, wie er rundet. So gerundet ergibt sich eine andere Steuer.
receipt-no-way = Keine übliche Rundung ergibt die Steuer des Shops.
receipt-no-rate = Der Shop nennt keinen Steuersatz. Die Steuer konnten wir deshalb nicht prüfen.
receipt-no-base = Der Shop sagt nicht, welche Beträge besteuert sind. Die Steuer konnten wir deshalb nicht prüfen.
receipt-stands = Du zahlst den Betrag, den der Shop nennt. Wenn er dir nicht richtig erscheint, frag beim Shop nach.
