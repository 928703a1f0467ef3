### The cart

cart-count = { $count ->
    [0] Dein Warenkorb ist leer
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
cart-subtotal = Zwischensumme
cart-note = Versand und Steuern kommen an der Kasse hinzu. Zoll und Einfuhrumsatzsteuer können dort oder bei der Zustellung anfallen.
cart-note-gross = Preise inkl. MwSt. Der Versand kommt an der Kasse hinzu. Etwaiger Zoll fällt dort oder bei der Zustellung an.
to-checkout = Zur Kasse
cart-empty-title = Dein Warenkorb ist leer
cart-empty-body = Was du hineinlegst, bleibt hier, auch offline.
line-dearer = Jetzt { $new }, vorher { $old }
line-cheaper = Jetzt { $new } statt { $old }
line-gone = Nicht mehr im Katalog dieses Shops
accept-prices = Neue Preise akzeptieren
removed-from-cart = { $title } wurde entfernt
line-spoken = { $count ->
    [one] { $title }, { $count } Stück, { $amount }
   *[other] { $title }, { $count } Stück, { $amount }
}
one-more = Eins mehr: { $title }
one-less = Eins weniger: { $title }
remove-line = Entfernen: { $title }
