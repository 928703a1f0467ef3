-- Version 3 of catalog.sqlite: each merchant's rules of trade, as they were compiled (NULL where none were taken), and which object
-- was refused last, why, and by which reader of the format (0: it is to be tried again).
CREATE TABLE rules (
    merchant TEXT    NOT NULL PRIMARY KEY,
    object   TEXT,
    as_of    INTEGER,
    body     BLOB,
    refused  TEXT,
    code     TEXT,
    reader   INTEGER NOT NULL DEFAULT 0
) STRICT;
-- A build of before left rules aside: each manifest is read once more.
UPDATE scope SET etag = NULL;
