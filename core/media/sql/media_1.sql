-- media.sqlite (once pictures.sqlite): a cache of fitted pictures, droppable at any time.
CREATE TABLE IF NOT EXISTS picture (
    key     TEXT    PRIMARY KEY,
    size    INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    file    BLOB    NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS picture_used ON picture (used_at);
