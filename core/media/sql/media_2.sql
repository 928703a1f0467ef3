-- media.sqlite (once pictures.sqlite): caches of fitted pictures and of models as they came, each droppable at any time.
CREATE TABLE IF NOT EXISTS picture (
    key     TEXT    PRIMARY KEY,
    size    INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    file    BLOB    NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS picture_used ON picture (used_at);
CREATE TABLE IF NOT EXISTS model (
    key     TEXT    PRIMARY KEY,
    size    INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    file    BLOB    NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS model_used ON model (used_at);
