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
change-total = Gesamtbetrag: { $to } statt { $from }
change-term = Was jetzt und was später fällig ist, hat sich geändert
accept-changes = Änderungen akzeptieren
accept-warning = Gelesen, trotzdem fortfahren
shop-warns-title = Der Shop meldet ein Problem
total-differs-title = Der Gesamtbetrag der Bestellung ist { $charged }
total-differs-body = Zugestimmt hast du { $shown }, in der Bestellung des Shops stehen { $charged }. Wenn das nicht stimmt, wende dich an den Shop.
total-unstated-title = Bestellt, aber der Shop nennt keinen Betrag
total-unstated-body = Zugestimmt hast du { $shown }. Der Shop hat die Bestellung bestätigt, ohne einen Betrag zu nennen. Wird dir ein anderer Betrag berechnet, wende dich an den Shop.
basket-differs-title = Die Bestellung weicht ab
basket-differs-body = Die Artikel dieser Bestellung sind nicht die, denen du zugestimmt hast. Wenn das nicht stimmt, wende dich an den Shop.

## Why a payment did not happen
sold-out-title = Inzwischen ausverkauft
address-refused-title = Der Shop kann nicht an diese Adresse liefern
wallet-silent-title = Die Wallet hat nicht geantwortet
bank-check-title = Deine Bank möchte prüfen, ob du es bist
bank-check-body = Bestätige die Zahlung bei deiner Bank und komm dann hierher zurück. Wir fragen den Shop, ob sie geklappt hat.
bank-check-continue = Weiter zu deiner Bank
bank-check-done = Ich bin zurück: jetzt prüfen

## A payment that nobody answers for
put-aside = Diese Zahlung beiseitelegen
put-aside-body = Frag zuerst beim Shop nach. Wenn du diese Zahlung beiseitelegst, kannst du wieder einkaufen. Kaufst du dasselbe noch einmal, bezahlst du vielleicht doppelt. Vor deiner nächsten Zahlung fragen wir noch einmal nach.
put-aside-paid-later = Eine frühere Zahlung wurde doch noch berechnet: { $amount }. Du findest sie in deinen Bestellungen. Falls du doppelt bezahlt hast, wende dich an den Shop.
put-aside-paid-later-unstated = Eine frühere Zahlung wurde doch noch berechnet. Der Shop nennt den Betrag nicht. Du findest sie in deinen Bestellungen. Falls du doppelt bezahlt hast, wende dich an den Shop.
contact-shop = Shop kontaktieren
contact-shop-details = Bestellvorgang { $session }, { $time }, { $amount }
other-host = Die Kasse läuft über { $host }

## The phone
erased = Auf diesem Gerät wurde alles gelöscht
clock-wrong-banner = Die Uhren dieses Geräts und des Shops gehen verschieden, deshalb gilt die des Shops. Prüfe Datum und Uhrzeit des Geräts.
disk-full-paying-title = Der Speicher dieses Geräts ist voll
disk-full-paying = Die Antwort des Shops lässt sich noch nicht sichern. Bitte bezahle nicht noch einmal: Gib Speicherplatz frei, dann geht deine Bestellung von selbst weiter.
storage-repaired = Einige Daten auf diesem Gerät waren beschädigt und wurden repariert.

## A shop that shows nothing unasked
empty-query-hint = Gib einen Suchbegriff ein, um Produkte dieses Shops zu sehen.
