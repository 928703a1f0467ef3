//! The person's own file: what is written and read.

use tradewind_domain::{Buyer, Code, ItemId, Order, Timestamp};
use tradewind_person::CartLine;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PersonOp {
    /// Everything the app starts with.
    Load,
    PutLine(CartLine),
    RemoveLine {
        item: ItemId,
    },
    SaveBuyer(Buyer),
    DeleteBuyer,
    /// Everything that is kept, caches and the vault's pins with it.
    Erase,
    /// What the person was told about their file.
    ForgetNotices(Vec<Code>),
    SaveSetting {
        key: SettingKey,
        value: String,
    },
    NoteSeen {
        item: ItemId,
        at: Timestamp,
    },
    /// What was begun under a name.
    FindPurchase {
        name: String,
    },
    BeginPurchase {
        name: String,
        line: CartLine,
        at: Timestamp,
    },
}

/// The settings kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingKey {
    Language,
    Market,
    Currency,
    TimeZone,
    /// The markets that the merchant's index named last: no choice of the person's, and needed offline.
    Offered,
}

impl SettingKey {
    pub(crate) const ALL: [SettingKey; 5] = [
        SettingKey::Language,
        SettingKey::Market,
        SettingKey::Currency,
        SettingKey::TimeZone,
        SettingKey::Offered,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Market => "market",
            Self::Currency => "currency",
            Self::TimeZone => "time_zone",
            Self::Offered => "offered",
        }
    }
}

/// What the person's file holds at the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Loaded {
    pub(crate) settings: Vec<(SettingKey, String)>,
    pub(crate) cart: Vec<CartLine>,
    pub(crate) buyer: Buyer,
    pub(crate) recent: Vec<ItemId>,
    pub(crate) orders: Vec<Order>,
    /// What is to be said about the file itself.
    pub(crate) notices: Vec<Code>,
}
