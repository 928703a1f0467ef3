### A cart that a link proposes

proposal-title = Cart from a link
proposal-note = These products were suggested by a link. Your cart stays as it is until you add them.
proposal-quantity = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
proposal-open = Product not loaded yet
proposal-unknown = Unknown product
proposal-not-here = Not in this shop’s catalog. It will not be added.
proposal-unclear = More than one of this shop’s products matches this number. It will not be added.
proposal-elsewhere = Sold in another market: { $name }. It will not be added.
proposal-sold-out = Sold out. It will not be added.
proposal-stays = Your cart already has enough of it. Nothing changes.
proposal-fewer = Fewer are in stock: your cart will have { $count }.
proposal-raised = Your cart will have { $count }.
proposal-code = Discount code: { $code }
proposal-code-note = We’ll try it at checkout. The shop decides how much it takes off.
proposal-before = Your cart now
proposal-after = After adding these
proposal-paying = A payment is in progress. You can add this once it is done.
proposal-nothing = There is nothing here to add.
proposal-decline = No, thanks
proposal-taken = { $count ->
    [one] { $count } product from the link is in your cart
   *[other] { $count } products from the link are in your cart
}
code-promised = This link offers the code { $code }. Enter it at checkout: the shop decides how much it takes off.
code-asked = Asking the shop what this code opens …

# What is left out of a link
left-out-continue-to = The link tried to send you on to another page. That was ignored.
left-out-field = The link tried to fill in other details of an order. They were left out.
left-out-item = The link names an item in a way that can’t be read. It was left out.
left-out-code = The link has an invalid or a second discount code. It was left out.
left-out-twice = Something is in the link twice. Only the first counts.
left-out-creator = The link names a creator without a valid signature. The name was left out.
left-out-expired = The creator’s offer in this link has ended.
