### Home

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
