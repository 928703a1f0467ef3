-- Version 3 of person.sqlite: which version of its protocol the request of an attempt was made in.

-- As the engine names it; NULL for attempts of before. A repeat says of itself what the first sending said.
ALTER TABLE attempt ADD COLUMN protocol TEXT;
