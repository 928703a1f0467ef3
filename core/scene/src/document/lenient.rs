//! Values that exporters write a little wrong and that every viewer takes: null and -1 are absent, a name may be a number, a
//! colour may lack its alpha.

use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// An index or a count: also `1.0`, which JSON does not tell from `1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Whole(pub(crate) usize);

/// A value of a document, read with patience.
pub(crate) trait Lenient<'de>: Sized {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a value where only [`Deserialize`] is asked for.
pub(super) struct Patient<T>(pub(super) T);

impl<'de, T: Lenient<'de>> Deserialize<'de> for Patient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::lenient(deserializer).map(Self)
    }
}

/// Null is what stands where nothing was written.
macro_rules! null_is_absent {
    ($($type:ty),* $(,)?) => { $(
        impl<'de> $crate::document::lenient::Lenient<'de> for $type {
            fn lenient<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(<Option<$type> as serde::Deserialize>::deserialize(deserializer)?.unwrap_or_default())
            }
        }
    )* };
}

null_is_absent!(
    bool,
    f32,
    Option<bool>,
    Option<f32>,
    Option<[f32; 2]>,
    Option<[f32; 3]>,
    Option<Box<[f64; 3]>>,
    Option<Box<[f64; 4]>>,
    Option<Box<[f64; 16]>>,
    Option<Vec<f32>>,
);

impl<'de> Lenient<'de> for Option<Whole> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<f64>::deserialize(deserializer)?.map_or(Ok(None), whole)
    }
}

/// What is absent in a list of indices is left out.
impl<'de> Lenient<'de> for Vec<Whole> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Option::<Vec<Patient<Option<Whole>>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(all.into_iter().filter_map(|index| index.0).collect())
    }
}

/// -1 is how many programs say "none".
fn whole<E: Error>(number: f64) -> Result<Option<Whole>, E> {
    // 2^53: beyond it a JSON number is no longer every integer.
    if number >= 0.0 && number.fract().abs() < f64::EPSILON && number <= 9_007_199_254_740_992.0 {
        Ok(Some(Whole(number as usize)))
    } else if (number + 1.0).abs() < f64::EPSILON {
        Ok(None)
    } else {
        Err(E::custom("not a whole number"))
    }
}

/// A colour with its alpha; three numbers are opaque.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgba(pub(crate) [f32; 4]);

impl<'de> Lenient<'de> for Option<Rgba> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Option::<Vec<f32>>::deserialize(deserializer)?.as_deref() {
            None => Ok(None),
            Some([r, g, b]) => Ok(Some(Rgba([*r, *g, *b, 1.0]))),
            Some([r, g, b, a]) => Ok(Some(Rgba([*r, *g, *b, *a]))),
            Some(_) => Err(D::Error::custom("a colour of neither three nor four numbers")),
        }
    }
}

impl<'de> Lenient<'de> for String {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(deserializer.deserialize_any(Text)?.unwrap_or_default())
    }
}

impl<'de> Lenient<'de> for Option<String> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Text)
    }
}

impl<'de> Lenient<'de> for Vec<String> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Option::<Vec<Patient<Option<String>>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(all.into_iter().filter_map(|text| text.0).collect())
    }
}

/// A text, or a number as one (`2.0` stays `2.0`). What is neither is none.
struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Option<String>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(format!("{number:?}")))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        while all.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// Objects of the document: what is not named is passed over, what is missing or null is absent.
macro_rules! json {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident : $type:ty),* $(,)? })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub(crate) struct $name { $(
            $(#[$attribute])*
            #[serde(deserialize_with = "crate::document::lenient::Lenient::lenient")]
            pub(crate) $field: $type
        ),* }

        $crate::document::lenient::null_is_absent!($name, Option<$name>, Option<Box<$name>>);

        impl<'de> $crate::document::lenient::Lenient<'de> for Vec<$name> {
            fn lenient<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // A null in a list keeps its place: what stands behind it is named by number.
                let all: Option<Vec<Option<$name>>> = serde::Deserialize::deserialize(deserializer)?;
                Ok(all.unwrap_or_default().into_iter().map(Option::unwrap_or_default).collect())
            }
        }
    )* };
}

pub(crate) use {json, null_is_absent};
