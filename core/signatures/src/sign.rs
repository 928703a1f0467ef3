//! Signing a message of ours (RFC 9421 3.1; UCP `signatures.md`, "REST Request Signing").

use crate::base::signature_base;
use crate::component::{Component, string};
use crate::digest::{self, content_digest};
use crate::error::SignatureError;
use crate::fields::{self, InnerList, Member, Params};
use crate::message::Message;
use crate::policy::{Cover, SIGNATURE_AGENT, WEB_BOT_AUTH};
use crate::signing_key::SigningKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sfv::{BareItem, Integer, KeyRef};
use tradewind_domain::Timestamp;

/// What a signature says of itself. The key's name is always said, the algorithm never (`signatures.md`, "Signature Algorithms").
#[derive(Debug, Clone, Copy)]
pub struct Parameters<'a> {
    /// Its label in both header fields.
    pub label: &'a str,
    /// When it is made.
    pub created: Option<Timestamp>,
    /// Until when it counts.
    pub expires: Option<Timestamp>,
    /// Random text that makes it seen once.
    pub nonce: Option<&'a str>,
    /// What it is for. `web-bot-auth` asks for both dates and a key that is named by its thumbprint.
    pub tag: Option<&'a str>,
    /// What it covers.
    pub cover: Cover<'a>,
}

impl Parameters<'static> {
    /// As in UCP's examples: labelled `sig1`, dated, covering what must be.
    pub const fn ucp(created: Timestamp) -> Self {
        Self {
            label: "sig1",
            created: Some(created),
            expires: None,
            nonce: None,
            tag: None,
            cover: Cover::Ucp,
        }
    }
}

/// Signs a message: the header fields to add to it. `content-digest` is among them where there is a body and the message has
/// none yet. A message that is signed already gets one more signature, which needs a label of its own.
pub fn sign(
    message: &Message<'_>,
    key: &SigningKey,
    with: &Parameters<'_>,
) -> Result<Vec<(String, String)>, SignatureError> {
    let label = KeyRef::from_str(with.label).map_err(|_| SignatureError::Malformed("no label"))?;
    check_web_bot_auth(key, with)?;
    is_free(message, with.label)?;
    let mut added = Vec::new();
    match fields::combined(message.headers(), "content-digest")? {
        Some(field) => digest::check(&field, message.body())?,
        None if message.body().is_empty() => {}
        None => added.push(("content-digest".to_owned(), content_digest(message.body()))),
    }
    let headers = [message.headers(), &added].concat();
    let message = message.with_headers(&headers);

    let covered: Vec<Component> = with
        .cover
        .required(&message)?
        .into_iter()
        .map(|own| own_member(own, with.label))
        .collect::<Result<_, _>>()?;
    let items = covered.iter().map(Component::to_item).collect::<Result<_, _>>()?;
    let parameters = Member::List(InnerList { items, params: params(key, with)? }).serialize();
    let base = signature_base(&message, &covered, &parameters)?;
    let signature = STANDARD.encode(key.sign(&base));
    added.push(("signature-input".to_owned(), format!("{}={parameters}", label.as_str())));
    added.push(("signature".to_owned(), format!("{}=:{signature}:", label.as_str())));
    Ok(added)
}

/// `Signature-Agent` is covered by the member of this signature's label alone (`signatures.md`, "WBA Interop" 3).
fn own_member(component: Component, label: &str) -> Result<Component, SignatureError> {
    if component.name == SIGNATURE_AGENT && !component.of_request {
        Component::member(SIGNATURE_AGENT, label)
    } else {
        Ok(component)
    }
}

/// The parameters in the order of UCP's examples.
fn params(key: &SigningKey, with: &Parameters<'_>) -> Result<Params, SignatureError> {
    let texts = [("keyid", Some(key.kid())), ("nonce", with.nonce), ("tag", with.tag)];
    let moments = [("created", with.created), ("expires", with.expires)];
    let mut params = Params::new();
    for (name, moment) in moments {
        if let Some(moment) = moment {
            let seconds = Integer::try_from(moment.0.div_euclid(1_000));
            let seconds = seconds.map_err(|_| SignatureError::Malformed("a moment out of range"))?;
            params.push((name_of(name), BareItem::Integer(seconds)));
        }
    }
    for (name, text) in texts {
        if let Some(text) = text {
            params.push((name_of(name), string(text)?));
        }
    }
    Ok(params)
}

fn name_of(name: &str) -> sfv::Key {
    KeyRef::from_str(name).expect("proof: the five names above are keys").to_owned()
}

/// A label that no signature of the message has yet.
fn is_free(message: &Message<'_>, label: &str) -> Result<(), SignatureError> {
    for name in ["signature-input", "signature"] {
        if let Some(field) = fields::combined(message.headers(), name)?
            && fields::member(&fields::dictionary(&field)?, label).is_some()
        {
            return Err(SignatureError::Malformed("the label is taken"));
        }
    }
    Ok(())
}

/// `signatures.md`, "WBA Interop" 4 and 5.
fn check_web_bot_auth(key: &SigningKey, with: &Parameters<'_>) -> Result<(), SignatureError> {
    let dated = with.created.is_some() && with.expires.is_some();
    if with.tag == Some(WEB_BOT_AUTH) && !(dated && key.kid() == key.public().thumbprint()) {
        return Err(SignatureError::Malformed("web-bot-auth without dates or thumbprint"));
    }
    Ok(())
}
