//! What a person does in a show.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LiveIntent {
    Open { key: String },
    Add { key: String },
    ShowCaptions { shown: bool },
    Remind { on: bool },
    ReportShow { shown: bool },
    EditReport { field: String, value: String },
    SendReport,
}
