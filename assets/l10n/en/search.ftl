### Results

product-count = { $count ->
    [0] No products
    [one] { $count } product
   *[other] { $count } products
}
nothing-found-title = Nothing found
nothing-found-body = Check the spelling, or try fewer or more general words.
