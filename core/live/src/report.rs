//! A report of a show to its merchant: a notice as article 16(2) of the Digital Services Act (Regulation (EU) 2022/2065) has it.

use crate::ids::SessionId;
use crate::limits::{RECEIPT_CHARS, REPORT_ANSWER_BYTES, REPORT_CONTACT_CHARS, REPORT_WORDS_CHARS};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tradewind_domain::text::{clean, clean_lines, cut};
use tradewind_domain::{Code, ItemId, Timestamp};

/// What is wrong, in the words of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A price or a claim that misleads.
    Misleading,
    /// A product that is dangerous or may not be sold.
    Dangerous,
    /// Offensive words or pictures.
    Offensive,
    /// Something else: then the words say what.
    Other,
}

impl Reason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Misleading, Self::Dangerous, Self::Offensive, Self::Other];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Misleading => "misleading",
            Self::Dangerous => "dangerous",
            Self::Offensive => "offensive",
            Self::Other => "other",
        }
    }

    /// The reason of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// What a person has filled in so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportForm {
    /// What is wrong; none before it was chosen.
    pub reason: Option<Reason>,
    /// What happened, as typed.
    pub words: String,
    /// Where to answer to, as typed; it may stay empty.
    pub contact: String,
    /// Whether they say that they believe it in good faith to be accurate and complete (article 16(2)(d)).
    pub good_faith: bool,
}

/// Where it was, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which show.
    pub session: SessionId,
    /// A link to it: the exact electronic location (article 16(2)(b)).
    pub url: String,
    /// Since when what was to be seen there was shown; none before the picture.
    pub at: Option<Timestamp>,
    /// The item on the card that stood there.
    pub item: Option<ItemId>,
    /// When it is reported, by the phone's clock.
    pub reported_at: Timestamp,
    /// BCP 47 language of the form.
    pub language: String,
}

/// A report that is to be delivered. Its JSON is what the merchant gets and what the phone keeps: nothing of the person but what they
/// wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowReport {
    /// Which show.
    pub session: SessionId,
    /// See [`Place::url`].
    pub url: String,
    /// See [`Place::at`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// See [`Place::item`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// What is wrong.
    pub reason: Reason,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where to answer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// See [`ReportForm::good_faith`]: true in every report that is made.
    pub good_faith: bool,
    /// See [`Place::reported_at`].
    pub reported_at: Timestamp,
    /// See [`Place::language`].
    pub language: String,
}

/// Why a form is no report yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// No reason was chosen.
    #[error("no reason")]
    Reasonless,
    /// Something else is wrong, and no word says what.
    #[error("no words")]
    Wordless,
    /// Not said to be in good faith.
    #[error("not confirmed")]
    Unconfirmed,
}

impl ReportError {
    /// The public code.
    pub const fn code(self) -> Code {
        Code::BadInput
    }
}

impl ReportForm {
    /// The report that this makes.
    pub fn report(&self, place: Place) -> Result<ShowReport, ReportError> {
        let (reason, words) = self.checked()?;
        let Place { session, url, at, item, reported_at, language } = place;
        let contact = clean(&self.contact, REPORT_CONTACT_CHARS);
        let good_faith = self.good_faith;
        Ok(ShowReport { session, url, at, item, reason, words, contact, good_faith, reported_at, language })
    }

    /// Whether it makes a report, wherever it was.
    pub fn is_whole(&self) -> bool {
        self.checked().is_ok()
    }

    fn checked(&self) -> Result<(Reason, Option<String>), ReportError> {
        let reason = self.reason.ok_or(ReportError::Reasonless)?;
        let words = clean_lines(&self.words, REPORT_WORDS_CHARS);
        if reason == Reason::Other && words.is_none() {
            Err(ReportError::Wordless)
        } else if self.good_faith {
            Ok((reason, words))
        } else {
            Err(ReportError::Unconfirmed)
        }
    }

    /// Takes words as typed, no more than are sent.
    pub fn write_words(&mut self, words: &str) {
        self.words = bounded(words, REPORT_WORDS_CHARS);
    }

    /// Takes a contact as typed, no more than is sent.
    pub fn write_contact(&mut self, contact: &str) {
        self.contact = bounded(contact, REPORT_CONTACT_CHARS);
    }
}

/// While somebody types, a blank at the end is not yet too much.
fn bounded(typed: &str, max: usize) -> String {
    if typed.chars().nth(max).is_none() { typed.to_owned() } else { cut(typed, max).to_owned() }
}

impl ShowReport {
    /// The bytes that are sent.
    pub fn body(&self) -> Vec<u8> {
        // Texts and numbers alone: it cannot fail, and an empty body would be refused.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What the merchant says of a report that it has taken (article 16(4)).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The merchant's number of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When it was received, by the merchant's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
}

impl Receipt {
    /// Reads `{"receipt", "received_at"}` of an answer that says by its status that the report was taken. What does not read is left out:
    /// it was taken all the same.
    pub fn read(bytes: &[u8]) -> Self {
        let short = bytes.get(..REPORT_ANSWER_BYTES).unwrap_or(bytes);
        let value: Value = serde_json::from_slice(short).unwrap_or_default();
        Self {
            number: value["receipt"].as_str().and_then(|number| clean(number, RECEIPT_CHARS)),
            received_at: value["received_at"].as_i64().filter(|at| *at > 0).map(Timestamp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn place() -> Place {
        Place {
            session: SessionId::parse("show-1").expect("an id"),
            url: "https://shop.example/live/show-1?t=81".into(),
            at: Some(Timestamp(81_000)),
            item: ItemId::parse("mug").ok(),
            reported_at: Timestamp(90_000),
            language: "de".into(),
        }
    }

    fn form(reason: Reason) -> ReportForm {
        ReportForm { reason: Some(reason), good_faith: true, ..ReportForm::default() }
    }

    #[test]
    fn it_says_what_the_law_wants_and_nothing_that_was_not_written() {
        let bare = form(Reason::Misleading).report(place()).expect("whole");
        let read: Value = serde_json::from_slice(&bare.body()).expect("JSON");
        let wanted = json!({
            "session": "show-1", "url": "https://shop.example/live/show-1?t=81", "at": 81_000, "item": "mug",
            "reason": "misleading", "good_faith": true, "reported_at": 90_000, "language": "de",
        });
        assert_eq!(read, wanted);
        let said = ReportForm {
            words: " It was 9.90\u{202e}\n".into(),
            contact: "noor@example.com".into(),
            ..form(Reason::Other)
        };
        let said = said.report(place()).expect("whole");
        assert_eq!(
            (said.words.as_deref(), said.contact.as_deref()),
            (Some("It was 9.90"), Some("noor@example.com"))
        );
        let again: ShowReport = serde_json::from_slice(&said.body()).expect("as it was");
        assert_eq!(again, said);
    }

    #[test]
    fn a_form_that_is_not_whole_is_no_report() {
        assert_eq!(ReportForm::default().report(place()), Err(ReportError::Reasonless));
        assert_eq!(form(Reason::Other).report(place()), Err(ReportError::Wordless));
        let blank = ReportForm { words: " \u{200b}".into(), ..form(Reason::Other) };
        assert_eq!(blank.report(place()), Err(ReportError::Wordless));
        let unsaid = ReportForm { good_faith: false, ..form(Reason::Offensive) };
        assert_eq!(unsaid.report(place()), Err(ReportError::Unconfirmed));
    }

    #[test]
    fn what_is_typed_is_bounded_and_keeps_its_blank() {
        let mut form = form(Reason::Other);
        form.write_words("the price ");
        assert_eq!(form.words, "the price ");
        form.write_words(&"ä".repeat(5_000));
        assert_eq!(form.words.chars().count(), REPORT_WORDS_CHARS);
        form.write_contact(&"x".repeat(5_000));
        let report = form.report(place()).expect("whole");
        assert_eq!(report.contact.map(|contact| contact.len()), Some(REPORT_CONTACT_CHARS));
        assert!(report.words.is_some_and(|words| words.chars().count() <= REPORT_WORDS_CHARS));
    }

    #[test]
    fn reasons_are_known_by_their_names() {
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.as_str()), Some(reason));
            assert_eq!(serde_json::to_value(reason).expect("a text"), json!(reason.as_str()));
        }
        assert_eq!(Reason::parse("odd"), None);
    }

    #[test]
    fn any_answer_is_a_receipt() {
        let whole = Receipt::read(br#"{"receipt": "R-000001", "received_at": 91000}"#);
        assert_eq!(whole, Receipt { number: Some("R-000001".into()), received_at: Some(Timestamp(91_000)) });
        let long = json!({ "receipt": "9".repeat(10_000) }).to_string();
        for other in [&b""[..], b"[1]", b"\xff", br#"{"receipt": 7, "received_at": -1}"#, long.as_bytes()] {
            assert_eq!(Receipt::read(other), Receipt::default());
        }
    }
}
