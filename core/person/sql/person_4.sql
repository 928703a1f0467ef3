-- Version 4 of person.sqlite: which prices this phone saw, so that an announced reduction can be held against them.

-- A price of an item in a market's catalog, from the first day on which it was seen to the last one, as days since 1970 UTC.
CREATE TABLE price_seen (
    merchant  TEXT    NOT NULL,
    market    TEXT    NOT NULL,
    item      TEXT    NOT NULL,
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL,
    minor     INTEGER NOT NULL,
    currency  TEXT    NOT NULL,
    PRIMARY KEY (merchant, market, item, first_day)
) STRICT, WITHOUT ROWID;
