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
