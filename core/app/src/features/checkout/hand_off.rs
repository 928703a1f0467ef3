//! Draws what a person was handed to pay with: an app or a page, a code, a prompt, a voucher.

use crate::features::checkout::titles::method_title;
use crate::kernel::effects::PaymentState;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{HandOffKind, HandOffView};
use crate::kernel::view_context::ViewContext;
use crate::kernel::vouchers::{empty, of, voucher};
use tradewind_commerce::Work;
use tradewind_domain::WebUrl;
use tradewind_payments::hand_off::{opens, payee};
use tradewind_payments::{Handed, Left};

/// What the person was handed, where the payment waits for them; none elsewhere.
pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> Option<HandOffView> {
    match &model.features.checkout.payment {
        PaymentState::WithPerson { handed: Some(handed), .. } => Some(of_payment(model, handed, context)),
        PaymentState::WithPerson { go_on: Some(page), .. } => Some(page_view(page, context)),
        PaymentState::WithPerson { left, .. } => Some(left_view(*left, context)),
        PaymentState::Deferred { id } => {
            let waiting = model.waiting.iter().find(|one| one.id == *id)?;
            Some(voucher(waiting, context))
        }
        _ => None,
    }
}

fn of_payment(model: &Model, handed: &Handed, context: &ViewContext<'_>) -> HandOffView {
    let words = context.words;
    let amount = handed.amount;
    let title = method_title(model, &handed.method, context);
    let (kind, heading, body) = match &handed.action.work {
        Work::Code { text, .. } => {
            let body = words.hand_off_code_body(amount, &handed.payee);
            // Whom the code itself names, in its maker's spelling: banks show that name, and so the person can hold it against ours.
            let named = payee(text).map(|name| words.hand_off_code_named(&name));
            let body = named.map_or(body.clone(), |named| format!("{body}\n{named}"));
            (HandOffKind::Code, words.hand_off_code_title(), body)
        }
        Work::Prompt { .. } => {
            let body = words.hand_off_prompt_body(amount, &title, &model.buyer.phone_number);
            (HandOffKind::Prompt, words.hand_off_prompt_title(), body)
        }
        Work::DeviceData { .. } | Work::Challenge { .. } => {
            (HandOffKind::Surface, words.hand_off_surface_title(), words.hand_off_surface_body())
        }
        _ if handed.opened => {
            let heading = words.hand_off_link_title(&title);
            (HandOffKind::Link, heading, words.hand_off_link_body(amount, &title))
        }
        _ => (HandOffKind::Link, words.hand_off_closed_title(&title), words.hand_off_closed_body()),
    };
    let mut view = of(&handed.action, kind, context);
    view.key.clone_from(&handed.id);
    view.title = heading;
    view.body = body;
    view.open_label = match kind {
        HandOffKind::Link => words.hand_off_open(&title),
        HandOffKind::Code if opens(&handed.action.work) => words.hand_off_open(&title),
        _ => String::new(),
    };
    view.close_label = match kind {
        HandOffKind::Surface => words.hand_off_surface_close(),
        _ => String::new(),
    };
    view.stop_label = words.hand_off_stop();
    view
}

/// There is nothing to do here: why, and how to stop it.
fn left_view(left: Option<Left>, context: &ViewContext<'_>) -> HandOffView {
    let words = context.words;
    let (title, body) = match left {
        Some(Left::Unsaid) => (words.hand_off_unsaid_title(), words.hand_off_unsaid_body()),
        Some(Left::Unshown) => (words.hand_off_unshown_title(), words.hand_off_unshown_body()),
        Some(Left::Closed) | None => (words.hand_off_left_title(), words.hand_off_left_body()),
    };
    HandOffView { title, body, stop_label: words.hand_off_stop(), ..empty(HandOffKind::Page) }
}

/// The shop's own page, where the merchant waits for something that this app cannot do.
fn page_view(page: &WebUrl, context: &ViewContext<'_>) -> HandOffView {
    let words = context.words;
    HandOffView {
        title: words.hand_off_page_title(),
        body: words.hand_off_page_body(),
        page: page.as_str().to_owned(),
        page_label: words.continue_in_browser(),
        stop_label: words.hand_off_stop(),
        ..empty(HandOffKind::Page)
    }
}
