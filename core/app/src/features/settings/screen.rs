//! Settings as a shell draws them.

use crate::kernel::screen_parts::{ChoiceOption, CodeEntry, Fact};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The settings, the person's data, the catalog, and erasing it all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingsScreen {
    /// The settings, in the order they are shown.
    // As JSON each is also a field of the setting's name.
    #[serde(flatten, serialize_with = "by_name_too")]
    pub choices: Vec<SettingChoice>,
    /// What the person spent elsewhere this year; none where the place that they shop for does not limit it.
    pub spent: Option<SettingInput>,
    /// What the person may agree to, and what is kept because of it.
    pub consent: ConsentSettings,
    /// Entering a code.
    pub code: CodeEntry,
    /// Heading of the buyer's data.
    pub buyer_title: String,
    /// The buyer's data in lines; empty if none is kept.
    pub buyer: Vec<String>,
    /// Label of `DeleteBuyer`; empty if none is kept.
    pub delete_label: String,
    /// Heading of what is known of the catalog.
    pub about_title: String,
    /// The catalog: date, number of products, source.
    pub about: Vec<Fact>,
    /// Label of `Refresh`.
    pub refresh_label: String,
    /// Heading of erasing everything.
    pub erase_title: String,
    /// What it erases, or that it must wait for a payment.
    pub erase_note: String,
    /// Label of `EraseEverything`, not confirmed: it asks, or takes the question back. Empty while it must wait.
    pub erase_label: String,
    /// Label of `EraseEverything`, confirmed; empty until it was asked.
    pub erase_confirm: String,
}

/// A setting with its options. One is chosen by `ChooseSetting`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingChoice {
    /// Names the setting in `ChooseSetting`.
    pub setting: String,
    /// What is set.
    pub title: String,
    /// A sentence on what it does; may be empty.
    pub note: String,
    /// Whether each option is named in the language that its key is (BCP 47).
    pub autonyms: bool,
    /// The options, in the order they are shown.
    pub options: Vec<ChoiceOption>,
}

/// A setting that the person writes. What they wrote is sent by `ChooseSetting`; nothing takes it back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingInput {
    /// Names the setting in `ChooseSetting`.
    pub setting: String,
    /// What is set: the field's label.
    pub title: String,
    /// A sentence or two on what it does and how it is written.
    pub note: String,
    /// What is kept; empty for nothing.
    pub value: String,
    /// Label of sending it.
    pub save_label: String,
}

/// What a person may agree to, purpose by purpose, and what is kept because of it. Nothing is on before they say so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConsentSettings {
    /// Heading.
    pub title: String,
    /// What holds of all of them.
    pub note: String,
    /// A switch a purpose.
    pub switches: Vec<ConsentSwitch>,
    /// Label of `DeleteViewed`; empty if no product was seen.
    pub viewed_label: String,
    /// Heading of what is kept; empty if nothing is.
    pub kept_title: String,
    /// What is kept of links by which the person came, and until when; empty if nothing is.
    pub kept: Vec<Fact>,
    /// Label of `DeleteCampaigns`; empty if nothing is kept.
    pub delete_label: String,
}

/// A purpose that a person may agree to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConsentSwitch {
    /// Names the purpose in `ChooseSetting`.
    pub setting: String,
    /// What is agreed to, in a few words.
    pub title: String,
    /// What is done then, in one sentence.
    pub note: String,
    /// Whether it is on, and since when or why not.
    pub since: String,
    /// Whether it is on.
    pub on: bool,
    /// What turns it round: the value for `ChooseSetting`.
    pub key: String,
    /// For a screen reader.
    pub accessibility: String,
}

impl SettingsScreen {
    /// The setting of that name.
    pub fn choice(&self, setting: &str) -> Option<&SettingChoice> {
        self.choices.iter().find(|choice| choice.setting == setting)
    }
}

fn by_name_too<S: Serializer>(choices: &[SettingChoice], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for choice in choices {
        map.serialize_entry(&choice.setting, choice)?;
    }
    map.serialize_entry("choices", choices)?;
    map.end()
}
