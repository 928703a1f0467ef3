### The preview

preview-spoken = { $title } in 3D: { $width } breit, { $height } hoch, { $depth } tief
preview-hint = Zum Drehen ziehen, zum Vergrößern aufziehen.
preview-no-adapter = Dieses Gerät kann Produkte nicht in 3D zeigen. Hier ist stattdessen ein Bild.
preview-no-model = Von dieser Ausführung gibt es keine 3D-Ansicht. Hier ist stattdessen ein Bild.
preview-reset = Ansicht zurücksetzen
preview-left = Nach links drehen
preview-right = Nach rechts drehen
preview-closer = Näher
preview-farther = Weiter weg
preview-show-sizes = Maße zeigen
preview-hide-sizes = Maße ausblenden
size-width = Breite
size-height = Höhe
size-depth = Tiefe
size-spoken = { $name }: { $value }
length-centimetres = { $value } cm
length-metres = { $value } m
length-inches = { $value } Zoll
length-feet = { $n } Fuß
length-feet-inches = { $n } Fuß { $count } Zoll
