//! What a link may cost.

/// The longest link we read, in bytes: what common messengers and QR codes carry, with room.
pub const MAX_LINK_BYTES: usize = 2_048;
/// The longest search a link may carry, in characters.
pub const MAX_WORDS: usize = 200;
/// The most lines of a proposed cart. Each may hold 1 to 999 of an item (`domain::Quantity`).
pub const MAX_LINES: usize = 50;
/// The longest discount code, in characters.
pub const MAX_CODE: usize = 64;
/// The most parts of a path that are looked at.
pub const MAX_PARTS: usize = 32;
/// The most parameters that are looked at.
pub const MAX_PARAMETERS: usize = 64;
/// The most hosts of a merchant beside its own.
pub const MAX_HOSTS: usize = 16;
/// The longest pattern of an id, in bytes.
pub const MAX_ID_FORM: usize = 64;
/// The most forms of ids of a merchant.
pub const MAX_ID_FORMS: usize = 4;
/// The latest moment of a show that a link may name, in seconds: a day.
pub const MAX_MOMENT: u32 = 86_400;
/// The longest creator's token, in bytes.
pub(crate) const MAX_CREATOR: usize = 64;
/// The longest value of a `utm_` parameter, in characters.
pub(crate) const MAX_UTM: usize = 128;
/// The longest click id, in bytes: TikTok's and Meta's are the longest and stay below.
pub(crate) const MAX_CLICK: usize = 512;
