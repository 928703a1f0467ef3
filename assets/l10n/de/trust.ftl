### Was gesagt wird, wenn Shop, Bank oder Gerät etwas Unerwartetes tun. Anrede: du.

## An order that is no longer what was seen
basket-changed-title = Deine Bestellung hat sich geändert
change-line-added = Vom Shop hinzugefügt: { $count } × { $title }
change-line-removed = Vom Shop entfernt: { $title }
change-quantity = { $title }: Menge { $to } statt { $from }
change-price = { $title }: { $to } statt { $from }
change-fee-added = Neu: { $label }, { $amount }
change-fee = { $label }: { $to } statt { $from }
change-fee-removed = Entfällt: { $label }
change-delivery = Lieferung: { $to } statt { $from }
change-total = Gesamtbetrag: { $to } statt { $from }
accept-changes = Änderungen akzeptieren
accept-warning = Gelesen, trotzdem fortfahren
total-differs-title = Dir wurden { $charged } berechnet
total-differs-body = Zugestimmt hast du { $shown }, berechnet hat der Shop { $charged }. Wenn das nicht stimmt, wende dich an den Shop.

## Why a payment did not happen
sold-out-title = Inzwischen ausverkauft
address-refused-title = Der Shop kann nicht an diese Adresse liefern
wallet-silent-title = Die Wallet hat nicht geantwortet
bank-check-title = Deine Bank möchte prüfen, dass du es bist
bank-check-body = Bestätige die Zahlung bei deiner Bank und komm dann hierher zurück. Wir fragen den Shop, ob sie geklappt hat.
bank-check-continue = Weiter zu deiner Bank
bank-check-done = Ich bin zurück: jetzt prüfen

## A payment that nobody answers for
put-aside = Diese Zahlung beiseitelegen
put-aside-body = Noch immer ist unklar, ob diese Zahlung geklappt hat. Wenn du sie beiseitelegst, kannst du wieder einkaufen. Wurde sie doch abgebucht, sagen wir dir Bescheid.
put-aside-paid-later = Eine beiseitegelegte Zahlung wurde doch noch abgebucht: { $amount }
contact-shop = Shop kontaktieren
contact-shop-details = Bestellvorgang { $session }, { $time }, { $amount }
other-host = Die Kasse läuft über { $host }

## The phone
erase-waits = Eine Zahlung ist noch nicht geklärt. Sobald sie es ist, kannst du alles löschen.
erased = Auf diesem Gerät wurde alles gelöscht
clock-wrong-banner = Datum oder Uhrzeit dieses Geräts stimmen nicht, deshalb gilt die Uhr des Shops. Prüfe die Einstellungen des Geräts.
disk-full-paying = Der Speicher dieses Geräts ist voll, die Antwort des Shops lässt sich noch nicht sichern. Gib Speicherplatz frei, dann geht deine Bestellung von selbst weiter.
storage-repaired = Einige Daten auf diesem Gerät waren beschädigt und wurden repariert.

## A shop that shows nothing unasked
empty-query-hint = Gib einen Suchbegriff ein, um Produkte dieses Shops zu sehen.
