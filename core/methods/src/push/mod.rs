//! Prompts on a phone: M-PESA, MTN MoMo, Airtel Money. The number that a person types, and what the networks' answers say.
//!
//! Nothing of this comes back to this app: the merchant's server has the prompt sent and hears. [`Phone`] is what it is told,
//! [`Answer`] what it is told in turn, in the three networks' shapes. The code in it chooses a sentence by `assets/payments/push.toml`.

mod answer;
mod phone;

pub use answer::{Answer, State, airtel, mpesa, mtn};
pub use phone::Phone;
