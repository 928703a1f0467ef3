-- Version 7 of person.sqlite: what the person agreed to, and where they came from while they agree to that.

-- The last answer of each purpose, at this merchant. `install` is the phone it was given on: on another one it counts for nothing.
CREATE TABLE consent (
    merchant TEXT    NOT NULL,
    purpose  TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    wording  INTEGER NOT NULL,
    answer   TEXT    NOT NULL,
    install  TEXT,
    PRIMARY KEY (merchant, purpose)
) STRICT, WITHOUT ROWID;

-- The first (0) and the latest (1) link of a campaign or a creator. Nothing is kept after `until`; `seen_at` is the latest moment at which
-- the row was known to be there, so that a clock that was set back keeps it no longer. `campaign` is a JSON object of texts.
CREATE TABLE touch (
    merchant TEXT    NOT NULL,
    place    INTEGER NOT NULL CHECK (place IN (0, 1)),
    at       INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL,
    campaign TEXT    NOT NULL,
    creator  TEXT,
    install  TEXT,
    PRIMARY KEY (merchant, place)
) STRICT, WITHOUT ROWID;

-- Checkouts whose merchant was told of it, a row each, with the order that one became: so an order counts once.
CREATE TABLE attributed (
    merchant TEXT    NOT NULL,
    checkout TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    order_id TEXT,
    PRIMARY KEY (merchant, checkout)
) STRICT, WITHOUT ROWID;
