-- The tables of scope N. rowid is the popularity rank, from 0, so that rank order costs nothing.
CREATE TABLE item_N (
    rank     INTEGER PRIMARY KEY,
    id       TEXT    NOT NULL,
    grp      TEXT,
    category INTEGER NOT NULL,
    sale     INTEGER NOT NULL,
    link     TEXT    NOT NULL,
    body     BLOB    NOT NULL
) STRICT;
CREATE VIRTUAL TABLE fts_N USING fts5(
    title, rest,
    content='', detail=column, prefix='1 2', tokenize='ascii', columnsize=0
);
