//! What the preview does.

use crate::features::Route;
use crate::features::preview::look::{look, variant_of};
use crate::features::preview::screen::{PreviewPhase, PreviewScreen};
use crate::features::preview::view::view;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::effects::{Effect, Effects, ItemRead, ItemRef, PreviewOp, Refusal, Subject};
use crate::kernel::error::Fault;
use crate::kernel::frame_source::Look;
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::screen_parts::Tone;
use crate::kernel::testing::{Given, shows, url};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Code, Currency, Item, ItemId, Timestamp};
use tradewind_l10n::Localizer;
use tradewind_scene::{Bounds, OrbitControl};

fn item(id: &str, model: Option<&str>) -> Item {
    Item { model: model.map(url), ..crate::kernel::testing::item(id, Currency::EUR) }
}

/// A product of three versions, two of which share a model, is on the screen.
fn model(can_draw: bool, market: &str) -> Model {
    let mut model = Given::a_shop_in(market, Currency::EUR).model;
    model.host.can_draw = can_draw;
    let siblings =
        vec![item("mug-indigo", Some("mug.glb")), item("mug-sand", Some("mug.glb")), item("mug-red", None)];
    model.nav.stack().push(Route::Product(ItemRef::Id(siblings[0].id.clone())));
    shows(&mut model, ItemRead { item: siblings[0].clone(), siblings });
    model
}

const NOW: Timestamp = Timestamp(1_795_521_600_000);

fn tell(model: &mut Model, message: Message, seconds: f64) -> Effects {
    update(model, message, Now { now: NOW, seconds })
}

fn act(model: &mut Model, intent: Intent, seconds: f64) -> Effects {
    tell(model, Message::Intent(intent), seconds)
}

fn draw(model: &Model, seconds: f64) -> PreviewScreen {
    let words = Localizer::new(&model.settings.languages(), "UTC").expect("compiled in");
    view(model, &ViewContext { words: &words, now: NOW, market: crate::kernel::testing::market(), seconds })
}

/// 12 × 9 × 9 cm, with two variants.
fn open_ready(model: &mut Model) {
    let effects = act(model, Intent::OpenPreview, 0.0);
    let ticket = model.features.preview.ticket;
    let wanted = PreviewOp::Open { ticket, url: url("mug.glb"), online: true };
    assert_eq!(effects, [Effect::Preview(wanted)]);
    let bounds = Bounds { min: [-0.06, 0.0, -0.045].into(), max: [0.06, 0.09, 0.045].into() };
    let subject = Subject { bounds, variants: vec!["indigo".into(), "sand".into()] };
    let outcome = crate::kernel::effects::Outcome::PreviewReady { ticket, subject };
    assert_eq!(tell(model, Message::Outcome(outcome), 0.0), []);
}

#[test]
fn a_version_is_found_by_its_id_else_by_its_options_else_the_model_stays_as_it_is() {
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let cases: [(&str, &[&str], Option<usize>); 7] = [
        ("mug-indigo", &["sand", "Indigo"], Some(1)),
        ("mug-dark-blue", &["blue", "dark-blue"], Some(1)),
        ("set-mug-blue", &["blue"], Some(0)),
        ("mug-17", &["blue", "sand"], Some(1)),
        ("sand", &["sand"], Some(0)),
        ("mug-17", &["blue"], None),
        ("mug-17", &[], None),
    ];
    for (id, variants, expected) in cases {
        assert_eq!(variant_of(&item(id, None), &names(variants)), expected, "{id} of {variants:?}");
    }
}

#[test]
fn another_version_is_another_item_and_keeps_the_look() {
    let mut model = model(true, "DE");
    open_ready(&mut model);
    act(&mut model, Intent::PreviewDrag { dx: 0.2, dy: 0.0 }, 1.0);
    let before = look(&model).expect("ready");
    assert_eq!(before.variant, Some(0));
    let effects = act(&mut model, Intent::PreviewVariant { key: "mug-sand".into() }, 2.0);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Preview(_))), "the model is there");
    assert_eq!(look(&model), Some(Look { variant: Some(1), ..before }));
    let screen = draw(&model, 2.0);
    assert_eq!((screen.key.as_str(), screen.can_add), ("mug-sand", true));
    act(&mut model, Intent::AddToCart { quantity: 1 }, 3.0);
    assert_eq!(model.features.cart.lines[0].item.as_str(), "mug-sand");
    // Back leads to the version that was seen last.
    act(&mut model, Intent::Back, 4.0);
    assert_eq!(*model.route(), Route::Product(ItemRef::Id(ItemId::parse("mug-sand").expect("an id"))));
    assert_eq!((model.features.preview.wanted(), look(&model)), (None, None));
}

#[test]
fn a_version_without_a_model_is_a_picture_and_a_sentence() {
    let mut model = model(true, "DE");
    open_ready(&mut model);
    act(&mut model, Intent::PreviewVariant { key: "mug-red".into() }, 1.0);
    let screen = draw(&model, 1.0);
    assert_eq!((screen.phase, model.features.preview.wanted()), (PreviewPhase::Still, None));
    assert!(screen.notice.is_some_and(|notice| notice.code.is_none() && notice.action.is_empty()));
    // And back again: the model is fetched anew.
    let effects = act(&mut model, Intent::PreviewVariant { key: "mug-sand".into() }, 2.0);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Preview(PreviewOp::Open { .. }))));
}

#[test]
fn without_a_painter_there_is_a_plain_sentence_and_no_fetch() {
    let mut model = model(false, "DE");
    assert_eq!(act(&mut model, Intent::OpenPreview, 0.0), []);
    let screen = draw(&model, 0.0);
    assert_eq!(screen.phase, PreviewPhase::Still);
    let notice = screen.notice.expect("says why");
    assert_eq!((notice.tone, notice.code, notice.action.as_str()), (Tone::Info, None, ""));
    assert!(screen.can_add && screen.sizes_label.is_empty() && screen.reset_label.is_empty());
}

#[test]
fn what_comes_too_late_changes_nothing_and_what_failed_is_tried_again() {
    let mut model = model(true, "DE");
    act(&mut model, Intent::OpenPreview, 0.0);
    let first = model.features.preview.ticket;
    act(&mut model, Intent::Back, 0.0);
    act(&mut model, Intent::OpenPreview, 0.0);
    let why = Refusal::Fault(Fault::new(Code::ModelBroken));
    let late = crate::kernel::effects::Outcome::PreviewRefused { ticket: first, why };
    tell(&mut model, Message::Outcome(late), 0.0);
    assert_eq!(draw(&model, 0.0).phase, PreviewPhase::Loading);
    let now = crate::kernel::effects::Outcome::PreviewRefused { ticket: model.features.preview.ticket, why };
    let effects = tell(&mut model, Message::Outcome(now), 0.0);
    assert!(matches!(effects.as_slice(), [Effect::Log(_)]));
    let notice = draw(&model, 0.0).notice.expect("says why");
    assert_eq!(notice.code.as_deref(), Some("MODEL_BROKEN"));
    assert!(!notice.action.is_empty());
    let effects = act(&mut model, Intent::Retry, 0.0);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Preview(PreviewOp::Open { .. }))));
    // What needs the network goes on by itself when that is back.
    act(&mut model, Intent::Connectivity { online: false }, 0.0);
    let why = Refusal::Fault(Fault::new(Code::Offline));
    let away = crate::kernel::effects::Outcome::PreviewRefused { ticket: model.features.preview.ticket, why };
    tell(&mut model, Message::Outcome(away), 0.0);
    assert_eq!(draw(&model, 0.0).phase, PreviewPhase::Still);
    act(&mut model, Intent::Connectivity { online: true }, 0.0);
    assert_eq!(draw(&model, 0.0).phase, PreviewPhase::Loading);
}

#[test]
fn sizes_are_told_in_the_units_of_the_market_and_follow_the_camera() {
    for (market, expected) in [("DE", ["12 cm", "9 cm", "9 cm"]), ("US", ["4.7 in", "3.5 in", "3.5 in"])] {
        let mut model = model(true, market);
        open_ready(&mut model);
        let screen = draw(&model, 0.0);
        assert_eq!(screen.sizes.iter().map(|size| size.value.as_str()).collect::<Vec<_>>(), expected);
        assert!(expected.iter().all(|size| screen.accessibility.contains(size)));
        assert!(screen.labels.is_empty() && !screen.sizes_shown);
        act(&mut model, Intent::PreviewSize { shown: true }, 0.0);
        let before = draw(&model, 0.0);
        assert!(look(&model).is_some_and(|look| look.lines));
        assert_eq!(before.labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>(), expected);
        assert_ne!(before.sizes_label, screen.sizes_label);
        act(&mut model, Intent::PreviewDrag { dx: 0.1, dy: 0.0 }, 1.0);
        let after = draw(&model, 1.0);
        assert_ne!(before.labels, after.labels);
        // A wider picture has the labels nearer to its middle.
        tell(
            &mut model,
            Message::Outcome(crate::kernel::effects::Outcome::PreviewSeen { aspect: Some(2.0) }),
            1.0,
        );
        let off = |screen: &PreviewScreen| (screen.labels[0].x - 0.5).abs();
        assert!(off(&draw(&model, 1.0)) < off(&after));
    }
}

#[test]
fn it_says_for_how_long_it_moves() {
    let mut model = model(true, "DE");
    open_ready(&mut model);
    assert_eq!(act(&mut model, Intent::PreviewRelease { vx: 0.0, vy: 0.0 }, 1.0), []);
    assert!(!draw(&model, 1.0).animating);
    let effects = act(&mut model, Intent::PreviewRelease { vx: 1.0, vy: 0.0 }, 1.0);
    let [Effect::Preview(PreviewOp::Wake { after })] = effects.as_slice() else {
        unreachable!("one wake: {effects:?}")
    };
    let rest = 1.0 + after.as_secs_f64();
    assert!(draw(&model, 1.1).animating && !draw(&model, rest).animating);
    act(&mut model, Intent::PreviewReset, rest);
    let control = look(&model).expect("ready").control;
    assert_eq!(control, OrbitControl::new(control.at(0.0)));
}
