//! What a person was handed, as far as several screens draw it: a voucher stands in the checkout and among the orders.

use crate::kernel::screen_parts::{CodePicture, HandOffKind, HandOffView};
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::{Action, Work};
use tradewind_domain::Timestamp;
use tradewind_l10n::plain;
use tradewind_payments::Waiting;
use tradewind_qr::QrPicture;

/// A voucher that is out.
pub(crate) fn voucher(waiting: &Waiting, context: &ViewContext<'_>) -> HandOffView {
    let words = context.words;
    let mut view = of(&waiting.action, HandOffKind::Voucher, context);
    view.key.clone_from(&waiting.id);
    view.title = words.voucher_title();
    view.body = words.voucher_body(waiting.amount, &waiting.payee);
    view.stop_label = words.voucher_give_up();
    // The day that is shown is the method's, too: where the merchant names none, and earlier where a slip is to be printed first.
    view.until = until(waiting.until, context);
    view
}

/// What is the same for all of a kind: the text to copy and its picture, the page, until when.
pub(crate) fn of(action: &Action, kind: HandOffKind, context: &ViewContext<'_>) -> HandOffView {
    let words = context.words;
    let mut view = empty(kind);
    match &action.work {
        Work::Code { text, .. } => {
            view.code.clone_from(text);
            view.copy_label = words.hand_off_code_copy();
            view.picture = picture(text);
        }
        Work::Voucher { reference, barcode, page, .. } => {
            view.code.clone_from(reference);
            view.copy_label = words.voucher_copy();
            view.picture = barcode.as_deref().and_then(picture);
            if let Some(page) = page {
                page.as_str().clone_into(&mut view.page);
                view.page_label = words.voucher_page();
            }
        }
        _ => {}
    }
    view.until = until(action.work.until(), context);
    view
}

/// Until when it is of use, as a line; empty where nobody says.
fn until(moment: Option<Timestamp>, context: &ViewContext<'_>) -> String {
    moment.map(|moment| plain(&context.words.hand_off_until(moment))).unwrap_or_default()
}

pub(crate) fn empty(kind: HandOffKind) -> HandOffView {
    HandOffView {
        kind,
        key: String::new(),
        title: String::new(),
        body: String::new(),
        until: String::new(),
        open_label: String::new(),
        code: String::new(),
        copy_label: String::new(),
        picture: None,
        page: String::new(),
        page_label: String::new(),
        close_label: String::new(),
        stop_label: String::new(),
    }
}

fn picture(text: &str) -> Option<CodePicture> {
    let QrPicture { side, modules } = QrPicture::of_text(text).ok()?;
    Some(CodePicture { side: side.into(), modules })
}
