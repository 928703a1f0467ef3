-- Version 1 of person.sqlite: the person's own data. Never dropped; upgraded step by step. Rows that belong to a
-- merchant carry its origin.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE buyer (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    body TEXT NOT NULL
) STRICT;

CREATE TABLE recent (
    merchant TEXT    NOT NULL,
    item     TEXT    NOT NULL,
    seen_at  INTEGER NOT NULL,
    PRIMARY KEY (merchant, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_line (
    merchant TEXT    NOT NULL,
    item     TEXT    NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    position INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (merchant, item)
) STRICT, WITHOUT ROWID;

-- A named purchase, written before the cart is touched.
CREATE TABLE purchase (
    merchant TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    item     TEXT    NOT NULL,
    quantity INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    order_id TEXT,
    PRIMARY KEY (merchant, name)
) STRICT, WITHOUT ROWID;

-- The checkout in progress, one a merchant, as last described.
CREATE TABLE checkout (
    merchant TEXT PRIMARY KEY,
    body     TEXT NOT NULL
) STRICT;

-- The journal. `body` holds the credential and is wiped when the attempt is settled.
CREATE TABLE attempt (
    id          TEXT    PRIMARY KEY,
    merchant    TEXT    NOT NULL,
    checkout    TEXT    NOT NULL,
    purchase    TEXT,
    state       TEXT    NOT NULL,
    handler     TEXT    NOT NULL,
    minor       INTEGER NOT NULL,
    currency    TEXT    NOT NULL,
    payee       TEXT    NOT NULL,
    expires_at  INTEGER,
    key         TEXT    NOT NULL UNIQUE,
    cancel_key  TEXT    NOT NULL UNIQUE,
    url         TEXT,
    body        BLOB,
    sends       INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    dead_at     INTEGER NOT NULL,
    settled_at  INTEGER
) STRICT;
CREATE INDEX attempt_open ON attempt (merchant) WHERE settled_at IS NULL;

CREATE TABLE orders (
    merchant  TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    checkout  TEXT    NOT NULL,
    placed_at INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    PRIMARY KEY (merchant, id)
) STRICT, WITHOUT ROWID;
