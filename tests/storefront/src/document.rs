//! What a profile hangs on that may change while the merchant is open: a profile is made once for each.

use crate::versions::Version;

/// A profile, by what it hangs on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Document {
    pub(crate) version: Version,
    /// Whether it is the root, which names the older ones.
    pub(crate) is_root: bool,
    /// Whether its endpoint is another merchant's.
    pub(crate) is_elsewhere: bool,
    pub(crate) is_without_handler: bool,
    pub(crate) has_methods: bool,
    /// The number of the key that signs.
    pub(crate) key: u32,
}
