//! The intents, made from the core's list, but for the wallet's answer, which has a call of its own (`Shop.wallet_answered`). What an
//! intent carries is mirrored below.

use tradewind_app::Tab;
use tradewind_domain::address::BuyerField;

/// From the core's one list of intents: the enum for the phones, the way into the core, and back. `serde` is for scenarios alone.
macro_rules! mirror {
    ($(
        $(#[doc = $doc:literal])* $(#[serde($($as_data:tt)*)])?
        $name:ident $({ $($(#[doc = $about:literal])* $field:ident: $kind:ty),+ $(,)? })?
    ),+ $(,)?) => {
        /// Everything a person or the system can do to the app. An intent never answers; the next snapshot does. Keys are
        /// the opaque ones of a snapshot; a key that no longer means anything is ignored.
        #[derive(Debug, Clone, PartialEq, uniffi::Enum)]
        pub enum Intent {
            $($(#[doc = $doc])* $name $({ $($(#[doc = $about])* $field: $kind),+ })?),+
        }

        impl From<Intent> for tradewind_app::Intent {
            fn from(intent: Intent) -> Self {
                match intent {
                    $(Intent::$name $({ $($field),+ })? => Self::$name $({ $($field),+ })?),+
                }
            }
        }

        /// The same intent as the phones know it; none for a wallet's answer.
        pub fn of_core(intent: tradewind_app::Intent) -> Option<Intent> {
            match intent {
                $(tradewind_app::Intent::$name $({ $($field),+ })? => Some(Intent::$name $({ $($field),+ })?),)+
                tradewind_app::Intent::WalletAnswered { .. } => None,
            }
        }
    };
}

tradewind_app::with_intents!(mirror);

/// The four tabs.
#[uniffi::remote(Enum)]
pub enum Tab {
    /// Categories, deals, search.
    Home,
    /// The cart, and the checkout on top of it.
    Cart,
    /// Orders.
    Orders,
    /// Settings.
    Settings,
}

/// One field of the buyer form, by UCP's names.
#[uniffi::remote(Enum)]
pub enum BuyerField {
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// E-mail address.
    Email,
    /// Telephone number.
    PhoneNumber,
    /// Street and house number.
    StreetAddress,
    /// Flat, floor, company.
    ExtendedAddress,
    /// Town.
    AddressLocality,
    /// State, prefecture, emirate.
    AddressRegion,
    /// Postal code.
    PostalCode,
    /// Country, ISO 3166-1 alpha-2.
    AddressCountry,
}
