-- Version 3 of person.sqlite: what the person agreed to is kept with each attempt, as JSON, and compared with what was
-- bought. NULL for attempts of before.
ALTER TABLE attempt ADD COLUMN approved TEXT;
