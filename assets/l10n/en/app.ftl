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
offline-banner = You are offline. You can browse and fill your cart; paying waits until you are back.
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
search-clear = Clear the search
categories = Categories
deals = Deals
recently-seen = Recently seen
category-spoken = { $count ->
    [one] { $name }, { $count } product
   *[other] { $name }, { $count } products
}
catalog-missing-title = The shelves are still empty
catalog-missing-body = Connect once so that the catalog can be loaded. After that it works without a network.
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
choose-variant = Choose a version
fact-weight = Shipping weight
fact-origin = Made in
fact-hs-code = Customs tariff number
fact-color = Colour
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
preview-no-model = There is no 3D view of this version. Here is a picture instead.
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
to-checkout = Go to checkout
cart-empty-title = Your cart is empty
cart-empty-body = What you put in stays here, even offline.
line-dearer = Now { $new }, was { $old }
line-cheaper = Now { $new } instead of { $old }
line-gone = No longer in this shop’s catalog
accept-prices = Keep at the new prices
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
your-details = Where should it go?
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
field-bad = Please check this
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
total-fee = Fee
total-total = Total
total-other = Other
code-hint = Discount code
code-add = Apply
code-remove = Remove the code { $code }
terms = Terms
privacy = Privacy
pay-amount = Pay { $amount }
pay = Pay
price-changed-title = The price has changed
price-changed-body = It was { $old }, now it is { $new }. You can pay once you agree.
currency-changed-body = The shop charges in another currency: { $new }. You can pay once you agree.
accept-price = Agree to { $amount }
continue-in-browser = Continue in the browser
escalation-body = The shop needs something that can only be done on its own page.
wallet-title = Approve in your wallet
wallet-body = Check the amount in your wallet. Nothing is paid before you approve.
sheet-title = Sandbox wallet
sheet-approve = Approve
sheet-decline = Decline
sheet-cancel = Close
sending-title = Paying …
sending-body = The shop is confirming your order. You can leave the app; nothing gets lost.
unknown-title = We don’t know yet whether this went through
unknown-body = Please don’t pay again. We keep asking the shop, and it will be settled by itself, even if you close the app.
confirmed-title = Thank you! Your order is placed
confirmed-body = The shop confirmed order { $order }.
declined-title = The payment was declined
declined-body = Nothing was charged. You can try again or use another means of payment.
cancelled-title = You cancelled the payment
cancelled-body = Nothing was charged. Your cart is as it was.
ended-title = This checkout has ended
ended-body = Nothing was bought. You can start again from your cart.
done = Done
see-order = See the order

## Orders
order-title = Order { $order }
orders-empty-title = No orders yet
orders-empty-body = What you buy shows up here and stays, also offline.
item-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
placed-on = Placed on { $date }
timeline = What has happened
order-page = Order page of the shop
product-page = Product page of the shop
order-unknown-title = This order is not on this phone
order-unknown-body = Only orders placed here can be shown.
order-spoken = { $title }, { $status }, { $amount }
status-processing = In preparation
status-partly-shipped = Partly on its way
status-shipped = On its way
status-delivered = Delivered
status-canceled = Cancelled
status-returned = Returned
event-placed = Order placed
event-processing = The shop is preparing it
event-shipped = Handed to the carrier
event-in-transit = On its way
event-out-for-delivery = Out for delivery
event-delivered = Delivered
event-failed-attempt = Delivery attempt failed
event-canceled = Cancelled
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
setting-currency-note = A wish that is sent along. Prices stay in the currency the shop charges.
setting-time-zone = Time zone
setting-time-zone-note = For dates and times in the app.
your-data = Your details on this phone
delete-data = Delete
erase-everything-title = Everything on this phone
erase-everything = Erase everything
erase-everything-note = Deletes your details, cart, orders, settings and everything else this app keeps on this phone. Orders at the shop stay as they are.
erase-everything-waits = A payment is not settled yet. Once it is, you can erase everything.
erase-everything-confirm = Erase everything for good
erase-everything-keep = Keep everything
erase-everything-done = Everything this app kept on this phone is erased.
about-catalog = Catalog
catalog-date = Prices as of
catalog-version = Version
catalog-products = Products
catalog-signed = Signed by the shop
catalog-online = Loaded page by page, not signed
catalog-source = Source
refresh = Look for news
country = { $code ->
    [AE] United Arab Emirates
    [DE] Germany
    [JP] Japan
    [US] United States
   *[other] { $code }
}

## Errors: one sentence for each public code
error-offline = No connection to the shop. What is on this phone stays usable.
error-timeout = The shop did not answer in time.
error-insecure-url = This address is not secure, so it was not opened.
error-tls-failed = A secure connection to the shop could not be made.
error-too-large = The answer was larger than allowed and was dropped.
error-merchant-busy = The shop is busy and asks to wait a little.
error-merchant-failed = The shop has a fault at the moment. Please try again later.
error-merchant-garbage = The shop’s answer could not be understood.
error-ucp-version-unsupported = This shop speaks a version that this app does not know.
error-capability-missing = This shop does not offer that.
error-merchant-refused = The shop refused this.
error-not-found = The shop does not know this.
error-pack-tampered = The new catalog is damaged and was not used. The one you have stays.
error-pack-signature = The new catalog is not signed by this shop and was not used.
error-pack-rollback = The shop offered an older catalog than the one you have. It was not used.
error-pack-expired = The shop’s catalog is out of date and was not used.
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
error-out-of-stock = Something in your cart is sold out.
error-quantity-limit = More than the shop can sell you of this.
error-price-changed = The price has changed. Please agree to it first.
error-totals-mismatch = The shop’s amounts do not add up. To be safe, you cannot pay this.
error-buyer-incomplete = Something is missing in your details.
error-escalation-required = The shop wants you to continue on its own page.
error-payment-unsupported = This shop takes none of the means of payment on this phone.
error-payment-declined = The payment was declined. Nothing was charged.
error-payment-cancelled = The payment was cancelled. Nothing was charged.
error-payment-unknown = It is not known yet whether the payment went through. Please don’t pay again.
error-payment-pending = An earlier payment to this shop is not settled yet. Please wait for it.
error-checkout-ended = This checkout has ended. Please start again from your cart.
error-purchase-mismatch = A purchase of this name was begun with other contents.
error-cart-empty = Your cart is empty.
error-link-unknown = This link leads nowhere in this app.
error-link-foreign = This link belongs to another shop.
error-link-too-long = This link is too long.
error-disk-full = The storage of this phone is full. Nothing was lost; please make some room.
error-store-failed = Your data on this phone cannot be read or written at the moment.
error-store-repaired = Part of your data on this phone was damaged. What could be read was saved; please check your cart, details and orders.
error-journal-lost = Your data was damaged, and a payment may have been under way. Please ask the shop before you pay again.
error-folder-locked = The app is already open.
error-store-too-new = Your data was written by a newer version of this app.
error-vault-failed = The secure storage of this phone did not answer.
error-wallet-failed = The wallet could not be opened.
error-bad-input = This input cannot be used.
error-internal = Something went wrong in the app. Your data is safe.
