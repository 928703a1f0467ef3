### Was eine Bestellung an der Tür kostet: Zoll, Steuer und Zusteller

door-title = Preis mit Zoll und Steuern
door-exact = { $amount } mit Zoll und Steuern
door-range = { $min } bis { $max } mit Zoll und Steuern
door-why = Einzelposten ansehen
door-with-delivery = Inklusive Versand: { $amount }
door-without-delivery = Ohne Versand: Die Kosten siehst du an der Kasse
door-not-in-it = Nicht in diesem Betrag: { $name }
door-nothing-more = An der Tür kommt nichts hinzu
door-by-shop = An den Shop zu zahlen
door-by-platform = An die Plattform zu zahlen
door-by-carrier = An den Zusteller zu zahlen, wenn das Paket ankommt
door-by-customs = An den Zoll oder die Post zu zahlen, wenn das Paket ankommt
door-within = Im Preis enthalten
door-nobody-knows = Kann anfallen. Gesicherte Angaben dazu haben wir nicht.
door-since = Regel gilt seit { $date }
door-unsure = Von keiner amtlichen Quelle bestätigt: Der Betrag kann abweichen.
door-as-of = Zoll- und Steuerregeln, Stand { $date }
door-rate = Umgerechnet zum Kurs 1 { $from } = { $value } { $to } ({ $name }, { $date })
door-closer = Für eine genauere Schätzung müssten wir wissen:
door-needs-hs = die genaue Zolltarifnummer des Produkts
door-needs-origin = das Herstellungsland des Produkts
door-needs-mass = das Gewicht des Produkts
door-needs-rate = den Wechselkurs
door-needs-seller = ob der Shop in deinem Land steuerlich registriert ist
door-needs-mode = ob das Paket per Post oder per Kurier kommt
door-needs-from = das Land, aus dem das Paket kommt
door-needs-spent = was du dieses Jahr für Bestellungen aus dem Ausland ausgegeben hast
door-no-rules = Für dieses Land kennen wir die Regeln nicht. Die Spanne ist nur grob geschätzt.
door-merchant-included = Zoll und Einfuhrumsatzsteuer sind in der Summe des Shops enthalten
door-merchant-silent = Was an der Grenze anfällt, ist in der Summe des Shops nicht enthalten
door-duty-starts = { $amount } unter der Grenze, ab der Zoll anfällt
door-tax-starts = { $amount } unter der Grenze, ab der Einfuhrumsatzsteuer anfällt
door-both-start = { $amount } unter der Grenze, ab der Zoll und Einfuhrumsatzsteuer anfallen
door-duty-started = { $amount } über der Freigrenze für Zoll
door-tax-started = { $amount } über der Freigrenze für die Einfuhrumsatzsteuer
door-both-started = { $amount } über der Freigrenze für Zoll und Einfuhrumsatzsteuer
