//! The rows of `assets/payments` as they are written.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of methods of one family.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MethodsFile {
    pub(crate) defaults: Defaults,
    pub(crate) method: Vec<MethodRow>,
    pub(crate) source: BTreeMap<String, SourceRow>,
}

/// `markets.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarketsFile {
    pub(crate) market: Vec<MarketRow>,
    pub(crate) source: BTreeMap<String, SourceRow>,
}

/// What stands for what a row leaves out: our own decisions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Defaults {
    pub(crate) sheet_s: u64,
    pub(crate) dead_after_s: Option<u64>,
    pub(crate) poll_first_s: u64,
    pub(crate) poll_every_s: u64,
    pub(crate) aside_after_s: u64,
    pub(crate) source: String,
}

/// A method. What each column is: `assets/payments/README.md`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MethodRow {
    pub(crate) id: String,
    pub(crate) handler: String,
    pub(crate) version: Option<String>,
    pub(crate) spec: Option<String>,
    pub(crate) schema: Option<String>,
    pub(crate) instrument: Option<String>,
    #[serde(default)]
    pub(crate) credentials: Vec<String>,
    pub(crate) title: String,
    pub(crate) family: String,
    pub(crate) flow: Flow,
    pub(crate) countries: Vec<String>,
    pub(crate) currencies: Vec<String>,
    #[serde(default)]
    pub(crate) least: BTreeMap<String, i64>,
    #[serde(default)]
    pub(crate) most: BTreeMap<String, i64>,
    pub(crate) device: DeviceRow,
    pub(crate) sheet_s: Option<u64>,
    pub(crate) answer_s: Option<u64>,
    pub(crate) dead_after_s: Option<u64>,
    pub(crate) poll_first_s: Option<u64>,
    pub(crate) poll_every_s: Option<u64>,
    pub(crate) paid_by_s: Option<u64>,
    pub(crate) late_s: Option<u64>,
    pub(crate) show_early_s: Option<u64>,
    pub(crate) told_s: Option<u64>,
    pub(crate) aside_after_s: Option<u64>,
    pub(crate) charges: ChargesRow,
    pub(crate) idempotency_window_h: Option<u64>,
    pub(crate) refundable: RefundableRow,
    pub(crate) refund_days: Option<u16>,
    pub(crate) claims: Vec<ClaimRow>,
    pub(crate) words_of: Option<String>,
    #[serde(default)]
    pub(crate) words: Vec<WordRow>,
    pub(crate) fact: Vec<FactRow>,
}

/// Who is asked first.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Flow {
    SheetFirst,
    MerchantFirst,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceRow {
    pub(crate) needs: NeedsRow,
    #[serde(default)]
    pub(crate) android: Vec<String>,
    pub(crate) android_scheme: Option<String>,
    #[serde(default)]
    pub(crate) ios: Vec<String>,
    pub(crate) otherwise: Option<OtherwiseRow>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NeedsRow {
    None,
    PlayServices,
    Ios,
    App,
    OtherDevice,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OtherwiseRow {
    Web,
    Qr,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChargesRow {
    WithRequest,
    WhenApproved,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefundableRow {
    Full,
    Partial,
    ByTransfer,
    No,
    Varies,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimRow {
    pub(crate) says: String,
    pub(crate) claim: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordRow {
    pub(crate) code: String,
    pub(crate) ours: WordOurs,
}

/// Our words for what went wrong.
#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordOurs {
    InsufficientFunds,
    Cancelled,
    Declined,
    Expired,
    Limit,
    Unreachable,
    WrongSecret,
    NotEnrolled,
    Busy,
    Unavailable,
    Repeated,
    Setup,
    Pending,
    Unknown,
}

/// Where columns come from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactRow {
    #[serde(default)]
    pub(crate) of: Vec<String>,
    #[serde(default)]
    pub(crate) only: Vec<String>,
    pub(crate) source: Vec<String>,
    pub(crate) confidence: Confidence,
    pub(crate) range: Option<String>,
    pub(crate) note: Option<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Confidence {
    High,
    Medium,
    Low,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceRow {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) read: toml::value::Datetime,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Maker,
    Provider,
    Second,
    Press,
}

/// What is usually offered first in a country.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarketRow {
    pub(crate) country: String,
    pub(crate) currency: String,
    pub(crate) order: Vec<WeightRow>,
    pub(crate) fact: Vec<FactRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeightRow {
    pub(crate) id: String,
    pub(crate) weight: i32,
}
