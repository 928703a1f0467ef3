//! What a person does in settings.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SettingsIntent {
    /// Chooses an option of a setting, each by its key.
    Choose {
        setting: String,
        value: String,
    },
    DeleteBuyer,
    DeleteCampaigns,
    DeleteViewed,
}
