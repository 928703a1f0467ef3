### Settings

setting-language = Sprache
setting-language-note = Die Sprache der App.
setting-market = Liefern nach
setting-market-note = Bestimmt, welchen Katalog und welche Preise du siehst.
setting-currency = Währung
setting-currency-note = Wir fragen beim Shop nach dieser Währung; bezahlt wird in der angezeigten.
setting-time-zone = Zeitzone
setting-time-zone-note = Für Datum und Uhrzeit in der App.
your-data = Deine Angaben auf diesem Gerät
delete-data = Löschen
about-catalog = Katalog
catalog-date = Preise vom
catalog-products = Produkte
catalog-signed = Vom Shop signiert
catalog-online = Seitenweise geladen, nicht signiert
catalog-source = Quelle
refresh = Nach Updates suchen
