-- Version 2 of person.sqlite: whose file it is, versions of what is kept as JSON, two orders under one number, and
-- sessions that are still to be cancelled at the merchant.

-- The install that writes this file. The vault holds the same id; where they differ, the file was copied or restored.
CREATE TABLE install (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id  TEXT NOT NULL
) STRICT;

-- Which install began it; NULL for one of before version 2. Such an attempt counts as begun elsewhere.
ALTER TABLE attempt ADD COLUMN install TEXT;
ALTER TABLE checkout ADD COLUMN install TEXT;

-- `version` is that of the body's shape (store/body.rs). A body of a newer app is left as it is.
ALTER TABLE buyer ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE cart_line ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE checkout ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE setting ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE purchase ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- A shop may give one order number twice; the checkout tells the orders apart.
CREATE TABLE orders_2 (
    merchant  TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    checkout  TEXT    NOT NULL,
    placed_at INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    version   INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant, id, checkout)
) STRICT, WITHOUT ROWID;
INSERT INTO orders_2 (merchant, id, checkout, placed_at, body)
    SELECT merchant, id, checkout, placed_at, body FROM orders;
DROP TABLE orders;
ALTER TABLE orders_2 RENAME TO orders;

-- Sessions given up on this phone whose cancelling the merchant has not answered yet. No person's data is in it.
CREATE TABLE IF NOT EXISTS cancel (
    merchant TEXT NOT NULL,
    checkout TEXT NOT NULL,
    key      TEXT NOT NULL UNIQUE,
    purchase TEXT,
    PRIMARY KEY (merchant, checkout)
) STRICT, WITHOUT ROWID;

-- What the person is still to be told about this file, as public codes.
CREATE TABLE notice (
    code TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What the person saw and agreed to, as JSON: compared with what was bought. NULL for attempts of before.
ALTER TABLE attempt ADD COLUMN approved TEXT;
