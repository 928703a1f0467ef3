//! Header fields: their lines joined (RFC 9421 2.1), and Dictionaries (RFC 9651) in which nothing stands twice.

use crate::error::SignatureError;
use crate::limits::{COMPONENTS, FIELD_BYTES, LABELS, PARAMETERS};
use sfv::visitor::{DictionaryVisitor, EntryVisitor, InnerListVisitor, ItemVisitor, ParameterVisitor};
use sfv::{BareItem, BareItemFromInput, ItemSerializer, Key, KeyRef, ListSerializer, Parser};

/// Header fields in order, as our transport has them. Names are compared without case.
pub(crate) type Headers = [(String, String)];

/// A field's value: its lines without the space around them, joined with a comma (RFC 9421 2.1). None if there is no such
/// field. Refused where a value has other bytes than visible ASCII, space and tab: a line end in it would forge the base.
pub(crate) fn combined(headers: &Headers, name: &str) -> Result<Option<String>, SignatureError> {
    let mut joined: Option<String> = None;
    for (_, value) in headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)) {
        let value = value.trim_matches([' ', '\t']);
        let so_far = joined.as_ref().map_or(0, |text| text.len() + 2);
        if so_far + value.len() > FIELD_BYTES {
            return Err(SignatureError::Malformed("a header field is too long"));
        }
        if !value.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')) {
            return Err(SignatureError::Malformed("a header field is not visible ASCII"));
        }
        match &mut joined {
            None => joined = Some(value.to_owned()),
            Some(text) => {
                text.push_str(", ");
                text.push_str(value);
            }
        }
    }
    Ok(joined)
}

/// Whether there is such a field.
pub(crate) fn has(headers: &Headers, name: &str) -> bool {
    headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))
}

/// Parameters in order, each name once.
pub(crate) type Params = Vec<(Key, BareItem)>;

/// A value with its parameters.
#[derive(Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) value: BareItem,
    pub(crate) params: Params,
}

/// Items with their parameters.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct InnerList {
    pub(crate) items: Vec<Item>,
    pub(crate) params: Params,
}

/// What stands behind a key.
#[derive(Debug, PartialEq)]
pub(crate) enum Member {
    Item(Item),
    List(InnerList),
}

impl Member {
    /// RFC 9651 4.1: the one way to write it.
    pub(crate) fn serialize(&self) -> String {
        match self {
            Self::Item(item) => {
                ItemSerializer::new().bare_item(&item.value).parameters(by_ref(&item.params)).finish()
            }
            Self::List(list) => {
                let mut out = ListSerializer::new();
                let mut inner = out.inner_list();
                for item in &list.items {
                    let _ = inner.bare_item(&item.value).parameters(by_ref(&item.params)).finish();
                }
                let _ = inner.finish().parameters(by_ref(&list.params)).finish();
                out.finish().expect("proof: a list with one member has been written")
            }
        }
    }
}

/// Parameters as the serializer takes them.
pub(crate) fn by_ref(params: &Params) -> impl Iterator<Item = (&Key, &BareItem)> {
    params.iter().map(|(name, value)| (name, value))
}

/// A field's members in order.
pub(crate) type Dictionary = Vec<(Key, Member)>;

/// The member behind a key.
pub(crate) fn member<'a>(dictionary: &'a Dictionary, key: &str) -> Option<&'a Member> {
    dictionary.iter().find(|(own, _)| own.as_str() == key).map(|(_, member)| member)
}

/// Reads a Dictionary. RFC 9651 lets the last of two equal keys win, RFC 9421 4.1 wants labels to be unique: here whatever
/// stands twice, key or parameter, makes the field unreadable, so that no two readers see different things in it.
pub(crate) fn dictionary(text: &str) -> Result<Dictionary, SignatureError> {
    if text.len() > FIELD_BYTES {
        return Err(SignatureError::Malformed("a header field is too long"));
    }
    Parser::new(text)
        .parse_dictionary_with_visitor(Members(Vec::new()))
        .map_err(|_| SignatureError::Malformed("not a dictionary of structured fields"))
}

/// Members of a field that may be in it; signatures are fewer.
const MEMBERS: usize = 4 * LABELS;

/// Twice the same, or too many.
#[derive(Debug, thiserror::Error)]
#[error("twice, or too many")]
struct Refused;

struct Members(Dictionary);
struct Entry<'a> {
    members: &'a mut Dictionary,
    key: Key,
}
struct Items<'a>(&'a mut InnerList);
struct ParamsOf<'a>(&'a mut Params);

impl<'de> DictionaryVisitor<'de> for Members {
    type Out = Dictionary;
    type Error = Refused;

    fn entry(&mut self, key: &'de KeyRef) -> Result<impl EntryVisitor<'de>, Refused> {
        if self.0.len() == MEMBERS || self.0.iter().any(|(own, _)| own.as_str() == key.as_str()) {
            return Err(Refused);
        }
        Ok(Entry { members: &mut self.0, key: key.to_owned() })
    }

    fn finish(self) -> Result<Dictionary, Refused> {
        Ok(self.0)
    }
}

impl<'de> EntryVisitor<'de> for Entry<'_> {
    type Error = Refused;

    fn item(self) -> Result<impl ItemVisitor<'de>, Refused> {
        Ok(self)
    }

    fn inner_list(self) -> Result<impl InnerListVisitor<'de>, Refused> {
        let (_, member) = self.members.push_mut((self.key, Member::List(InnerList::default())));
        match member {
            Member::List(list) => Ok(Items(list)),
            Member::Item(_) => Err(Refused),
        }
    }
}

impl<'de> ItemVisitor<'de> for Entry<'_> {
    type Out = ();
    type Error = Refused;

    fn bare_item(
        self,
        value: BareItemFromInput<'de>,
    ) -> Result<impl ParameterVisitor<'de, Out = ()>, Refused> {
        let item = Item { value: value.into(), params: Vec::new() };
        let (_, member) = self.members.push_mut((self.key, Member::Item(item)));
        match member {
            Member::Item(item) => Ok(ParamsOf(&mut item.params)),
            Member::List(_) => Err(Refused),
        }
    }
}

impl<'de> InnerListVisitor<'de> for Items<'_> {
    type Error = Refused;

    fn item(&mut self) -> Result<impl ItemVisitor<'de>, Refused> {
        if self.0.items.len() == COMPONENTS {
            return Err(Refused);
        }
        Ok(Items(&mut *self.0))
    }

    fn finish(self) -> Result<impl ParameterVisitor<'de>, Refused> {
        Ok(ParamsOf(&mut self.0.params))
    }
}

impl<'de> ItemVisitor<'de> for Items<'_> {
    type Out = ();
    type Error = Refused;

    fn bare_item(
        self,
        value: BareItemFromInput<'de>,
    ) -> Result<impl ParameterVisitor<'de, Out = ()>, Refused> {
        let item = self.0.items.push_mut(Item { value: value.into(), params: Vec::new() });
        Ok(ParamsOf(&mut item.params))
    }
}

impl<'de> ParameterVisitor<'de> for ParamsOf<'_> {
    type Out = ();
    type Error = Refused;

    fn parameter(&mut self, key: &'de KeyRef, value: BareItemFromInput<'de>) -> Result<(), Refused> {
        if self.0.len() == PARAMETERS || self.0.iter().any(|(own, _)| own.as_str() == key.as_str()) {
            return Err(Refused);
        }
        self.0.push((key.to_owned(), value.into()));
        Ok(())
    }

    fn finish(self) -> Result<(), Refused> {
        Ok(())
    }
}
