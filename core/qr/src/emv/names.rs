//! Tags 62 and 64: what is said of the purchase, and the payee's name in another language.

use crate::emv::tlv::Template;
use crate::error::QrError;
use tradewind_domain::Language;

/// Tag 62, additional data. A value of `***` means that the app asks the payer (EMV QRCPS-MPM 1.1, tag 62).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Additional(Template);

macro_rules! sub_tags {
    ($($(#[$doc:meta])* $name:ident = $tag:literal),+ $(,)?) => {
        impl Additional { $($(#[$doc])* pub fn $name(&self) -> Option<&str> { self.0.get($tag) })+ }
    };
}

sub_tags! {
    /// Sub-tag 01.
    bill_number = 1,
    /// Sub-tag 02.
    mobile_number = 2,
    /// Sub-tag 03.
    store = 3,
    /// Sub-tag 04.
    loyalty_number = 4,
    /// Sub-tag 05: the payee's reference; Pix's transaction identifier.
    reference = 5,
    /// Sub-tag 06.
    customer = 6,
    /// Sub-tag 07.
    terminal = 7,
    /// Sub-tag 08.
    purpose = 8,
    /// Sub-tag 09: letters of what the payee wants to know, `A` address, `M` mobile number, `E` email.
    wanted_of_payer = 9,
}

impl Additional {
    /// Additional data with one field more. Sub-tags are kept in the order they are given in.
    pub fn with(mut self, tag: u8, value: &str) -> Result<Self, QrError> {
        self.0.push(tag, value)?;
        Ok(self)
    }

    /// All its fields, those of schemes (50 to 99) among them.
    pub fn template(&self) -> &Template {
        &self.0
    }

    pub(crate) fn read(text: &str) -> Result<Self, QrError> {
        Template::read(text).map(Self)
    }
}

/// Tag 64: the payee's name, and perhaps the city, in another language than tags 59 and 60.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalName {
    template: Template,
    language: Language,
}

impl LocalName {
    /// A name in a language of two letters (ISO 639-1), up to 25 characters; a city of up to 15.
    pub fn new(language: &str, name: &str, city: Option<&str>) -> Result<Self, QrError> {
        let mut template = Template::default();
        template.push(0, language)?;
        template.push(1, name)?;
        template.push_some(2, city)?;
        Self::of(template)
    }

    /// The language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The payee's name in it.
    pub fn name(&self) -> Option<&str> {
        self.template.get(1)
    }

    /// The city in it.
    pub fn city(&self) -> Option<&str> {
        self.template.get(2)
    }

    /// All its fields.
    pub fn template(&self) -> &Template {
        &self.template
    }

    pub(crate) fn read(text: &str) -> Result<Self, QrError> {
        Self::of(Template::read(text)?)
    }

    fn of(template: Template) -> Result<Self, QrError> {
        let tag = template.get(0).ok_or(QrError::Missing { field: "language preference" })?;
        template.get(1).ok_or(QrError::Missing { field: "merchant name in a language" })?;
        let language = Language::parse(tag).ok().filter(|_| tag.len() == 2);
        let language = language.ok_or(QrError::Malformed { field: "language preference" })?;
        Ok(Self { template, language })
    }
}
