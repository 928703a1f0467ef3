//! Terms of payment on the screen: the choice, what must be read with each, and what is due now and later.

use crate::features::checkout::screen::{MessageRow, ScheduleRow, TermRow};
use crate::kernel::screen_parts::TotalRow;
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::{Checkout, Due, MerchantMessage, Term, quote};
use tradewind_domain::Money;
use tradewind_l10n::plain;

/// The terms as rows. `may_choose`: whether the choice is still open. `message` draws a sentence of the merchant's.
pub(crate) fn rows(
    checkout: &Checkout,
    may_choose: bool,
    context: &ViewContext<'_>,
    message: &dyn Fn(&MerchantMessage) -> MessageRow,
) -> Vec<TermRow> {
    let Some(terms) = &checkout.terms else { return Vec::new() };
    let choosable = may_choose && terms.all.len() > 1;
    // Where nothing can be chosen any more, only what holds is of use.
    let shown = terms.all.iter().filter(|term| may_choose || term.id == terms.selected);
    shown
        .map(|term| TermRow {
            key: term.id.clone(),
            title: term.title.clone(),
            description: term.description.clone(),
            schedules: schedules(term, context),
            selected: term.id == terms.selected,
            choosable,
            notices: disclosures(checkout, term).map(message).collect(),
            accessibility: spoken(term, context),
        })
        .collect()
}

/// The term that a message must stand beside: a disclosure whose path leads to it, or into it.
pub(crate) fn term_of<'a>(message: &MerchantMessage, checkout: &'a Checkout) -> Option<&'a Term> {
    let path = message.path.as_deref().filter(|_| message.disclosure)?;
    // Dots and brackets are one path (RFC 9535, 2.7).
    let rest =
        path.strip_prefix("$.payment.terms[").or_else(|| path.strip_prefix("$['payment']['terms']["))?;
    let at: usize = rest.split(']').next()?.parse().ok()?;
    checkout.terms.as_ref()?.all.get(at)
}

/// What is due now and what later, below the totals; nothing where all is due now.
pub(crate) fn due_rows(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<(TotalRow, Money)> {
    let (Some(later), Some(now)) = (quote::due_later(checkout), quote::due_now(checkout)) else {
        return Vec::new();
    };
    let row = |label: String, amount: Money, paid_now: bool| {
        (TotalRow { label, amount: context.words.money(amount), grand: false, paid_now }, amount)
    };
    vec![row(context.words.due_later(), later, false), row(context.words.due_now(), now, true)]
}

/// Label of Pay: what is due now, or that nothing is. `title` is the method's, on a button of its own; `on_delivery` where who
/// brings the goods is paid.
pub(crate) fn pay_label(
    checkout: Option<&Checkout>,
    title: Option<&str>,
    on_delivery: bool,
    context: &ViewContext<'_>,
) -> String {
    let words = context.words;
    match (checkout.and_then(quote::due_now), checkout.and_then(quote::due_later), title) {
        // Nothing is paid before the goods are there.
        (Some(due), None, _) if on_delivery => words.pay_on_delivery(due),
        (Some(now), Some(later), None) if now.minor == 0 => words.pay_later(later),
        (Some(now), Some(later), Some(title)) if now.minor == 0 => words.pay_later_with(later, title),
        (Some(now), _, Some(title)) => words.pay_with(now, title),
        (Some(now), Some(_), None) => words.pay_now(now),
        (Some(now), None, None) => words.pay_amount(now),
        (None, _, Some(title)) => title.to_owned(),
        (None, _, None) => words.pay(),
    }
}

fn schedules(term: &Term, context: &ViewContext<'_>) -> Vec<ScheduleRow> {
    let row = |words: &str, amount: Money, now: bool| ScheduleRow {
        words: words.to_owned(),
        amount: context.words.money(amount),
        now,
    };
    term.schedules.iter().map(|one| row(&one.words, one.amount, one.due == Due::Now)).collect()
}

fn disclosures<'a>(checkout: &'a Checkout, term: &'a Term) -> impl Iterator<Item = &'a MerchantMessage> {
    checkout
        .messages
        .iter()
        .filter(|message| term_of(message, checkout).is_some_and(|mine| mine.id == term.id))
}

fn spoken(term: &Term, context: &ViewContext<'_>) -> String {
    let payments = term.schedules.iter().map(|one| context.words.delivery_spoken(one.amount, &one.words));
    let words = [term.title.clone(), term.description.clone()].into_iter().chain(payments);
    let parts: Vec<String> = words.filter(|part| !part.is_empty()).map(|part| plain(&part)).collect();
    parts.join(" · ")
}
