-- Version 2, the payments' part. What the person agreed to is kept with each attempt, and compared with what was bought.
ALTER TABLE attempt ADD COLUMN approved TEXT;

CREATE TABLE cancel (
    merchant TEXT NOT NULL,
    checkout TEXT NOT NULL,
    key      TEXT NOT NULL UNIQUE,
    PRIMARY KEY (merchant, checkout)
) STRICT, WITHOUT ROWID;
