### Shows und Preise, die in ihnen gehalten werden

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
live-gone = Diese Show gibt es nicht mehr.
live-recorded = Das ist eine Aufzeichnung. Preise und Bestand sind von heute.
live-earlier = Vorhin gezeigt
live-comment-spoken = { $name } sagt: { $value }
live-card-spoken = { $title } für { $value }
live-card-spoken-status = { $title } für { $value }, { $status }
live-offer-over = Dieses Angebot ist vorbei. In der Show waren es { $old }, heute sind es { $new }.
live-offer-over-same = Dieses Angebot ist vorbei. Der Preis ist immer noch { $price }.
live-left = { $count ->
    [one] Noch { $count } da
   *[other] Noch { $count } da
}
live-play = Abspielen
live-pause = Anhalten
live-edge = Zum Livebild
live-small-window = Kleines Fenster
live-captions-on = Untertitel einschalten
live-captions-off = Untertitel ausschalten
live-open = Mehr dazu
live-remind = Erinnere mich
live-remind-off = Erinnerung ausschalten
live-remind-note = Wir erinnern dich am { $moment }.
live-remind-body = Die Show beginnt jetzt.
hold-offer = { $count ->
    [one] { $price } bis { $time }, für das erste verkaufte Stück
   *[other] Je { $price } bis { $time }, für die ersten { $count } verkauften Stücke
}
hold-unsure = Für dich wurden je { $price } gehalten. Der Shop sagt an der Kasse, ob das noch gilt.
hold-expired = Der gehaltene Preis von { $old } ist abgelaufen. Jetzt kostet es { $new }.
hold-oversold = Andere waren schneller: Für { $old } ist nichts mehr da. Jetzt kostet es { $new }.
hold-refused = Der Shop bestätigt den gehaltenen Preis von { $old } nicht. Jetzt kostet es { $new }.
hold-ended = Der gehaltene Preis von { $old } ist abgelaufen.
hold-ended-oversold = Andere waren schneller: Für { $old } ist nichts mehr da.
hold-ended-refused = Der Shop bestätigt den gehaltenen Preis von { $old } nicht.
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
moment-signed = Vom Shop unterschrieben
moment-unsigned = Die Unterschrift des Shops passt nicht
moment-again = Diesen Moment ansehen
