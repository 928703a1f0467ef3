//! Live shows, as `LIVE.md` has them. What there is: `hub.rs` (all shows of a shop), `show.rs` (one, as it is announced),
//! `film.rs` (the film that loops), `said.rs` and `event.rs` (what a show has said). What is done with it: `say.rs` says what
//! is due, `act.rs` what the tester wants, `sse.rs` and `publisher.rs` pass it on (over a stream of the shop's own, and through
//! nginx with nchan, which `nchan.rs` starts), `routes.rs`, `sessions.rs`, `playlist.rs` and `profile.rs` answer, `holds.rs`
//! and `checkout.rs` hold prices in a checkout, `reports.rs` takes reports, `proof.rs` signs.

pub(crate) mod act;
pub(crate) mod checkout;
mod event;
mod film;
pub(crate) mod holds;
mod hub;
mod nchan;
mod playlist;
pub(crate) mod profile;
mod proof;
mod publisher;
pub(crate) mod reports;
pub(crate) mod routes;
mod said;
pub(crate) mod say;
pub(crate) mod sessions;
mod show;
pub(crate) mod sse;
#[cfg(test)]
mod tests;

pub use act::{LiveComment, LiveDeed, LiveRefused};
pub use hub::LiveReport;
pub(crate) use hub::{LIVE, Live, LiveError};
pub use nchan::{Nchan, NchanError};
pub use sessions::LiveRow;
