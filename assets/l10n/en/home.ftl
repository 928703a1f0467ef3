### Home

search-hint = What are you looking for?
search-clear = Clear search
code-title = Enter a code
code-note = A short code from the shop, a link, or the number under a barcode.
code-open = Open
code-scan = Scan a code
code-scan-note = The camera looks for a barcode or a QR code. No picture is kept.
code-scan-refused = The app isn’t allowed to use the camera. Allow it in the system settings, or type the code in.
categories = Categories
ranked-because = Because you viewed { $title }, similar products come first. You can turn this off in Settings.
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
