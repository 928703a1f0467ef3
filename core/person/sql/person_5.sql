-- Version 5 of person.sqlite: what is to be known of an attempt days afterwards, when its session is gone.

-- When it was sent first, by the merchant's clock as the phone knew it, in milliseconds since 1970. NULL where it was never sent,
-- and for attempts of before: then it is `created_at`, which is earlier.
ALTER TABLE attempt ADD COLUMN first_sent_at INTEGER;

-- Name of the payment handler. `handler` is the merchant's own id of it, which only its session explains. NULL for attempts of before.
ALTER TABLE attempt ADD COLUMN method TEXT;
