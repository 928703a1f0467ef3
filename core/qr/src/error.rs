//! Why a text is no payment code, or a code cannot be written: one enum, each kind with a stable short name.

/// Why a payment code was refused. What is shown to people hangs on [`QrError::as_str`] alone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QrError {
    /// The text begins like none of the families that are read here.
    #[error("not a payment code")]
    UnknownFamily,
    /// More than the family allows. Units as the family counts: characters (EMVCo), bytes (UPI, EPC).
    #[error("longer than {limit}")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// A tag or a length that is not two decimal digits, at this character.
    #[error("no tag and length at character {at}")]
    TlvHead {
        /// Characters before it.
        at: usize,
    },
    /// A value shorter than its length says, or a head that is cut off.
    #[error("cut off in tag {tag:02}")]
    TlvTruncated {
        /// The tag, 0 where the head itself is cut.
        tag: u8,
    },
    /// A length of zero, which EMVCo does not have.
    #[error("empty tag {tag:02}")]
    TlvEmpty {
        /// The tag.
        tag: u8,
    },
    /// One tag twice in one place.
    #[error("tag {tag:02} twice")]
    TlvDuplicate {
        /// The tag.
        tag: u8,
    },
    /// Tag 00 is not first, or not a version that is read.
    #[error("no payload format that is read")]
    FormatIndicator,
    /// Tag 63 is not the last one with four hexadecimal digits.
    #[error("no checksum at the end")]
    CrcMissing,
    /// The checksum is of another text.
    #[error("checksum {found:04X} instead of {expected:04X}")]
    CrcMismatch {
        /// What the text comes to.
        expected: u16,
        /// What it says.
        found: u16,
    },
    /// Something that has to be there is not.
    #[error("{field} is missing")]
    Missing {
        /// The specification's name of the field.
        field: &'static str,
    },
    /// A field has a shape that the specification does not know.
    #[error("{field} is malformed")]
    Malformed {
        /// The specification's name of the field.
        field: &'static str,
    },
    /// The number in tag 53 is no active currency, or a family has another currency than its own.
    #[error("a currency that this code cannot have")]
    Currency,
    /// An amount that is no plain decimal number.
    #[error("not an amount")]
    AmountMalformed,
    /// More digits behind the mark than the currency has.
    #[error("more decimals than the currency has")]
    AmountTooPrecise,
    /// Zero, or more than the family carries.
    #[error("amount out of range")]
    AmountOutOfRange,
    /// Tags 55 to 57 contradict each other (EMV QRCPS-MPM 1.1, tags 55 to 57).
    #[error("tip and fee contradict each other")]
    TipRule,
    /// A UPI link for something else than paying (`upi://mandate`, `upi://collect`).
    #[error("not a link for paying")]
    UpiAction,
    /// A broken percent escape, or bytes that are not UTF-8.
    #[error("broken escape in a link")]
    Escape,
    /// A parameter twice in one link.
    #[error("a parameter twice")]
    ParameterTwice,
    /// A signed link was changed after it was read: its signature would no longer hold.
    #[error("a signed link was changed")]
    SignedChanged,
    /// The EPC text says another version than 001 and 002.
    #[error("not version 001 or 002")]
    EpcVersion,
    /// A character set that is not read, by its name.
    #[error("character set {name} is not read")]
    CharsetUnsupported {
        /// Its name, for example `ISO 8859-7`.
        name: &'static str,
    },
    /// Bytes or characters that the declared character set does not have.
    #[error("not in the declared character set")]
    Charset,
    /// An IBAN whose shape, length or check digits are wrong.
    #[error("not an IBAN")]
    Iban,
    /// A BIC that is not 8 or 11 characters of its shape.
    #[error("not a BIC")]
    Bic,
    /// An ISO 11649 reference whose check digits are wrong.
    #[error("not a creditor reference")]
    Reference,
    /// A structured reference and a free text in one transfer.
    #[error("a reference and a text together")]
    ReferenceAndText,
    /// The text does not fit the largest picture that the family allows.
    #[error("too much for one picture")]
    PictureTooLarge,
}

impl QrError {
    /// The stable short name, for example `CRC_MISMATCH`. Its meaning never changes.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::UnknownFamily => "UNKNOWN_FAMILY",
            Self::TooLong { .. } => "TOO_LONG",
            Self::TlvHead { .. } => "TLV_HEAD",
            Self::TlvTruncated { .. } => "TLV_TRUNCATED",
            Self::TlvEmpty { .. } => "TLV_EMPTY",
            Self::TlvDuplicate { .. } => "TLV_DUPLICATE",
            Self::FormatIndicator => "FORMAT_INDICATOR",
            Self::CrcMissing => "CRC_MISSING",
            Self::CrcMismatch { .. } => "CRC_MISMATCH",
            Self::Missing { .. } => "FIELD_MISSING",
            Self::Malformed { .. } => "FIELD_MALFORMED",
            Self::Currency => "CURRENCY",
            Self::AmountMalformed => "AMOUNT_MALFORMED",
            Self::AmountTooPrecise => "AMOUNT_TOO_PRECISE",
            Self::AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            Self::TipRule => "TIP_RULE",
            Self::UpiAction => "UPI_ACTION",
            Self::Escape => "ESCAPE",
            Self::ParameterTwice => "PARAMETER_TWICE",
            Self::SignedChanged => "SIGNED_CHANGED",
            Self::EpcVersion => "EPC_VERSION",
            Self::CharsetUnsupported { .. } => "CHARSET_UNSUPPORTED",
            Self::Charset => "CHARSET",
            Self::Iban => "IBAN",
            Self::Bic => "BIC",
            Self::Reference => "REFERENCE",
            Self::ReferenceAndText => "REFERENCE_AND_TEXT",
            Self::PictureTooLarge => "PICTURE_TOO_LARGE",
        }
    }
}
