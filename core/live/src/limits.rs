//! How much a show's bytes may cost a phone: checked before anything is allocated or kept.

/// Bytes of a playlist. 10,000 date ranges of ours take 2.5 MB.
pub const PLAYLIST_BYTES: usize = 4 << 20;
/// Segments of a playlist, and those that the clock of the picture keeps: eleven hours of two seconds each.
pub const SEGMENTS: usize = 20_000;
/// Longest segment, in seconds. RFC 8216 sets none; players give up far below.
pub const SEGMENT_SECONDS: u64 = 600;
/// Cues of a playlist and of a show: a card, a hold or a comment every two seconds for six hours.
pub const CUES: usize = 12_000;

/// Bytes of one server-sent event's data, of its name and of its id, each.
pub const EVENT_BYTES: usize = 16 << 10;
/// Bytes of an event's id that can be asked to resume from: it travels back in a header field.
pub const RESUME_BYTES: usize = 128;
/// Events that are remembered ahead of one that is missing.
pub const AHEAD: usize = 1_024;
/// Items of which a price or a stock is known.
pub const ITEMS: usize = 4_096;
/// Prices or stocks of one item whose moment the picture has not reached.
pub const WAITING: usize = 16;

/// Bytes of a show's kept state.
pub const STATE_BYTES: usize = 8 << 20;

/// Bytes of ids that a show's host chooses.
pub const ID_BYTES: usize = 64;
/// Bytes of a key's name, as `tradewind-signatures` takes it.
pub const KID_BYTES: usize = 256;
/// Letters of a title or a name.
pub const TITLE_CHARS: usize = 150;
/// Letters of a pinned comment.
pub const COMMENT_CHARS: usize = 500;
/// Bytes of a signed hold as JSON.
pub const HOLD_BYTES: usize = 4 << 10;
/// Longest time that a hold may run from when it is verified, in hours: a flash price is of minutes, a day is generous.
pub const HOLD_HOURS: u64 = 24;

/// Letters of what a person writes in a report.
pub const REPORT_WORDS_CHARS: usize = 1_000;
/// Letters of where they want to be answered: the longest mail address (RFC 5321 4.5.3.1.3).
pub const REPORT_CONTACT_CHARS: usize = 254;
/// Bytes of the answer to a report.
pub const REPORT_ANSWER_BYTES: usize = 4 << 10;
/// Letters of a report's number.
pub const RECEIPT_CHARS: usize = 64;
