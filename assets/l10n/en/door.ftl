### What an order comes to at the door: customs, tax and the carrier

door-title = At your door
door-exact = { $amount } at your door
door-range = { $min } to { $max } at your door
door-why = What is in it
door-with-delivery = With delivery for { $amount }
door-without-delivery = Without delivery: the shop names its price at checkout
door-nothing-more = Nothing more is due at your door
door-by-shop = Paid to the shop
door-by-platform = Paid to the platform
door-by-carrier = Paid to the carrier when the parcel comes
door-by-customs = Paid to customs or the post when the parcel comes
door-within = Within the price
door-nobody-knows = It may be due. Nothing certain is known of it.
door-since = Rule in force since { $date }
door-unsure = Not confirmed by an official source: the amount may be another.
door-as-of = Customs and tax rules as of { $date }
door-rate = Converted at 1 { $from } = { $value } { $to } ({ $name }, { $code })
door-closer = A closer estimate needs:
door-needs-hs = the exact customs code of the product
door-needs-origin = where the product was made
door-needs-mass = the weight of the product
door-needs-rate = an exchange rate
door-needs-seller = whether the shop is registered for tax in your country
door-needs-mode = whether it comes by post or by courier
door-needs-from = where the parcel is sent from
door-needs-spent = what you have spent this year on orders from abroad
door-no-rules = We have no rules for this country. The range is a wide guess.
door-merchant-included = The shop’s total includes duty and import tax
door-merchant-silent = The shop’s total does not include what is due at the border
door-duty-starts = { $amount } below the limit at which duty starts
door-tax-starts = { $amount } below the limit at which import tax starts
door-both-start = { $amount } below the limit at which duty and import tax start
door-duty-started = { $amount } above the limit up to which no duty is due
door-tax-started = { $amount } above the limit up to which no import tax is due
door-both-started = { $amount } above the limit up to which neither duty nor import tax is due
