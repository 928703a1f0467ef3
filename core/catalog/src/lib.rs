//! The catalog on the phone: verified download, one-transaction apply, search, freshness.
