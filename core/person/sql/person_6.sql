-- Version 6 of person.sqlite: what orders count towards a yearly limit of the place that they went to.

-- One row an order, so that none counts twice: the place by its name in the rules of trade, the calendar year by the place's clock, and
-- the customs value in the place's currency. Nothing of an order that no customs saw.
CREATE TABLE trade_spent (
    merchant TEXT    NOT NULL,
    order_id TEXT    NOT NULL,
    checkout TEXT    NOT NULL,
    place    TEXT    NOT NULL,
    year     INTEGER NOT NULL,
    minor    INTEGER NOT NULL CHECK (minor >= 0),
    currency TEXT    NOT NULL,
    PRIMARY KEY (merchant, order_id, checkout)
) STRICT, WITHOUT ROWID;
