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

/// A tab of the app's bar. Each keeps the places that were opened on it.
#[uniffi::remote(Enum)]
pub enum Tab {
    /// Categories, deals, search.
    Home,
    /// The cart, and the checkout on top of it.
    Cart,
    /// The orders of this phone.
    Orders,
    /// Settings, the person's data, the catalog.
    Settings,
}

/// One field of the buyer form, by UCP's names.
#[uniffi::remote(Enum)]
pub enum BuyerField {
    /// Given name (UCP `first_name`).
    FirstName,
    /// Family name (UCP `last_name`).
    LastName,
    /// E-mail address (UCP `email`).
    Email,
    /// Phone number (UCP `phone_number`).
    PhoneNumber,
    /// House number and street (UCP `street_address`).
    StreetAddress,
    /// Apartment, floor, company (UCP `extended_address`).
    ExtendedAddress,
    /// City or town (UCP `address_locality`).
    AddressLocality,
    /// State, prefecture, emirate (UCP `address_region`).
    AddressRegion,
    /// Postal code (UCP `postal_code`).
    PostalCode,
    /// Country, ISO 3166-1 alpha-2 (UCP `address_country`).
    AddressCountry,
}
