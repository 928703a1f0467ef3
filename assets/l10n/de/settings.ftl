### Settings

setting-language = Sprache
setting-language-note = Die Sprache der App.
setting-market = Liefern nach
setting-market-note = Bestimmt, welchen Katalog und welche Preise du siehst.
setting-currency = Währung
setting-currency-note = Wir fragen beim Shop nach dieser Währung; bezahlt wird in der angezeigten.
setting-time-zone = Zeitzone
setting-time-zone-note = Für Datum und Uhrzeit in der App.
setting-spent = Andere Bestellungen aus dem Ausland in diesem Jahr
setting-spent-note = Grenze für Bestellungen aus dem Ausland ({ $name }): { $amount } pro Person und Kalenderjahr. Darüber können mehr Zoll und Steuern anfallen. Bestellungen auf diesem Gerät sind schon mitgezählt: bisher { $shown }. Trag ein, was du anderswo bestellt hast, in { $code } und ohne Tausenderpunkt, zum Beispiel 1200,50.
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
