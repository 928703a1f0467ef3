### Erase everything

erase-everything-title = Alles auf diesem Gerät
erase-everything = Alles löschen
erase-everything-note = Löscht deine Angaben, den Warenkorb, Bestellungen, Einstellungen und alles andere, was diese App auf diesem Gerät speichert. Die Bestellungen beim Shop bleiben bestehen.
erase-everything-waits = Eine Zahlung ist noch nicht abgeschlossen. Sobald sie es ist, kannst du alles löschen.
erase-everything-asks = Der Shop hat noch nicht geantwortet. Sobald er es tut, wird alles gelöscht.
erase-everything-confirm = Endgültig alles löschen
erase-everything-keep = Alles behalten
erase-everything-done = Alles, was diese App auf diesem Gerät gespeichert hatte, ist gelöscht.
