### The cart

cart-count = { $count ->
    [0] Your cart is empty
    [one] { $count } item
   *[other] { $count } items
}
cart-subtotal = Subtotal
cart-note = Delivery and tax are added at checkout. Duty and import tax may be added there or be due when the parcel arrives.
cart-note-gross = Prices include tax. Delivery is added at checkout. Any duty is added there or due when the parcel arrives.
to-checkout = Go to checkout
cart-empty-title = Your cart is empty
cart-empty-body = What you put in stays here, even offline.
line-dearer = Now { $new }, was { $old }
line-cheaper = Now { $new } instead of { $old }
line-gone = No longer in this shop’s catalog
accept-prices = Accept new prices
removed-from-cart = { $title } was removed
line-spoken = { $count ->
    [one] { $title }, { $count } piece, { $amount }
   *[other] { $title }, { $count } pieces, { $amount }
}
one-more = One more: { $title }
one-less = One less: { $title }
remove-line = Remove: { $title }
