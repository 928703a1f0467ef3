//! `Signature-Input` and `Signature`: the candidates of a message (RFC 9421 2.3 and 4).

use crate::component::Component;
use crate::error::SignatureError;
use crate::fields::{self, Dictionary, InnerList, Member, Params};
use crate::limits::{LABELS, SIGNATURE_BYTES};
use crate::message::Message;
use sfv::BareItem;
use tradewind_domain::Timestamp;

/// Both fields of a message, read.
pub(crate) struct Candidates {
    inputs: Dictionary,
    signatures: Dictionary,
}

impl Candidates {
    /// Reads them. `NoSignature` where either is missing.
    pub(crate) fn read(message: &Message<'_>) -> Result<Self, SignatureError> {
        let read = |name| {
            fields::combined(message.headers(), name)?
                .filter(|value| !value.is_empty())
                .ok_or(SignatureError::NoSignature)
        };
        let (inputs, signatures) = (read("signature-input")?, read("signature")?);
        let candidates =
            Self { inputs: fields::dictionary(&inputs)?, signatures: fields::dictionary(&signatures)? };
        if candidates.inputs.len() > LABELS || candidates.signatures.len() > LABELS {
            return Err(SignatureError::Malformed("too many signatures"));
        }
        Ok(candidates)
    }

    /// One after another; each may be good or bad for itself (RFC 9421 4.3).
    pub(crate) fn each(self) -> impl Iterator<Item = Result<Candidate, SignatureError>> {
        let Self { inputs, signatures } = self;
        inputs.into_iter().map(move |(label, input)| {
            let signature = match fields::member(&signatures, label.as_str()) {
                Some(Member::Item(item)) => match &item.value {
                    BareItem::ByteSequence(bytes) if bytes.len() <= SIGNATURE_BYTES => bytes.clone(),
                    _ => return Err(SignatureError::Malformed("a signature that is no byte sequence")),
                },
                _ => return Err(SignatureError::Malformed("a label without a signature")),
            };
            let Member::List(list) = input else {
                return Err(SignatureError::Malformed("a label without a list of components"));
            };
            Candidate::read(label.into(), list, signature)
        })
    }
}

/// One signature with what it says of itself.
pub(crate) struct Candidate {
    pub(crate) label: String,
    pub(crate) components: Vec<Component>,
    pub(crate) signature: Vec<u8>,
    /// The value of `@signature-params`.
    pub(crate) parameters: String,
    pub(crate) keyid: String,
    pub(crate) alg: Option<String>,
    pub(crate) created: Option<Timestamp>,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) nonce: Option<String>,
    pub(crate) tag: Option<String>,
}

impl Candidate {
    fn read(label: String, list: InnerList, signature: Vec<u8>) -> Result<Self, SignatureError> {
        let list = Member::List(list);
        let parameters = list.serialize();
        let Member::List(InnerList { items, params }) = list else {
            return Err(SignatureError::Malformed("a label without a list of components"));
        };
        let mut components: Vec<Component> = Vec::with_capacity(items.len());
        for item in items {
            let component = Component::read(item)?;
            if components.iter().any(|other| other.is_same(&component)) {
                return Err(SignatureError::Malformed("a component is covered twice"));
            }
            components.push(component);
        }
        let (created, expires) = (moment(&params, "created")?, moment(&params, "expires")?);
        if created.zip(expires).is_some_and(|(created, expires)| expires < created) {
            return Err(SignatureError::Malformed("expired before it was created"));
        }
        Ok(Self {
            label,
            components,
            signature,
            parameters,
            keyid: text(&params, "keyid")?.ok_or(SignatureError::Malformed("no keyid"))?,
            alg: text(&params, "alg")?,
            created,
            expires,
            nonce: text(&params, "nonce")?,
            tag: text(&params, "tag")?,
        })
    }
}

fn parameter<'a>(params: &'a Params, name: &str) -> Option<&'a BareItem> {
    params.iter().find(|(own, _)| own.as_str() == name).map(|(_, value)| value)
}

fn text(params: &Params, name: &str) -> Result<Option<String>, SignatureError> {
    match parameter(params, name) {
        None => Ok(None),
        Some(BareItem::String(value)) => Ok(Some(value.as_str().to_owned())),
        Some(_) => Err(SignatureError::Malformed("a parameter that should be a string")),
    }
}

/// Whole seconds since 1970 (RFC 9421 2.3).
fn moment(params: &Params, name: &str) -> Result<Option<Timestamp>, SignatureError> {
    match parameter(params, name) {
        None => Ok(None),
        Some(BareItem::Integer(seconds)) => match i64::from(*seconds).checked_mul(1_000) {
            Some(millis) if millis >= 0 => Ok(Some(Timestamp(millis))),
            _ => Err(SignatureError::Malformed("a moment before 1970")),
        },
        Some(_) => Err(SignatureError::Malformed("a moment that is no integer")),
    }
}
