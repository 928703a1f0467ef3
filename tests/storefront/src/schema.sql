-- The sandbox merchant's file.
CREATE TABLE IF NOT EXISTS counter (next INTEGER NOT NULL);
INSERT INTO counter SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM counter);
CREATE TABLE IF NOT EXISTS stock (item TEXT PRIMARY KEY, quantity INTEGER NOT NULL CHECK (quantity >= 0));
CREATE TABLE IF NOT EXISTS price (item TEXT, market TEXT, minor INTEGER NOT NULL, PRIMARY KEY (item, market));
CREATE TABLE IF NOT EXISTS cart (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS checkout (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS orders (
    id       TEXT PRIMARY KEY,
    checkout TEXT NOT NULL,
    total    INTEGER NOT NULL,
    currency TEXT NOT NULL,
    lines    TEXT NOT NULL,
    body     TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS idempotency (
    key        TEXT PRIMARY KEY,
    request    TEXT NOT NULL,
    status     INTEGER NOT NULL,
    answer     BLOB NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS ledger (
    checkout TEXT NOT NULL,
    payment  TEXT NOT NULL,
    entry    TEXT NOT NULL CHECK (entry IN ('capture', 'void', 'refund', 'repeat', 'refused')),
    amount   INTEGER NOT NULL,
    currency TEXT NOT NULL
);
-- Apple's ad postbacks whose signature held; what is claimed is not signed.
CREATE TABLE IF NOT EXISTS postback (
    kit            TEXT    NOT NULL CHECK (kit IN ('SKAdNetwork', 'AdAttributionKit')),
    id             TEXT    NOT NULL,
    sequence       INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 2),
    version        TEXT    NOT NULL,
    app            INTEGER NOT NULL,
    network        TEXT    NOT NULL,
    source         TEXT    NOT NULL,
    won            INTEGER NOT NULL,
    signer         TEXT    NOT NULL CHECK (signer IN ('production', 'development', 'sandbox')),
    counted        INTEGER NOT NULL,
    claimed_value  INTEGER,
    claimed_coarse TEXT,
    at             INTEGER NOT NULL,
    PRIMARY KEY (kit, id, sequence)
);
CREATE TABLE IF NOT EXISTS hold (
    nonce     TEXT PRIMARY KEY,
    quantity  INTEGER NOT NULL,
    taken     INTEGER NOT NULL CHECK (taken BETWEEN 0 AND quantity),
    not_after INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS short_code (code TEXT PRIMARY KEY, link TEXT NOT NULL, expires_at INTEGER);
CREATE TABLE IF NOT EXISTS short_code_miss (minute INTEGER PRIMARY KEY, misses INTEGER NOT NULL);
