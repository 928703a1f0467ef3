### Was eine Bestellung an der Tür kostet: Zoll, Steuer und Zusteller

door-title = An deiner Tür
door-exact = { $amount } an deiner Tür
door-range = { $min } bis { $max } an deiner Tür
door-why = Was darin steckt
door-with-delivery = Mit Lieferung für { $amount }
door-without-delivery = Ohne Lieferung: den Preis nennt der Shop an der Kasse
door-nothing-more = An der Tür kommt nichts hinzu
door-by-shop = Zahlst du an den Shop
door-by-platform = Zahlst du an die Plattform
door-by-carrier = Zahlst du an den Zusteller, wenn das Paket kommt
door-by-customs = Zahlst du an den Zoll oder die Post, wenn das Paket kommt
door-within = Im Preis enthalten
door-nobody-knows = Kann anfallen. Sicheres ist darüber nicht bekannt.
door-since = Regel gilt seit { $date }
door-unsure = Von keiner amtlichen Quelle bestätigt: Der Betrag kann abweichen.
door-as-of = Zoll- und Steuerregeln, Stand { $date }
door-rate = Umgerechnet mit 1 { $from } = { $value } { $to } ({ $name }, { $code })
door-closer = Genauer ginge es mit:
door-needs-hs = der genauen Zolltarifnummer des Produkts
door-needs-origin = dem Herstellungsland des Produkts
door-needs-mass = dem Gewicht des Produkts
door-needs-rate = einem Wechselkurs
door-needs-seller = der Angabe, ob der Shop in deinem Land steuerlich registriert ist
door-needs-mode = der Angabe, ob das Paket per Post oder per Kurier kommt
door-needs-from = dem Land, aus dem das Paket kommt
door-needs-spent = dem, was du dieses Jahr für Bestellungen aus dem Ausland ausgegeben hast
door-no-rules = Für dieses Land haben wir keine Regeln. Die Spanne ist grob geschätzt.
door-merchant-included = Zoll und Einfuhrsteuer sind in der Summe des Shops enthalten
door-merchant-silent = Was an der Grenze anfällt, ist in der Summe des Shops nicht enthalten
door-duty-starts = { $amount } unter der Grenze, ab der Zoll anfällt
door-tax-starts = { $amount } unter der Grenze, ab der Einfuhrsteuer anfällt
door-both-start = { $amount } unter der Grenze, ab der Zoll und Einfuhrsteuer anfallen
door-duty-started = { $amount } über der Grenze, bis zu der kein Zoll anfällt
door-tax-started = { $amount } über der Grenze, bis zu der keine Einfuhrsteuer anfällt
door-both-started = { $amount } über der Grenze, bis zu der weder Zoll noch Einfuhrsteuer anfallen
