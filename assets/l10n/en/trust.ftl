### What is said when a shop, a bank or the phone does something the person did not expect.

## An order that is no longer what was seen
basket-changed-title = Your order has changed
change-line-added = Added by the shop: { $count } × { $title }
change-line-removed = Removed by the shop: { $title }
change-quantity = { $title }: quantity { $to } instead of { $from }
change-price = { $title }: { $to } instead of { $from }
change-fee-added = New: { $label }, { $amount }
change-fee = { $label }: { $to } instead of { $from }
change-fee-removed = No longer included: { $label }
change-total = Total: { $to } instead of { $from }
change-term = What’s due now and later has changed
accept-changes = Accept these changes
accept-warning = I’ve read this and want to continue
shop-warns-title = The shop reports a problem
total-differs-title = The order total is { $charged }
total-differs-body = You agreed to { $shown }, but the shop’s order says { $charged }. If that isn’t right, contact the shop.
total-unstated-title = Ordered, but the shop doesn’t state the total
total-unstated-body = You agreed to { $shown }. The shop confirmed the order without stating a total. If a different amount is charged, contact the shop.
basket-differs-title = This order is different
basket-differs-body = The items in this order aren’t the ones you agreed to. If that isn’t right, contact the shop.

## Why a payment did not happen
sold-out-title = Sold out in the meantime
address-refused-title = The shop can’t deliver to this address
wallet-silent-title = The wallet didn’t answer
bank-check-title = Your bank wants to confirm it’s you
bank-check-body = Continue at your bank, then come back here. We’ll ask the shop how it went.
bank-check-continue = Continue at your bank
bank-check-done = I’m back: check now

## A payment that nobody answers for
put-aside = Put this payment aside
put-aside-body = Contact the shop first. If you put this payment aside, you can shop again, but buying the same things could mean paying twice. We’ll check it again before your next payment.
put-aside-paid-later = An earlier payment was charged after all: { $amount }. You’ll find it in your orders. If you have paid twice, contact the shop.
put-aside-paid-later-unstated = An earlier payment was charged after all. The shop doesn’t state the amount. You’ll find it in your orders. If you have paid twice, contact the shop.
contact-shop = Contact the shop
contact-shop-details = Checkout { $session }, { $time }, { $amount }
other-host = Checkout runs at { $host }

## The phone
erased = Everything was erased from this phone
clock-wrong-banner = This phone’s clock and the shop’s don’t agree, so we’re going by the shop’s. Check the phone’s date and time.
disk-full-paying-title = This phone’s storage is full
disk-full-paying = The shop’s answer can’t be saved yet. Please don’t pay again: free up some space and your order will continue by itself.
storage-repaired = Some data on this phone was damaged and has been repaired.

## A shop that shows nothing unasked
empty-query-hint = Enter a search word to see this shop’s products.
