//! The screens, field for field as the core has them: a field added there and forgotten here does not compile.

pub mod cart;
pub mod checkout;
pub mod frame;
pub mod home;
pub mod live;
pub mod orders;
pub mod parts;
pub mod preview;
pub mod product;
pub mod proposal;
pub mod settings;
