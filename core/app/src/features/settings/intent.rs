//! What a person does in settings.

/// One setting changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SettingsIntent {
    /// BCP 47.
    SetLanguage(String),
    /// ISO 3166-1 alpha-2.
    SetMarket(String),
    /// ISO 4217.
    SetCurrency(String),
    /// IANA name.
    SetTimeZone(String),
    DeleteBuyer,
}
