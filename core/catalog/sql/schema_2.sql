-- Version 2 of catalog.sqlite: the merchant as people know it, and who sells by law; NULL where the merchant did not say, and in
-- catalogs of before until their next publication.
ALTER TABLE scope ADD COLUMN name TEXT;
ALTER TABLE scope ADD COLUMN seller TEXT;
