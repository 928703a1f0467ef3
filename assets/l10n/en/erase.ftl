### Erase everything

erase-everything-title = Everything on this phone
erase-everything = Erase everything
erase-everything-note = Deletes your details, cart, orders, settings and everything else this app keeps on this phone. Orders at the shop stay as they are.
erase-everything-waits = A payment is not settled yet. Once it is, you can erase everything.
erase-everything-asks = The shop has not answered yet. Once it has, everything is erased.
erase-everything-confirm = Erase everything for good
erase-everything-keep = Keep everything
erase-everything-done = Everything this app kept on this phone is erased.
