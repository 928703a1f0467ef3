//! A wallet, as the registry lists it: one way to pay.

use crate::facts::Facts;
use crate::policy::Policy;

/// A wallet: the handler that it pays by, and what that handler takes and allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wallet {
    /// The payment handler's reverse-domain name, at most 255 bytes.
    pub handler: &'static str,
    /// What people call it, as its maker writes it: the same in every language. Of a type without a maker (a card, cash on
    /// delivery) our English word, which the screens translate.
    pub title: &'static str,
    /// Our id of it in the platform profile.
    pub id: &'static str,
    /// The handler's own version (YYYY-MM-DD), where its maker publishes one; ours go with the protocol's.
    pub version: Option<&'static str>,
    /// Where the handler is described.
    pub spec: &'static str,
    /// The schema of its configuration.
    pub schema: &'static str,
    /// UCP `payment.instruments[].type`: what it makes.
    pub instrument: &'static str,
    /// UCP `credential.type`: the kinds of credential that it can make. Empty where it has none, or any kind may come.
    pub credentials: &'static [&'static str],
    /// What the person does, and where.
    pub family: Family,
    /// How long its steps may take, and what takes the money.
    pub policy: Policy,
    /// Where it is used and what is known of it: `assets/payments/*.toml`.
    pub facts: &'static Facts,
}

/// What kind of way to pay it is: where the person approves, and who is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// A sheet of the system's or of the host's gives a credential, which goes to the merchant with Complete.
    Sheet,
    /// The merchant is asked first; the person approves in another app, which a link or its own library opens.
    AppSwitch,
    /// The merchant is asked first; the person approves on a bank's page in the browser, or in the bank's app.
    Redirect,
    /// The merchant is asked first and gives a payment code.
    Code,
    /// The merchant is asked first and sends a prompt to the person's telephone number.
    Push,
    /// The merchant is asked first and gives a voucher, which is paid days afterwards.
    Voucher,
    /// Paid to who brings the goods.
    OnDelivery,
}

impl Family {
    /// Whether a credential is got before the merchant is asked.
    pub const fn is_sheet_first(self) -> bool {
        matches!(self, Self::Sheet)
    }

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::AppSwitch => "app_switch",
            Self::Redirect => "redirect",
            Self::Code => "code",
            Self::Push => "push",
            Self::Voucher => "voucher",
            Self::OnDelivery => "on_delivery",
        }
    }
}
