### Results

product-count = { $count ->
    [0] No products
    [one] { $count } product
   *[other] { $count } products
}
nothing-found-title = Nothing found
nothing-found-body = Check the spelling, or try fewer or more general words.
sort-by-door = Sort by price at your door
sort-by-match = Sort by best match
sort-by-door-most = Only the best matches are sorted by price at your door.
