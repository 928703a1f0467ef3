### Every word a shopper sees. Arguments are typed by their name, see core/l10n/build/generate.rs.

## The frame
app-name = Tradewind
tab-home = Shop
tab-cart = Cart
tab-orders = Orders
tab-settings = Settings
tab-cart-spoken = { $count ->
    [one] Cart, { $count } item
   *[other] Cart, { $count } items
}
back = Back
retry = Try again
offline-banner = You’re offline. You can keep browsing and adding to your cart, and pay once you’re back online.
as-of = Prices as of { $moment }
loading = Loading …
undo = Undo
dismiss = Dismiss
tabs = Main areas
price-spoken = { $title }, { $price }
price-sale-spoken = { $title }, { $price } instead of { $old }
sold-out-spoken = { $title }, sold out
picture-of = Picture of { $title }

## Home
search-hint = What are you looking for?
search-clear = Clear search
categories = Categories
deals = Deals
recently-seen = Recently seen
category-spoken = { $count ->
    [one] { $name }, { $count } product
   *[other] { $name }, { $count } products
}
catalog-missing-title = The shelves are still empty
catalog-missing-body = Connect once so that the catalog can be loaded. After that it works without a network.
market-not-served-title = Not available in your country yet
choose-market = Choose a country
catalog-expired = These prices are out of date. Connect to load today’s.
catalog-fallback = This shop’s catalog is not available in your language yet.

## Results
product-count = { $count ->
    [0] No products
    [one] { $count } product
   *[other] { $count } products
}
nothing-found-title = Nothing found
nothing-found-body = Check the spelling, or try fewer or more general words.

## The product
percent-off = −{ $percent }
was-price = Was { $old }
sale-until = On sale until { $date }
price-note = The shop’s price. Delivery, tax and duty are shown before you pay.
price-note-gross = The shop’s price, tax included. Delivery and any duty are shown before you pay.
price-note-net = The shop’s price before tax. Delivery, tax and any duty are shown before you pay.
in-stock = In stock
few-left = { $count ->
    [one] Only { $count } left
   *[other] Only { $count } left
}
sold-out = Sold out
preorder = Available to pre-order
backorder = Ships later
delivery-note = Delivery choices and costs come at checkout, once the shop knows where to send it.
description = Description
choose-variant = Choose an option
fact-weight = Shipping weight
fact-origin = Made in
fact-hs-code = Customs tariff number
fact-color = Color
fact-size = Size
fact-material = Material
fact-pattern = Pattern
add-to-cart = Add to cart
in-your-cart = { $count ->
    [one] { $count } in your cart
   *[other] { $count } in your cart
}
added-to-cart = { $title } is in your cart
product-unknown-title = This product is not here
product-unknown-body = It may be sold only in another market, or no longer at all.
weight-grams = { $n } g
weight-kilograms = { $value } kg
view-in-3d = View in 3D

## The preview
preview-spoken = { $title } in 3D: { $width } wide, { $height } high, { $depth } deep
preview-hint = Drag to turn it, pinch to come closer.
preview-no-adapter = This device cannot show products in 3D. Here is a picture instead.
preview-no-model = There is no 3D view of this option. Here is a picture instead.
preview-reset = Reset the view
preview-left = Turn to the left
preview-right = Turn to the right
preview-closer = Closer
preview-farther = Farther away
preview-show-sizes = Show sizes
preview-hide-sizes = Hide sizes
size-width = Width
size-height = Height
size-depth = Depth
size-spoken = { $name }: { $value }
length-centimetres = { $value } cm
length-metres = { $value } m
length-inches = { $value } in
length-feet = { $n } ft
length-feet-inches = { $n } ft { $count } in

## The cart
cart-count = { $count ->
    [0] Your cart is empty
    [one] { $count } item
   *[other] { $count } items
}
cart-subtotal = Subtotal
cart-note = Delivery, tax and duty are added at checkout.
cart-note-gross = Prices include tax. Delivery and any duty are added at checkout.
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

## The checkout
checkout = Checkout
your-details = Delivery address
field-email = Email
field-first-name = First name
field-last-name = Last name
field-phone-number = Phone
field-street-address = Street and number
field-extended-address = Apartment, company
field-address-locality = City
field-address-region = State or region
field-address-region-us = State
field-address-region-jp = Prefecture
field-address-region-ae = Emirate
field-postal-code = Postal code
field-postal-code-us = ZIP code
field-address-country = Country
field-missing = Please fill this in
field-bad = Enter a valid email address
field-bad-postal-code = Enter a valid postal code, such as { $code }
continue-to-review = Continue
change-details = Change
delivery = Delivery
delivery-spoken = { $title }, { $price }
line-times = { $count } × { $title }
total-subtotal = Subtotal
total-items-discount = Item discounts
total-discount = Discount
total-fulfillment = Delivery
total-tax = Tax
total-insurance = Insurance
total-import-tax = Import tax
total-duty = Customs duty
total-excise = Excise
total-fee = Fee
total-total = Total
total-with-tax = Total, tax included
total-tax-included = incl. tax
total-included = incl. { $what }
total-estimated = { $what }, estimated
total-later-carrier = { $what }, paid to the carrier
total-later-customs = { $what }, paid to customs
total-not-included = not included
money-range = { $min } to { $max }
total-other = Other
code-hint = Discount code
code-add = Apply
code-remove = Remove the code { $code }
terms = Terms
privacy = Privacy
pay-amount = Pay { $amount }
pay = Pay
pay-with = Pay { $amount } with { $title }
price-changed-title = The price has changed
price-changed-body = It was { $old }, now it is { $new }. You can pay once you agree.
currency-changed-body = The shop charges in another currency: { $new }. You can pay once you agree.
accept-price = Accept new total: { $amount }
continue-in-browser = Continue in the browser
escalation-body = To finish this order, continue on the shop’s website.
wallet-title = Approve in your wallet
wallet-body = Check the amount in your wallet. Nothing is paid before you approve.
sheet-title = Sandbox wallet
sheet-approve = Approve
sheet-decline = Decline
sheet-cancel = Close
sending-title = Paying …
sending-body = The shop is confirming your order. You can leave the app; nothing gets lost.
unknown-title = We don’t know yet whether this went through
unknown-body = Please don’t pay again. We keep asking the shop, and this will resolve on its own, even if you close the app.
confirmed-title = Thank you! Your order is placed
confirmed-body = The shop confirmed order { $order }.
declined-title = The payment was declined
declined-body = Nothing was charged. You can try again or use another payment method.
cancelled-title = You canceled the payment
cancelled-body = Nothing was charged. Your cart is as it was.
ended-title = This checkout has expired
ended-body = Nothing was bought. You can start again from your cart.
done = Done
see-order = See the order

## Orders
order-title = Order { $order }
orders-empty-title = No orders yet
orders-empty-body = Your orders appear here, even offline.
item-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
placed-on = Placed on { $date }
timeline = Order updates
order-page = View order on the shop’s site
product-page = View product on the shop’s site
order-unknown-title = This order is not on this phone
order-unknown-body = Only orders placed here can be shown.
order-spoken = { $title }, { $status }, { $amount }
status-processing = In preparation
status-partly-shipped = Partly on its way
status-shipped = On its way
status-delivered = Delivered
status-canceled = Canceled
status-returned = Returned
event-placed = Order placed
event-processing = The shop is preparing it
event-shipped = Handed to the carrier
event-in-transit = On its way
event-out-for-delivery = Out for delivery
event-delivered = Delivered
event-failed-attempt = Delivery attempt failed
event-canceled = Canceled
event-undeliverable = Could not be delivered
event-returned-to-sender = Sent back to the shop
event-refund = Money refunded
event-return = Return accepted

## Settings
setting-language = Language
setting-language-note = The language of the app.
setting-market = Deliver to
setting-market-note = Decides which catalog and prices you see.
setting-currency = Currency
setting-currency-note = We’ll ask the shop for this currency. You pay in the currency shown.
setting-time-zone = Time zone
setting-time-zone-note = For dates and times in the app.
your-data = Your details on this phone
delete-data = Delete
erase-everything-title = Everything on this phone
erase-everything = Erase everything
erase-everything-note = Deletes your details, cart, orders, settings and everything else this app keeps on this phone. Orders at the shop stay as they are.
erase-everything-waits = A payment is not settled yet. Once it is, you can erase everything.
erase-everything-asks = The shop has not answered yet. Once it has, everything is erased.
erase-everything-confirm = Erase everything for good
erase-everything-keep = Keep everything
erase-everything-done = Everything this app kept on this phone is erased.
about-catalog = Catalog
catalog-date = Prices as of
catalog-products = Products
catalog-signed = Signed by the shop
catalog-online = Loaded page by page, not signed
catalog-source = Source
refresh = Check for updates

## Errors: one sentence for each public code
error-offline = No connection to the shop. What is on this phone stays usable.
error-timeout = The shop did not answer in time.
error-insecure-url = This address isn’t secure, so it wasn’t opened.
error-tls-failed = A secure connection to the shop could not be made.
error-too-large = The answer was larger than allowed and was dropped.
error-merchant-busy = The shop is busy. Please try again in a moment.
error-merchant-failed = Something went wrong at the shop. Please try again later.
error-merchant-garbage = The shop’s answer could not be understood.
error-ucp-version-unsupported = This shop needs a newer version of the app.
error-capability-missing = This shop does not offer that.
error-merchant-refused = The shop refused this.
error-not-found = The shop does not know this.
error-market-not-served = This shop doesn’t sell to your country yet. Choose one of the countries it delivers to.
error-pack-tampered = The new catalog is damaged and was not used. The one you have stays.
error-pack-signature = The new catalog is not signed by this shop and was not used.
error-pack-rollback = The shop offered an older catalog than the one you have. It was not used.
error-pack-expired = The shop’s catalog is out of date and was not used.
error-pack-not-yet = The shop’s catalog is dated in the future and was not used.
error-catalog-unfinished = The catalog stopped loading last time. Try again.
error-pack-wrong-market = The catalog is for another market and was not used.
error-pack-format = The catalog needs a newer version of this app.
error-development-key = This shop signs with a test key. Such catalogs are used only on this device.
error-catalog-empty = There is no catalog on this phone yet.
error-item-unknown = This product is not in the catalog.
error-picture-broken = This picture could not be shown.
error-model-broken = The 3D view of this product is damaged. Here is a picture instead.
error-model-too-large = The 3D view of this product is too large for this phone. Here is a picture instead.
error-draw-failed = The 3D view stopped. Here is a picture instead.
error-feed-row = A row of the product feed is faulty.
error-feed-unreadable = The product feed could not be read.
error-feed-shrunk = The new feed has far fewer products than the catalog it would replace; nothing was changed.
error-out-of-stock = Something in your cart is sold out.
error-quantity-limit = You’ve reached the limit for this item.
error-price-changed = The price has changed. Please agree to it first.
error-basket-changed = The shop changed something in your order. Check the changes before you pay.
error-total-differs = The shop’s order states a different total from the one you agreed to.
error-total-unstated = The shop confirmed the order without stating its total.
error-max-exceeded = The total is above the limit you set or in another currency. The order was not placed.
error-address-refused = The shop doesn’t deliver to this address.
error-delivery-unchosen = Choose a delivery option.
error-bank-check = Your bank wants to confirm that it’s you. Continue at your bank.
error-totals-mismatch = The shop’s amounts do not add up. To be safe, you cannot pay this.
error-buyer-incomplete = Something is missing in your details.
error-escalation-required = The shop wants you to continue on its own page.
error-payment-unsupported = This shop accepts none of the payment methods on this phone.
error-payment-declined = The payment was declined. Nothing was charged.
error-payment-cancelled = The payment was canceled. Nothing was charged.
error-payment-unknown = It is not known yet whether the payment went through. Please don’t pay again.
error-payment-pending = An earlier payment to this shop is not settled yet. Please wait for it.
error-aside-too-early = It is too early to put this payment aside. That is possible 72 hours after it was begun, or once the shop no longer knows of it.
error-checkout-ended = This checkout has expired. Please start again from your cart.
error-purchase-mismatch = This order was already started with different items.
error-cart-empty = Your cart is empty.
error-link-unknown = We can’t open this link.
error-link-foreign = This link belongs to another shop.
error-link-too-long = This link is too long.
error-clock-wrong = The date or time on this phone is wrong. Check it in the phone’s settings.
error-disk-full = This phone’s storage is full. Nothing was lost. Free up some space and try again.
error-store-failed = Your data on this phone cannot be read or written at the moment.
error-store-repaired = Part of your data on this phone was damaged. What could be read was saved; please check your cart, details and orders.
error-journal-lost = Your data was damaged, and a payment may have been under way. Please ask the shop before you pay again.
error-folder-locked = The app is already open.
error-store-too-new = Your data was written by a newer version of this app.
error-vault-failed = The secure storage of this phone did not answer.
error-wallet-failed = The wallet could not be opened.
error-bad-input = This input cannot be used.
error-internal = Something went wrong in the app. Your data is safe.
