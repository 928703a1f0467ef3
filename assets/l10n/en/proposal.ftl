### A cart that a link proposes

proposal-title = Cart from a link
proposal-note = A link proposes this. Your cart stays as it is until you add it.
proposal-quantity = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
proposal-open = Product not looked up yet
proposal-unknown = Unknown product
proposal-not-here = Not in this shop’s catalog. It will not be added.
proposal-elsewhere = Sold in another market: { $name }. It will not be added.
proposal-sold-out = Sold out. It will not be added.
proposal-stays = Your cart already has enough of it. That stays as it is.
proposal-fewer = Fewer are in stock: your cart will have { $count }.
proposal-raised = Your cart will have { $count }.
proposal-code = Discount code: { $code }
proposal-code-note = We try it at checkout. The shop decides what it takes off.
proposal-before = Your cart now
proposal-after = With this added
proposal-paying = A payment is under way. You can add this when it is over.
proposal-nothing = There is nothing here to add.
proposal-decline = No, thanks
proposal-taken = { $count ->
    [one] { $count } product from the link is in your cart
   *[other] { $count } products from the link are in your cart
}
code-promised = This link promises the code { $code }. Enter it at checkout: the shop decides what it takes off.

# What is left out of a link
left-out-continue-to = The link wants to lead on to another page. It was not followed.
left-out-field = The link wants to fill in other details of an order. They were left out.
left-out-code = The link has a discount code that is none, or a second one. It was left out.
left-out-twice = The link says something twice. The first counts.
left-out-creator = The link names a creator without a valid signature. The name was left out.
left-out-expired = The creator’s offer in this link is over.
