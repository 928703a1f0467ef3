### Settings

setting-language = Language
setting-language-note = The language of the app.
setting-market = Deliver to
setting-market-note = Decides which catalog and prices you see.
setting-currency = Currency
setting-currency-note = We’ll ask the shop for this currency. You pay in the currency shown.
setting-time-zone = Time zone
setting-time-zone-note = For dates and times in the app.
setting-spent = Other orders from abroad this year
setting-spent-note = Limit for orders from abroad ({ $name }): { $amount } per person and calendar year. Above it, more duty and tax may be due. Orders on this phone are counted already: { $shown } so far. Enter what you ordered elsewhere, in { $code }, as a plain number such as 1200.50.
setting-spent-save = Save
your-data = Your details on this phone
delete-data = Delete
about-catalog = Catalog
catalog-date = Prices as of
catalog-products = Products
catalog-signed = Signed by the shop
catalog-online = Loaded page by page, not signed
catalog-source = Source
refresh = Check for updates
