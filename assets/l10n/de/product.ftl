### The product

percent-off = −{ $percent }
was-price = Vorher { $old }
sale-until = Im Angebot bis { $date }
price-note = Preis des Shops. Versand und Steuern siehst du, bevor du bezahlst, ebenso den Zoll, soweit wir ihn schätzen können.
price-note-gross = Preis des Shops inkl. MwSt. Den Versand siehst du, bevor du bezahlst, ebenso etwaigen Zoll, soweit wir ihn schätzen können.
price-note-net = Preis des Shops ohne Steuern. Versand und Steuern siehst du, bevor du bezahlst, ebenso etwaigen Zoll, soweit wir ihn schätzen können.
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
fact-hs-named = { $code } · { $name }
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
share-product = Teilen
share-title = Das teilst du
share-words = { $title }: { $price } am { $date }. Der Preis kann sich seitdem geändert haben.
share-picture = { $title }, mit QR-Code zum Produkt
share-send = App auswählen
share-copy = Text und Link kopieren
share-close = Schließen
lowest-30 = Niedrigster Preis der letzten 30 Tage vor der Preisermäßigung: { $old }
reduction-false = Der angegebene Rabatt stimmt nicht: In den 30 Tagen davor war der niedrigste Preis { $old }.
reduction-seen = Der angegebene Rabatt stimmt nicht: Auf diesem Gerät war der Preis am { $date } schon { $old }.
personalised-price = Laut Shop wurde dieser Preis auf Grundlage einer automatisierten Entscheidungsfindung für dich personalisiert.
personalised-short = Für dich personalisierter Preis
unit-price = { $price } je { $value }
fact-ships-from = Versand aus
fact-condition = Zustand
condition-refurbished = Generalüberholt
condition-used = Gebraucht
fact-energy = Energieeffizienzklasse
energy-short = Energie { $value }
fact-gtin = GTIN
fact-mpn = Herstellernummer

# Amounts with their units, as packages have them
unit-mg = { $value } mg
unit-g = { $value } g
unit-kg = { $value } kg
unit-ml = { $value } ml
unit-cl = { $value } cl
unit-l = { $value } l
unit-cbm = { $value } m³
unit-cm = { $value } cm
unit-m = { $value } m
unit-sqm = { $value } m²
unit-oz = { $value } oz
unit-lb = { $value } lb
unit-floz = { $value } fl oz
unit-pt = { $value } pt
unit-qt = { $value } qt
unit-gal = { $value } gal
unit-in = { $value } in
unit-ft = { $value } ft
unit-yd = { $value } yd
unit-sqft = { $value } ft²
unit-ct = { $count ->
    [one] Stück
   *[other] { $count } Stück
}
