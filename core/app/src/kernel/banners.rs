//! The sentences above every screen.

use crate::features::Route;
use crate::kernel::attribution;
use crate::kernel::consent::{NO, YES};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{Banner, BannerAnswer, Tone};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Code;
use tradewind_person::Purpose;

/// How far a phone's clock may be from the merchant's before it is said, in milliseconds: less changes nothing here.
const CLOCK_TOLERANCE: u64 = 5 * 60 * 1_000;

/// Sentences about the state of things, most important first.
pub(crate) fn banners(model: &Model, context: &ViewContext<'_>) -> Vec<Banner> {
    let words = context.words;
    let mut all = Vec::new();
    let mut put = |tone, code: Option<&str>, text, action| {
        all.push(Banner { tone, code: code.map(str::to_owned), text, action, answers: Vec::new() });
    };
    for code in &model.notices {
        put(Tone::Error, Some(code.as_str()), words.error(*code), words.dismiss());
    }
    if let Some(fault) = model.fault {
        put(Tone::Error, Some(fault.code.as_str()), words.error(fault.code), words.retry());
    }
    if let Some(unkept) = model.consent.unkept {
        put(Tone::Error, Some(unkept.code.as_str()), words.consent_unkept(), words.retry());
    }
    if let Some((_, amount)) = &model.paid_late {
        put(
            Tone::Warning,
            Some(Code::PaymentUnknown.as_str()),
            match amount {
                Some(amount) => words.put_aside_paid_later(*amount),
                None => words.put_aside_paid_later_unstated(),
            },
            String::new(),
        );
    }
    let skew = model.features.checkout.session.shown().map_or(0, |one| one.clock_skew.unsigned_abs());
    if skew > CLOCK_TOLERANCE {
        let code = Code::ClockWrong;
        put(Tone::Warning, Some(code.as_str()), words.clock_wrong_banner(), String::new());
    }
    if !model.online {
        put(Tone::Info, None, words.offline_banner(), String::new());
    } else if let Some(fault) = model.catalog.refresh.fault()
        && model.catalog.head.is_some()
    {
        put(Tone::Warning, Some(fault.code.as_str()), words.error(fault.code), words.retry());
    } else if matches!(model.route(), Route::Results(_))
        && let Some(fault) = model.features.results.fault()
        && model.features.results.rows.shown().is_some_and(|read| read.total > 0)
    {
        put(Tone::Warning, Some(fault.code.as_str()), words.error(fault.code), words.retry());
    }
    if let Some(head) = &model.catalog.head {
        if head.expires_at.is_some_and(|until| until <= context.now) {
            put(Tone::Warning, None, words.catalog_expired(), words.retry());
        }
        if head.scope.language.primary() != model.settings.language.primary() {
            put(Tone::Info, None, words.catalog_fallback(), String::new());
        }
    }
    if let Some(question) = question(model, context) {
        // After what is wrong, before what is only to be known.
        let at = all.iter().take_while(|one| one.tone == Tone::Error).count();
        all.insert(at, question);
    }
    all
}

/// What the person is asked about the link by which they came. It holds nothing up, and nothing is kept before the answer.
fn question(model: &Model, context: &ViewContext<'_>) -> Option<Banner> {
    let words = context.words;
    let purpose = attribution::question(model)?;
    let answer =
        |label, key: &str| BannerAnswer { label, setting: purpose.as_str().to_owned(), key: key.to_owned() };
    Some(Banner {
        tone: Tone::Info,
        code: None,
        text: match purpose {
            Purpose::RewardCreators => words.consent_ask_creators(),
            Purpose::MeasureCampaigns | Purpose::PersonalRanking => words.consent_ask_campaigns(),
        },
        action: String::new(),
        answers: vec![answer(words.consent_no(), NO), answer(words.consent_yes(), YES)],
    })
}
