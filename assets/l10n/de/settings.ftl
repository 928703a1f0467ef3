### Settings

setting-language = Sprache
setting-language-note = Die Sprache der App.
setting-market = Liefern nach
setting-market-note = Bestimmt, welchen Katalog und welche Preise du siehst.
setting-currency = Währung
setting-currency-note = Wir fragen beim Shop nach dieser Währung; bezahlt wird in der angezeigten.
setting-time-zone = Zeitzone
setting-time-zone-note = Für Datum und Uhrzeit in der App.
setting-spent = Dieses Jahr anderswo aus dem Ausland bestellt
setting-spent-note = { $name } begrenzt, was eine Person in einem Kalenderjahr aus dem Ausland bestellen darf, auf { $amount }. Bestellungen auf diesem Gerät zählen mit: bisher { $shown }. Trag ein, was du anderswo bestellt hast: in { $code } und als einfache Zahl mit Punkt, etwa 1200.50.
setting-spent-save = Speichern
your-data = Deine Angaben auf diesem Gerät
delete-data = Löschen
about-catalog = Katalog
catalog-date = Preise vom
catalog-products = Produkte
catalog-signed = Vom Shop signiert
catalog-online = Seitenweise geladen, nicht signiert
catalog-source = Quelle
refresh = Nach Updates suchen
