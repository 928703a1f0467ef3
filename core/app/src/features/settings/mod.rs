//! Settings: language, market, currency and time zone, each on its own; the person's data; the catalog.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
