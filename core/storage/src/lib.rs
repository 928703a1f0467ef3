//! What every SQLite file of the app shares: how one is found to be damaged, dropped with its journals, and reported; and the
//! threads that wait for disks.
//!
//! Where to start: [`is_damaged`] and [`drop_files`] (a cache that is damaged is dropped and built anew), [`Repairs`] (that is
//! said once), [`blocking`] (SQLite never runs on a thread that drives the network).

mod damage;
mod repairs;
mod worker;

pub use damage::{drop_files, is_damaged, is_full, with_suffix};
pub use repairs::Repairs;
pub use worker::{WorkerLost, blocking, in_place};
