-- Version 3 of person.sqlite: how an attempt is gone on with that a merchant waits for the person with.

-- In which version of its protocol the request was made, as the engine names it; NULL for attempts of before. A repeat says of
-- itself what the first sending said.
ALTER TABLE attempt ADD COLUMN protocol TEXT;

-- What names the attempt in the link by which the person comes back; used once. NULL where nothing comes back.
ALTER TABLE attempt ADD COLUMN return_id TEXT;

-- Ids of the merchant's work that was begun, as a JSON list: none is begun twice.
ALTER TABLE attempt ADD COLUMN acted TEXT;

-- 1 where the merchant is told to let go of it: by the person's wish, or because its time was over.
ALTER TABLE attempt ADD COLUMN lets_go INTEGER NOT NULL DEFAULT 0;

-- The voucher that is out, as JSON.
ALTER TABLE attempt ADD COLUMN waiting TEXT;
