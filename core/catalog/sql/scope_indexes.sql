-- Made after the rows of scope N: one pass each.
CREATE UNIQUE INDEX item_N_id ON item_N (id);
CREATE INDEX item_N_group ON item_N (grp) WHERE grp IS NOT NULL;
CREATE INDEX item_N_category ON item_N (category, rank);
CREATE INDEX item_N_sale ON item_N (rank) WHERE sale = 1;
CREATE INDEX item_N_link ON item_N (link);
