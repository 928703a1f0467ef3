### Shows und Preise, die in ihnen reserviert sind

live-title = Live-Shows
live-running = Jetzt live
live-coming = Beginnt am { $moment }
live-replay = Aufzeichnung
live-again = Noch einmal ansehen
live-host = Mit { $host }
live-row-spoken = { $title } – { $status }
live-row-spoken-host = { $title } mit { $host }, { $status }
live-video-spoken = Video der Show { $title }
live-paused = Keine Verbindung. Die Show geht weiter, sobald du wieder online bist.
live-ended = Die Show ist vorbei.
live-gone = Diese Show ist nicht verfügbar.
live-recorded = Das ist eine Aufzeichnung. Preise und Verfügbarkeit sind von heute.
live-earlier = Zuvor gezeigt
live-comment-spoken = { $name } schreibt: { $value }
live-card-spoken = { $title } für { $value }
live-card-spoken-status = { $title } für { $value }, { $status }
live-offer-over = Dieses Angebot ist vorbei. In der Show waren es { $old }, heute sind es { $new }.
live-offer-over-same = Dieses Angebot ist vorbei. Der Preis ist immer noch { $price }.
live-left = { $count ->
    [one] Noch { $count } verfügbar
   *[other] Noch { $count } verfügbar
}
live-play = Abspielen
live-pause = Pausieren
live-sound = Ton
live-edge = Zur Live-Übertragung
live-small-window = Bild im Bild
live-captions-on = Untertitel einschalten
live-captions-off = Untertitel ausschalten
live-open = Zum Produkt
live-remind = Erinnere mich
live-remind-off = Erinnerung ausschalten
live-remind-note = Wir erinnern dich am { $moment }.
live-remind-body = Die Show beginnt jetzt.
live-moved = Neuer Termin für { $title }: { $moment }. Deine Erinnerung wurde angepasst.
live-cancelled = { $title } wurde abgesagt. Deine Erinnerung wurde gelöscht.
live-report = Diese Show melden
report-note = Deine Meldung geht nur an { $host }. Sie nennt diese Show, was gerade gezeigt wurde und wann, die Sprache der App und das, was du hier schreibst.
report-reason = Was stimmt nicht?
report-misleading = Irreführende Preise oder Aussagen
report-dangerous = Gefährliche oder verbotene Produkte
report-offensive = Anstößige Inhalte
report-other = Etwas anderes
report-words = Was ist passiert? (optional)
report-words-wanted = Was ist passiert?
report-contact = E-Mail oder Telefonnummer (optional)
report-contact-note = Nur, wenn du eine Antwort vom Shop möchtest.
report-good-faith = Ich bin in gutem Glauben davon überzeugt, dass diese Meldung richtig und vollständig ist.
report-send = Meldung senden
report-missing = Wähle einen Grund und bestätige, dass deine Meldung richtig ist. Bei „Etwas anderes“ beschreibe bitte, was passiert ist.
report-full = Es warten noch zu viele Meldungen darauf, gesendet zu werden. Sobald eine davon gesendet ist, kannst du auch diese senden.
report-offline = Du bist offline. Deine Meldung bleibt auf diesem Gerät und wird gesendet, sobald du wieder online bist.
report-leave = Abbrechen
report-elsewhere = { $host } öffnen
report-sent = Deine Meldung: { $what }, { $moment }
report-sending = Wird an den Shop gesendet
report-waiting = Bleibt auf diesem Gerät, bis sie gesendet werden kann
report-delivered = Beim Shop eingegangen am { $moment }
report-delivered-number = Beim Shop eingegangen am { $moment }. Vorgangsnummer: { $code }
report-given-up = Deine Meldung konnte wochenlang nicht an { $host } zugestellt werden. Sie wird nicht mehr gesendet.
hold-offer = { $count ->
    [one] { $price } bis { $time }, nur für das erste Stück
   *[other] Je { $price } bis { $time }, nur für die ersten { $count } Stück
}
hold-offer-instead = { $count ->
    [one] { $price } statt { $old } im Shop bis { $time }, nur für das erste Stück
   *[other] Je { $price } statt { $old } im Shop bis { $time }, nur für die ersten { $count } Stück
}
hold-unsure = Für dich waren je { $price } reserviert. Der Shop bestätigt an der Kasse, ob das noch gilt.
hold-expired = Der reservierte Preis von { $old } ist abgelaufen. Der Preis ist jetzt { $new }.
hold-oversold = Andere waren schneller: Zu { $old } ist nichts mehr verfügbar. Der Preis ist jetzt { $new }.
hold-bought = Du hast zu { $old } gekauft. Zu diesem Preis ist nichts mehr verfügbar; jetzt kostet der Artikel { $new }.
hold-refused = Der Shop bestätigt den reservierten Preis von { $old } nicht. Der Preis ist jetzt { $new }.
hold-ended = Der reservierte Preis von { $old } ist abgelaufen.
hold-ended-oversold = Andere waren schneller: Zu { $old } ist nichts mehr verfügbar.
hold-ended-bought = Du hast zu { $old } gekauft. Zu diesem Preis ist nichts mehr verfügbar.
hold-ended-refused = Der Shop bestätigt den reservierten Preis von { $old } nicht.
hold-left = Noch { $value }
hold-left-minutes = { $count ->
    [one] Noch { $count } Minute
   *[other] Noch { $count } Minuten
}
hold-left-seconds = { $count ->
    [one] Noch { $count } Sekunde
   *[other] Noch { $count } Sekunden
}
moments-title = In einer Show gesehen
moment-seen = { $title } – { $moment }
moment-seen-price = { $title }, { $moment }, für { $price }
moment-signed = Vom Shop signiert
moment-unsigned = Die Signatur des Shops stimmt nicht
moment-again = Diesen Moment ansehen
moment-share = Diesen Moment teilen
moment-share-words = { $title }, gezeigt in „{ $name }“ am { $date }.
moment-share-words-price = { $title } für { $price }, gezeigt in „{ $name }“ am { $date }. Das Angebot kann schon vorbei sein.
moment-share-picture = { $name }, mit QR-Code zu diesem Moment
