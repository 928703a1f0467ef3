### The product

percent-off = −{ $percent }
was-price = Was { $old }
sale-until = On sale until { $date }
price-note = The shop’s price. Delivery and tax are shown before you pay, and duty where we can estimate it.
price-note-gross = The shop’s price, tax included. Delivery is shown before you pay, and any duty where we can estimate it.
price-note-net = The shop’s price before tax. Delivery and tax are shown before you pay, and any duty where we can estimate it.
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
fact-hs-named = { $code } · { $name }
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
share-product = Share
share-title = What you’re sharing
share-words = { $title }: { $price } on { $date }. The price may have changed since.
share-picture = { $title }, with a QR code that opens it
share-send = Choose an app
share-copy = Copy text and link
share-close = Close
lowest-30 = Lowest price in the 30 days before the reduction: { $old }
reduction-false = The advertised discount isn’t right: in the 30 days before it, the lowest price was { $old }.
reduction-seen = The advertised discount isn’t right: this device showed the price { $old } on { $date }.
personalised-price = The shop says this price was personalized for you by automated decision-making.
personalised-short = Price personalized for you
unit-price = { $price } per { $value }
fact-ships-from = Ships from
fact-condition = Condition
condition-refurbished = Refurbished
condition-used = Used
fact-energy = Energy efficiency class
energy-short = Energy { $value }
fact-gtin = GTIN
fact-mpn = Manufacturer part number

# Amounts with their units, as packages have them
unit-mg = { $value } mg
unit-g = { $value } g
unit-kg = { $value } kg
unit-ml = { $value } ml
unit-cl = { $value } cl
unit-l = { $value } l
unit-cbm = { $value } m³
unit-cm = { $value } cm
unit-m = { $value } m
unit-sqm = { $value } m²
unit-oz = { $value } oz
unit-lb = { $value } lb
unit-floz = { $value } fl oz
unit-pt = { $value } pt
unit-qt = { $value } qt
unit-gal = { $value } gal
unit-in = { $value } in
unit-ft = { $value } ft
unit-yd = { $value } yd
unit-sqft = { $value } ft²
unit-ct = { $count ->
    [one] piece
   *[other] { $count } pieces
}
