//! Draws the state: the snapshot that shells get.

use crate::features::checkout::screen::CheckoutPhase;
use crate::features::checkout::view as checkout;
use crate::features::live::reminders;
use crate::features::purchase::screen::PurchaseState;
use crate::features::purchase::view as purchase;
use crate::kernel::away::News;
use crate::kernel::banners::banners;
use crate::kernel::cart;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::screen_parts::{Notice, Tone};
use crate::kernel::screens;
use crate::kernel::snapshot::{Direction, Snapshot, TabItem, Toast};
use crate::kernel::toast::ToastState;
use crate::kernel::view_context::ViewContext;
use tradewind_l10n::{Localizer, plain};

/// The whole state as it is to be seen now.
pub(crate) fn draw(model: &Model, words: &Localizer, at: Now, revision: u64) -> Snapshot {
    let context = ViewContext { words, now: at.now, market: model.settings.market, seconds: at.seconds };
    let (title, screen) = screens::draw(model, &context);
    let news = news(model, &context);
    Snapshot {
        revision,
        language: words.language().as_str().to_owned(),
        direction: match words.direction() {
            tradewind_l10n::Direction::LeftToRight => Direction::Ltr,
            tradewind_l10n::Direction::RightToLeft => Direction::Rtl,
        },
        title,
        can_go_back: model.nav.can_go_back(),
        back_label: words.back(),
        tabs_label: words.tabs(),
        tabs: Tab::ALL.iter().map(|tab| tab_item(model, *tab, &context)).collect(),
        banners: banners(model, &context),
        toast: model.toast.standing.as_ref().map(|toast| toast_of(toast, &context)),
        look_again: look_again(model),
        looks: model.away.looks,
        news,
        wants_referrer: model.links.wants_referrer,
        reminders: reminders::all(model, &context),
        screen,
    }
}

/// How often vouchers that are out, and shows that are wished for, are looked at in the background, in seconds: they are paid, and
/// announced, days before.
const DAILY: u32 = 86_400;

/// In how many seconds time in the background is wanted: at once while a payment is open that was sent, or while it is not known yet
/// what became of vouchers; each day while one is out, or a show is to be reminded of.
fn look_again(model: &Model) -> Option<u32> {
    let phase = model.features.checkout.phase();
    let open = matches!(phase, CheckoutPhase::Sending | CheckoutPhase::WithPerson | CheckoutPhase::Unknown);
    let reminds = !model.shows.reminders.is_empty();
    let lists = model.away.wants_list && model.online && reminds;
    match open || !model.away.has_looked || lists {
        true => Some(0),
        false => (reminds || !model.waiting.is_empty()).then_some(DAILY),
    }
}

/// What is to be said in a notification: the first that happened gives the headline, and each its sentences, a line each.
fn news(model: &Model, context: &ViewContext<'_>) -> Option<Notice> {
    let all = model.away.news.iter().filter_map(|one| notice_of(one, model, context));
    all.reduce(|mut said, next| {
        let bodies = [said.body, next.body];
        said.body = bodies.into_iter().filter(|body| !body.is_empty()).collect::<Vec<_>>().join("\n");
        said
    })
}

/// What happened, as a notice of its own.
fn notice_of(news: &News, model: &Model, context: &ViewContext<'_>) -> Option<Notice> {
    let words = context.words;
    let (tone, title, body) = match news {
        // As the checkout says it, whatever screen is shown.
        News::Settled => return checkout::view(model, context).notice,
        News::VoucherPaid { order } => (Tone::Success, words.confirmed_title(), words.voucher_paid(order)),
        News::VoucherOver { payee, amount } => {
            let body = match payee.is_empty() {
                true => words.voucher_over_body(),
                false => words.voucher_over_named(*amount, payee),
            };
            (Tone::Warning, words.voucher_over_title(), body)
        }
        News::ShowMoved { title, at } => (Tone::Info, title.clone(), words.live_moved(*at, title)),
        News::ShowCancelled { title } => (Tone::Warning, title.clone(), words.live_cancelled(title)),
    };
    Some(Notice { tone, code: None, title, body })
}

/// The named purchase as a command line reads it, beside what is drawn.
pub(crate) fn draw_purchase(model: &Model) -> Option<PurchaseState> {
    model.features.purchase.as_ref().map(purchase::view)
}

fn tab_item(model: &Model, tab: Tab, context: &ViewContext<'_>) -> TabItem {
    let words = context.words;
    let label = match tab {
        Tab::Home => words.tab_home(),
        Tab::Cart => words.tab_cart(),
        Tab::Orders => words.tab_orders(),
        Tab::Settings => words.tab_settings(),
    };
    let pieces = cart::count(model);
    let on_cart = tab == Tab::Cart && pieces > 0;
    TabItem {
        tab,
        badge: if on_cart { words.number(pieces) } else { String::new() },
        selected: tab == model.nav.tab,
        accessibility: if on_cart { plain(&words.tab_cart_spoken(pieces)) } else { label.clone() },
        label,
    }
}

fn toast_of(toast: &ToastState, context: &ViewContext<'_>) -> Toast {
    let words = context.words;
    let (text, undo) = match toast {
        ToastState::Removed { line } => (words.removed_from_cart(&line.title), words.undo()),
        ToastState::Added { title } => (words.added_to_cart(title), String::new()),
        ToastState::ProposalTaken { changes, .. } => {
            (words.proposal_taken(u64::try_from(changes.len()).unwrap_or(u64::MAX)), words.undo())
        }
        ToastState::CodePromised { code } => (words.code_promised(code), String::new()),
        ToastState::CodeAsked => (words.code_asked(), String::new()),
        ToastState::Erased => (words.erase_everything_done(), String::new()),
        ToastState::Repaired => (words.storage_repaired(), String::new()),
        ToastState::VoucherOver => (words.voucher_over(), String::new()),
        ToastState::VoucherPaid { order } => (words.voucher_paid(order), String::new()),
        ToastState::ShowMoved { title, at } => (words.live_moved(*at, title), String::new()),
        ToastState::ShowCancelled { title } => (words.live_cancelled(title), String::new()),
        ToastState::ReportGivenUp { host } => (words.report_given_up(host), String::new()),
        ToastState::LinkRefused(fault) => (words.error(fault.code), String::new()),
    };
    Toast { text, undo, dismiss: words.dismiss() }
}
