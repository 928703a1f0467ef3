-- Version 1 of catalog.sqlite: cache data alone, always droppable. Each scope's rows live in tables of its own
-- (item_N, fts_N, made from scope_tables.sql), so that a new catalog is written beside the old one and swapped in
-- by one row, in one transaction.
CREATE TABLE scope (
    id         INTEGER PRIMARY KEY,
    merchant   TEXT    NOT NULL,
    market     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    currency   TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    as_of      INTEGER NOT NULL,
    expires_at INTEGER,
    fetched_at INTEGER NOT NULL,
    used_at    INTEGER NOT NULL,
    signed     INTEGER NOT NULL,
    items      INTEGER NOT NULL,
    etag       TEXT,
    UNIQUE (merchant, market, language)
) STRICT;

CREATE TABLE category (
    scope INTEGER NOT NULL,
    key   INTEGER NOT NULL,
    name  TEXT    NOT NULL,
    items INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
