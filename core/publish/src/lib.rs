//! The merchant's side: product feeds in, checked rows, signed packs out. Never on a phone.
