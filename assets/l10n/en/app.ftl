### What stands round every screen. Each feature has a file of its own. Arguments are typed by their name, see core/l10n/build/generate.rs.

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
