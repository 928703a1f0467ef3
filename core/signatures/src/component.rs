//! What a signature covers: component identifiers (RFC 9421 2), those of them that are understood here.

use crate::error::SignatureError;
use crate::fields::{Item, Params, by_ref};
use sfv::{BareItem, ItemSerializer, Key, KeyRef, StringRef};
use std::fmt;

/// One covered component: `"@method"`, `"content-type"`, `"@status";req`, `"signature-agent";key="sig1"`.
#[derive(Debug)]
pub(crate) struct Component {
    /// In lower case; derived ones begin with `@`.
    pub(crate) name: String,
    /// Taken from the request that a response answers (`req`, RFC 9421 2.4).
    pub(crate) of_request: bool,
    /// One member of a Dictionary field (`key`, RFC 9421 2.1.2).
    pub(crate) key: Option<String>,
    /// As they stood: the base repeats their order.
    params: Params,
}

impl Component {
    /// Reads one of the list in `Signature-Input`. `sf`, `bs`, `tr` and `@query-param` are not understood: none of UCP's
    /// messages needs them, and what is not understood cannot be verified (RFC 9421 2.5).
    pub(crate) fn read(item: Item) -> Result<Self, SignatureError> {
        let BareItem::String(name) = item.value else {
            return Err(SignatureError::Malformed("a component is not named by a string"));
        };
        let name = String::from(name);
        let (field, derived) = (is_field_name(&name), DERIVED.contains(&name.as_str()));
        if !field && !derived {
            return Err(SignatureError::Malformed("a component of another kind"));
        }
        let (mut of_request, mut key) = (false, None);
        for (parameter, value) in &item.params {
            match (parameter.as_str(), value) {
                ("req", BareItem::Boolean(true)) => of_request = true,
                ("key", BareItem::String(value)) if field => key = Some(value.as_str().to_owned()),
                _ => return Err(SignatureError::Malformed("a component with another parameter")),
            }
        }
        Ok(Self { name, of_request, key, params: item.params })
    }

    /// One without parameters but `req`, written as `name` or `name;req`.
    pub(crate) fn named(text: &str) -> Result<Self, SignatureError> {
        let (name, of_request) = text.strip_suffix(";req").map_or((text, false), |name| (name, true));
        let flag = of_request.then(|| (parameter("req"), BareItem::Boolean(true)));
        Self::read(Item { value: string(name)?, params: flag.into_iter().collect() })
    }

    /// One member of a Dictionary field.
    pub(crate) fn member(name: &str, key: &str) -> Result<Self, SignatureError> {
        Self::read(Item { value: string(name)?, params: vec![(parameter("key"), string(key)?)] })
    }

    /// The component identifier as it stands in the signature base (RFC 9421 2.5).
    pub(crate) fn identifier(&self) -> String {
        let name = StringRef::from_str(&self.name)
            .expect("proof: read() let through field names and derived names alone");
        ItemSerializer::new().bare_item(name).parameters(by_ref(&self.params)).finish()
    }

    /// The component as an item of the list of covered ones.
    pub(crate) fn to_item(&self) -> Result<Item, SignatureError> {
        Ok(Item { value: string(&self.name)?, params: self.params.clone() })
    }

    /// Whether both mean the same part of a message, in whatever order their parameters stand.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (&self.name, self.of_request, &self.key) == (&other.name, other.of_request, &other.key)
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.of_request { f.write_str(";req") } else { Ok(()) }
    }
}

/// RFC 9421 2.2, without `@query-param`.
const DERIVED: [&str; 8] =
    ["@method", "@authority", "@path", "@query", "@status", "@scheme", "@target-uri", "@request-target"];

/// RFC 9110 5.6.2, in lower case as RFC 9421 2.1 wants it.
fn is_field_name(name: &str) -> bool {
    let token = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9') || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}

fn parameter(name: &str) -> Key {
    KeyRef::from_str(name).expect("proof: `req` and `key` are keys").to_owned()
}

/// A structured field's string.
pub(crate) fn string(text: &str) -> Result<BareItem, SignatureError> {
    match StringRef::from_str(text) {
        Ok(text) => Ok(BareItem::String(text.to_owned())),
        Err(_) => Err(SignatureError::Malformed("a text that is not visible ASCII")),
    }
}
