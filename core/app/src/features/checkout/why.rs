//! Why a payment came to nothing, by its provider's own code: a hint beside what the shop's answer has decided.

use crate::features::checkout::titles::wallet_title;
use crate::kernel::model::Model;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Code, HandlerId};
use tradewind_payments::Reason;

/// The sentence for the code that the shop passed on, where the method's table (`words` in `assets/payments`) knows it. The code
/// itself is in none. `headline` is what stands above it: what that says is not said again.
pub(crate) fn sentence(model: &Model, headline: Code, context: &ViewContext<'_>) -> Option<String> {
    let state = &model.features.checkout;
    let method = HandlerId::parse(state.said.method.as_deref()?).ok()?;
    let wallet = model.host.wallets.named(&method)?;
    let mut codes = state.said.messages.iter().filter_map(|said| said.provider_code.as_deref());
    let reason = codes.find_map(|code| wallet.facts.word(code))?;
    let words = context.words;
    let title = || wallet_title(wallet, context);
    match (reason, headline) {
        // "May be paid" is no reason: the shop's answer says that it is over, and that alone counts. Of a payment that was requested
        // twice the first may have gone through: the shop's own words stand alone, without "nothing was charged".
        (Reason::Pending | Reason::Repeated, _)
        | (Reason::Cancelled, Code::PaymentCancelled)
        | (Reason::Expired, Code::PaymentExpired) => None,
        (Reason::InsufficientFunds, _) => Some(words.why_insufficient_funds()),
        (Reason::Cancelled, _) => Some(words.why_cancelled()),
        (Reason::Declined, _) => Some(words.why_declined()),
        (Reason::Expired, _) => Some(words.why_expired()),
        (Reason::Limit, _) => Some(words.why_limit()),
        (Reason::Unreachable, _) => Some(words.why_unreachable()),
        (Reason::WrongSecret, _) => Some(words.why_wrong_secret()),
        (Reason::NotEnrolled, _) => Some(words.why_not_enrolled(&title())),
        (Reason::Busy, _) => Some(words.why_busy(&title())),
        (Reason::Unavailable, _) => Some(words.why_unavailable(&title())),
        (Reason::Setup, _) => Some(words.why_setup()),
        (Reason::Unknown, _) => Some(words.why_unknown()),
    }
}
