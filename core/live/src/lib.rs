//! Live shopping: a show is an HLS playlist and an event stream; here they become one timeline, held prices and kept moments. No I/O, no
//! clock, no randomness: bytes, times and keys come in as arguments.
//!
//! Where to start: [`Timeline`] (each card once, at its moment of the picture). It takes the cues of a [`Playlist`] and the
//! events of an [`EventDecoder`]; a [`GapWatch`] says when they are asked for anew. Which moment is on the glass, and whether it is the
//! last, says the [`PictureClock`]. A [`Cue`] is what stands beside the picture.
//! [`SignedHold`] is a price that the merchant signed; what is left of it counts the [`ServerClock`]. [`SignedMoment`] is which second
//! of which show a purchase came of, and what was said to be the price. [`ShowReport`] is what a person reports of a show.
//!
//! Times: a [`tradewind_domain::Timestamp`] called `at`, `from`, `until` is a moment of the picture (programme date-time) or of the merchant's clock,
//! as its field says; a `Duration` called `now`, `sent`, `received` is of the phone's monotonic clock.
//!
//! Why these libraries. `quick-m3u8` reads a playlist line by line, keeps what it reads in place and takes any bytes; lists of
//! attributes alone are read here, for their time (`playlist/attributes.rs`).
//! `m3u8-rs` 6.0 and `hls_m3u8` 0.7 keep one date range for each segment and lose what stands beside it or behind the last
//! one; the first looks for an attribute's end beyond its line (time grows with the square of hostile bytes), the second panics on
//! `DURATION=-1`. `sse-core` decodes server-sent events without I/O and with a cap; the better known ones want an async stream.
//! `hashbrown`, which std's own maps are made of, finds a cue by its id in a list of places, so that no id is kept twice.

mod clock;
mod cue;
mod events;
mod gap;
mod hold;
mod ids;
pub mod limits;
mod moment;
mod playlist;
mod proof;
mod report;
mod server_clock;
mod timeline;

pub use clock::{PictureClock, PlayerReport};
pub use cue::{Card, Comment, Content, Cue, EndReason};
pub use events::{EventDecoder, EventError, LiveEvent, Received};
pub use gap::{GapStep, GapWatch};
pub use hold::{Expected, Hold, HoldError, KeptHold, SignedHold, Terms};
pub use ids::{CueId, LiveIdError, Nonce, SessionId};
pub use moment::{KeptMoment, MomentError, SignedMoment};
pub use playlist::{Playlist, PlaylistError, Segment};
pub use proof::{Proof, ProofError};
pub use report::{Place, Reason, Receipt, ReportError, ReportForm, ShowReport};
pub use server_clock::{KeptClock, Left, ServerClock};
pub use timeline::{Due, Mode, ShownCue, Taken, Timeline, TimelineError};
