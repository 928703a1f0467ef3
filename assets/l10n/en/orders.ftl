### Orders

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
receipt-holds = Receipt checked: the amounts add up
receipt-more = Receipt checked: { $amount } more than we calculate for { $name }
receipt-less = Receipt checked: { $amount } less than we calculate for { $name }
receipt-export = Save the result
receipt-why = See the calculation
receipt-stated = Shop: { $amount }
receipt-computed = Calculated: { $amount }
receipt-as-stated = Taken as the shop states it
receipt-by-line = Tax rounded for each line
receipt-once = Tax rounded once for the whole order
receipt-by-piece = Tax rounded for each piece
receipt-declared = This is how the shop says it rounds.
receipt-declared-otherwise = The shop says how it rounds, but rounded that way the tax comes out differently.
receipt-no-way = No usual way of rounding gives the shop’s tax.
receipt-no-rate = The shop doesn’t state its tax rate, so we couldn’t check the tax.
receipt-no-base = The shop doesn’t say which amounts are taxed, so we couldn’t check the tax.
receipt-stands = What you pay is the shop’s amount. If it doesn’t look right, ask the shop.
