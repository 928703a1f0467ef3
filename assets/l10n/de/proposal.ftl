### A cart that a link proposes

proposal-title = Warenkorb aus einem Link
proposal-note = Ein Link schlägt das vor. Dein Warenkorb bleibt, wie er ist, bis du es hineinlegst.
proposal-quantity = { $count ->
    [one] { $count } Stück
   *[other] { $count } Stück
}
proposal-open = Noch nicht nachgesehenes Produkt
proposal-unknown = Unbekanntes Produkt
proposal-not-here = Nicht im Katalog dieses Shops. Wird nicht hineingelegt.
proposal-elsewhere = Wird in einem anderen Markt verkauft: { $name }. Wird nicht hineingelegt.
proposal-sold-out = Ausverkauft. Wird nicht hineingelegt.
proposal-stays = Davon liegt schon genug in deinem Warenkorb. Das bleibt so.
proposal-fewer = Es sind weniger da: In deinem Warenkorb liegen dann { $count }.
proposal-raised = In deinem Warenkorb liegen dann { $count }.
proposal-code = Rabattcode: { $code }
proposal-code-note = Wir probieren ihn an der Kasse. Was er abzieht, entscheidet der Shop.
proposal-before = Dein Warenkorb jetzt
proposal-after = Danach
proposal-paying = Gerade läuft eine Zahlung. Du kannst das hineinlegen, wenn sie vorbei ist.
proposal-nothing = Hier gibt es nichts hineinzulegen.
proposal-decline = Nein, danke
proposal-taken = { $count ->
    [one] { $count } Produkt aus dem Link liegt in deinem Warenkorb
   *[other] { $count } Produkte aus dem Link liegen in deinem Warenkorb
}
code-promised = Dieser Link verspricht den Code { $code }. Gib ihn an der Kasse ein: Was er abzieht, entscheidet der Shop.

# What is left out of a link
left-out-continue-to = Der Link will auf eine andere Seite weiterführen. Das wurde nicht befolgt.
left-out-field = Der Link will weitere Angaben einer Bestellung ausfüllen. Sie wurden weggelassen.
left-out-code = Der Link enthält einen Rabattcode, der keiner ist, oder einen zweiten. Er wurde weggelassen.
left-out-twice = Der Link sagt etwas doppelt. Das Erste zählt.
left-out-creator = Der Link nennt jemanden ohne gültige Signatur. Der Name wurde weggelassen.
left-out-expired = Das Angebot in diesem Link ist abgelaufen.
