### A cart that a link proposes

proposal-title = Warenkorb aus einem Link
proposal-note = Diese Produkte schlägt ein Link vor. Dein Warenkorb bleibt, wie er ist, bis du sie hinzufügst.
proposal-quantity = { $count ->
    [one] { $count } Stück
   *[other] { $count } Stück
}
proposal-open = Produkt noch nicht geladen
proposal-unknown = Unbekanntes Produkt
proposal-not-here = Nicht im Katalog dieses Shops. Wird nicht hinzugefügt.
proposal-unclear = Zu dieser Nummer passt mehr als ein Produkt dieses Shops. Wird nicht hinzugefügt.
proposal-elsewhere = Wird in einem anderen Land verkauft: { $name }. Wird nicht hinzugefügt.
proposal-sold-out = Ausverkauft. Wird nicht hinzugefügt.
proposal-stays = Davon liegt schon genug in deinem Warenkorb. Es ändert sich nichts.
proposal-fewer = Nicht genug auf Lager. Danach in deinem Warenkorb: { $count }.
proposal-raised = Danach in deinem Warenkorb: { $count }.
proposal-code = Rabattcode: { $code }
proposal-code-note = Wir versuchen, ihn an der Kasse einzulösen. Wie hoch der Rabatt ist, entscheidet der Shop.
proposal-before = Dein Warenkorb jetzt
proposal-after = Nach dem Hinzufügen
proposal-paying = Gerade läuft eine Zahlung. Du kannst das hinzufügen, sobald sie abgeschlossen ist.
proposal-nothing = Hier gibt es nichts hinzuzufügen.
proposal-decline = Nein, danke
proposal-taken = { $count ->
    [one] { $count } Produkt aus dem Link liegt in deinem Warenkorb
   *[other] { $count } Produkte aus dem Link liegen in deinem Warenkorb
}
code-promised = Dieser Link bietet den Rabattcode { $code }. Gib ihn an der Kasse ein: Wie hoch der Rabatt ist, entscheidet der Shop.
code-asked = Wir fragen den Shop, was dieser Code öffnet …

# What is left out of a link
left-out-continue-to = Der Link wollte auf eine andere Seite weiterleiten. Das wurde ignoriert.
left-out-field = Der Link wollte weitere Angaben einer Bestellung ausfüllen. Sie wurden weggelassen.
left-out-item = Der Link nennt einen Artikel, der nicht gelesen werden kann. Er wurde weggelassen.
left-out-code = Der Link enthält einen ungültigen oder einen zweiten Rabattcode. Er wurde weggelassen.
left-out-twice = Eine Angabe steht doppelt im Link. Nur die erste zählt.
left-out-creator = Der Link nennt einen Creator-Namen ohne gültige Signatur. Er wurde weggelassen.
left-out-expired = Das Creator-Angebot in diesem Link ist abgelaufen.
