### What an order comes to at the door: customs, tax and the carrier

door-title = At your door
door-exact = { $amount } at your door
door-range = { $min } to { $max } at your door
door-why = See the breakdown
door-with-delivery = Delivery included: { $amount }
door-without-delivery = Without delivery: its cost is shown at checkout
door-not-in-it = Not in this amount: { $name }
door-nothing-more = Nothing more is due at your door
door-by-shop = Paid to the shop
door-by-platform = Paid to the platform
door-by-carrier = Paid to the carrier when the parcel arrives
door-by-customs = Paid to customs or the post when the parcel arrives
door-within = Included in the price
door-nobody-knows = This may be due. We have no reliable figure.
door-since = Rule in force since { $date }
door-unsure = Not confirmed by an official source: the amount may differ.
door-as-of = Customs and tax rules as of { $date }
door-rate = Converted at 1 { $from } = { $value } { $to } ({ $name }, { $date })
door-closer = For a closer estimate we’d need to know:
door-needs-hs = the exact customs tariff number of the product
door-needs-origin = where the product was made
door-needs-mass = the weight of the product
door-needs-rate = the exchange rate
door-needs-seller = whether the shop is registered for tax in your country
door-needs-mode = whether it comes by post or by courier
door-needs-from = where the parcel is sent from
door-needs-spent = what you have spent this year on orders from abroad
door-no-rules = We have no rules for this country, so the range is only a rough estimate.
door-merchant-included = The shop’s total includes duty and import tax
door-merchant-silent = The shop’s total does not include what is due at the border
door-duty-starts = { $amount } below the limit at which duty starts
door-tax-starts = { $amount } below the limit at which import tax starts
door-both-start = { $amount } below the limit at which duty and import tax start
door-duty-started = { $amount } over the duty-free limit
door-tax-started = { $amount } over the limit free of import tax
door-both-started = { $amount } over the limit free of duty and import tax
