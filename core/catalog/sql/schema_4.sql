-- Version 4 of catalog.sqlite: the numbers on bar codes, by which items are found. `gtin` is the value of the digits, so that
-- numbers of 8, 12, 13 and 14 digits are compared alike; `rank` is the row of item_N. What an older build wrote is indexed
-- when its file is brought up (src/numbers.rs).
CREATE TABLE gtin (
    scope INTEGER NOT NULL,
    gtin  INTEGER NOT NULL,
    rank  INTEGER NOT NULL,
    PRIMARY KEY (scope, gtin, rank)
) STRICT, WITHOUT ROWID;
