//! The product in three dimensions: turned by the person's hand, measured in their units, put into the cart from there.
//!
//! Pure like every screen: `settle` says after each change whether a model is to be fetched or let go; the `easel` draws.

use crate::features::product::update as product;
use crate::kernel::easel::{Look, first_look, orbit_at};
use crate::kernel::effects::{Effect, PreviewOp, Refusal, Subject, Ticket};
use crate::kernel::model::{Effects, Model, Moment, PreviewState, Route, Stand};
use crate::kernel::parts::{Ink, card, picture_ref};
use crate::kernel::screen::{Banner, DimensionLabel, Fact, PreviewPhase, PreviewScreen, Tone};
use std::time::Duration;
use tradewind_domain::Item;
use tradewind_l10n::{Units, plain};
use tradewind_preview::measure::{Side, dimensions, on_picture};
use tradewind_preview::{Bounds, OrbitControl};

/// A little later than the rest itself, so that what is drawn then stands still.
const AFTER_REST: f64 = 0.005;

pub(crate) fn open(model: &mut Model) -> Effects {
    let shown = model.product.read.as_ref().is_some_and(|read| read.item.model.is_some());
    if shown && matches!(model.route(), Route::Product(_)) {
        model.stack().push(Route::Preview);
    }
    Vec::new()
}

/// After each change: begins with the model of the product that is shown, lets it go when the screen was left.
pub(crate) fn settle(model: &mut Model) -> Effects {
    if *model.route() != Route::Preview {
        model.preview.close();
        return Vec::new();
    }
    let Some(read) = &model.product.read else { return Vec::new() };
    let wanted = read.item.model.clone();
    if !matches!(model.preview.stand, Stand::Closed) && model.preview.of == wanted {
        return Vec::new();
    }
    let ticket = model.ticket();
    let preview = &mut model.preview;
    preview.ticket = ticket;
    preview.of.clone_from(&wanted);
    preview.stand = match &wanted {
        None => Stand::Still(Refusal::NoModel),
        Some(_) if !preview.can_draw => Stand::Still(Refusal::NoAdapter),
        Some(_) => Stand::Loading,
    };
    match (wanted, &preview.stand) {
        (Some(url), Stand::Loading) => {
            vec![Effect::Preview(PreviewOp::Open { ticket, url, online: model.online })]
        }
        _ => Vec::new(),
    }
}

/// What failed is tried again; what stands is kept.
pub(crate) fn retry(model: &mut Model) {
    if matches!(model.preview.stand, Stand::Still(Refusal::Fault(_))) {
        model.preview.close();
    }
}

pub(crate) fn ready(model: &mut Model, ticket: Ticket, subject: Subject) -> Effects {
    if ticket == model.preview.ticket && matches!(model.preview.stand, Stand::Loading) {
        let control = OrbitControl::new(first_look(subject.bounds, 1.0));
        model.preview.stand = Stand::Ready { subject, control };
    }
    Vec::new()
}

pub(crate) fn refused(model: &mut Model, ticket: Ticket, why: Refusal) -> Effects {
    if ticket != model.preview.ticket || matches!(model.preview.stand, Stand::Closed) {
        return Vec::new();
    }
    model.preview.stand = Stand::Still(why);
    match why {
        Refusal::Fault(fault) => vec![Effect::Log(fault.record("preview.refused"))],
        Refusal::NoAdapter | Refusal::NoModel => Vec::new(),
    }
}

/// The shape of the picture, as the thread that draws met it; or just that time went on.
pub(crate) fn seen(model: &mut Model, aspect: Option<f32>) -> Effects {
    if let Some(aspect) = aspect {
        model.preview.aspect = aspect;
    }
    Vec::new()
}

pub(crate) fn drag(model: &mut Model, dx: f32, dy: f32, at: Moment) -> Effects {
    control(model, |control| control.drag(dx, dy, at.seconds))
}

/// The finger is lifted: it spins on. When it has come to rest, the screen says so.
pub(crate) fn release(model: &mut Model, vx: f32, vy: f32, at: Moment) -> Effects {
    control(model, |control| control.release(vx, vy, at.seconds));
    let Stand::Ready { control, .. } = &model.preview.stand else { return Vec::new() };
    let rest = control
        .rests_at()
        .and_then(|rest| Duration::try_from_secs_f64((rest - at.seconds + AFTER_REST).max(0.0)).ok());
    rest.map(|after| Effect::Preview(PreviewOp::Wake { after })).into_iter().collect()
}

pub(crate) fn zoom(model: &mut Model, factor: f32, at: Moment) -> Effects {
    control(model, |control| control.zoom(factor, at.seconds))
}

pub(crate) fn reset(model: &mut Model) -> Effects {
    control(model, OrbitControl::reset)
}

fn control(model: &mut Model, change: impl FnOnce(&mut OrbitControl)) -> Effects {
    if let Stand::Ready { control, .. } = &mut model.preview.stand {
        change(control);
    }
    Vec::new()
}

/// Another colour is another item: what is added to the cart follows what is seen.
pub(crate) fn choose(model: &mut Model, key: &str, at: Moment) -> Effects {
    if *model.route() == Route::Preview { product::choose(model, key, at) } else { Vec::new() }
}

pub(crate) fn sizes(model: &mut Model, shown: bool) -> Effects {
    model.preview.sizes = shown;
    Vec::new()
}

impl PreviewState {
    fn close(&mut self) {
        self.stand = Stand::Closed;
        self.of = None;
        self.sizes = false;
    }

    /// The preview for which a stage is wanted.
    pub(crate) fn wanted(&self) -> Option<Ticket> {
        matches!(self.stand, Stand::Loading | Stand::Ready { .. }).then_some(self.ticket)
    }
}

/// What is to be drawn, once there is something.
pub(crate) fn look(model: &Model) -> Option<Look> {
    let Stand::Ready { subject, control } = &model.preview.stand else { return None };
    let item = model.product.read.as_ref().map(|read| &read.item);
    Some(Look {
        ticket: model.preview.ticket,
        bounds: subject.bounds,
        control: *control,
        variant: item.and_then(|item| variant_of(item, &subject.variants)),
        lines: model.preview.sizes,
    })
}

/// Which of a model's variants shows this item: the one named as the item's id is within its group (`mug-indigo` of `mug` is
/// `indigo`) or as the last part of the id, else the one named as a value of its options. Without any, the model as it is.
fn variant_of(item: &Item, variants: &[String]) -> Option<usize> {
    let named = |name: &str| variants.iter().position(|known| known.eq_ignore_ascii_case(name));
    let id = item.id.as_str();
    let within = item.group.as_ref().and_then(|group| id.strip_prefix(group.as_str())?.strip_prefix('-'));
    let last = id.rsplit_once('-').map(|(_, last)| last);
    let by_id = within.into_iter().chain(last).find_map(named);
    by_id.or_else(|| item.options.iter().find_map(|option| named(&option.value)))
}

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> PreviewScreen {
    let words = ink.words;
    let preview = &model.preview;
    let read = model.product.read.as_ref();
    let shown = match &preview.stand {
        Stand::Ready { subject, control } => Some((subject.bounds, control)),
        _ => None,
    };
    let units = Units::of(model.settings.market, &model.settings.languages());
    let sizes = shown.map(|(bounds, _)| sizes_of(bounds, units, ink)).unwrap_or_default();
    let title = read.map(|read| read.item.title.clone()).unwrap_or_default();
    let card = read.map(|read| card(&read.item, &[], ink));
    let can_buy = read.is_some_and(|read| read.item.offer.can_buy());
    let when_ready = |text: String| if shown.is_some() { text } else { String::new() };
    PreviewScreen {
        key: card.as_ref().map(|card| card.key.clone()).unwrap_or_default(),
        price: card.map(|card| card.price).unwrap_or_default(),
        phase: match (&preview.stand, model.product.fault) {
            (Stand::Ready { .. }, _) => PreviewPhase::Ready,
            (Stand::Still(_), _) | (Stand::Closed, Some(_)) => PreviewPhase::Still,
            (Stand::Loading | Stand::Closed, _) => PreviewPhase::Loading,
        },
        notice: notice(model, ink),
        picture: read.and_then(|read| {
            read.item.pictures.first().map(|picture| picture_ref(picture, &read.item.title, ink))
        }),
        accessibility: plain(&match sizes.as_slice() {
            [width, height, depth] => words.preview_spoken(&depth.value, &height.value, &title, &width.value),
            _ => words.picture_of(&title),
        }),
        hint: when_ready(words.preview_hint()),
        variants_title: read.map(|read| product::variants_title(read, ink)).unwrap_or_default(),
        variants: read.map(|read| product::variants(read, ink)).unwrap_or_default(),
        labels: match shown {
            Some((bounds, control)) if preview.sizes => labels(bounds, *control, preview.aspect, &sizes, ink),
            _ => Vec::new(),
        },
        sizes,
        sizes_shown: preview.sizes && shown.is_some(),
        sizes_label: when_ready(if preview.sizes {
            words.preview_hide_sizes()
        } else {
            words.preview_show_sizes()
        }),
        reset_label: when_ready(words.preview_reset()),
        left_label: when_ready(words.preview_left()),
        right_label: when_ready(words.preview_right()),
        closer_label: when_ready(words.preview_closer()),
        farther_label: when_ready(words.preview_farther()),
        animating: shown.is_some_and(|(_, control)| control.moves(ink.seconds)),
        add_label: words.add_to_cart(),
        can_add: can_buy && model.loaded && !model.paying(),
        in_cart: read.map(|read| product::in_cart(model, &read.item, ink)).unwrap_or_default(),
        title,
    }
}

fn notice(model: &Model, ink: &Ink<'_>) -> Option<Banner> {
    let words = ink.words;
    let plainly = |text| Some(Banner { tone: Tone::Info, code: None, text, action: String::new() });
    let fault = match (&model.preview.stand, model.product.fault) {
        (Stand::Ready { .. }, _) => return None,
        (Stand::Still(Refusal::NoAdapter), _) => return plainly(words.preview_no_adapter()),
        (Stand::Still(Refusal::NoModel), _) => return plainly(words.preview_no_model()),
        (Stand::Still(Refusal::Fault(fault)), _) => *fault,
        (Stand::Closed, Some(fault)) => fault,
        (Stand::Loading | Stand::Closed, _) => return plainly(words.loading()),
    };
    Some(Banner {
        tone: Tone::Warning,
        code: Some(fault.code.as_str().to_owned()),
        text: words.error(fault.code),
        action: words.retry(),
    })
}

/// Width, height and depth.
fn sizes_of(bounds: Bounds, units: Units, ink: &Ink<'_>) -> Vec<Fact> {
    let words = ink.words;
    let size = bounds.size();
    [(words.size_width(), size.x), (words.size_height(), size.y), (words.size_depth(), size.z)]
        .into_iter()
        .map(|(label, metres)| Fact { label, value: plain(&words.length(micrometres(metres), units)) })
        .collect()
}

/// From here on a length is a whole number.
fn micrometres(metres: f32) -> u64 {
    (f64::from(metres).max(0.0) * 1e6).round() as u64
}

/// The sizes beside their lines, where the camera sees them now. One that is outside of the picture has no place.
fn labels(
    bounds: Bounds,
    control: OrbitControl,
    aspect: f32,
    sizes: &[Fact],
    ink: &Ink<'_>,
) -> Vec<DimensionLabel> {
    let orbit = orbit_at(control, bounds, aspect, ink.seconds);
    let pose = orbit.pose();
    let seen = orbit.projection(bounds).matrix(aspect) * pose.view;
    let inside = |place: &(f32, f32)| [place.0, place.1].iter().all(|part| (0.0..=1.0).contains(part));
    dimensions(bounds, pose)
        .iter()
        .filter_map(|dimension| {
            let (x, y) = on_picture((dimension.line.from + dimension.line.to) * 0.5, seen).filter(inside)?;
            let size = sizes.get(match dimension.side {
                Side::Width => 0,
                Side::Height => 1,
                Side::Depth => 2,
            })?;
            Some(DimensionLabel {
                text: size.value.clone(),
                accessibility: plain(&ink.words.size_spoken(&size.label, &size.value)),
                x,
                y,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::dispatch::{Message, update};
    use crate::kernel::effects::{ItemRead, ItemRef};
    use crate::kernel::error::Fault;
    use crate::kernel::intent::Intent;
    use crate::kernel::model::Settings;
    use tradewind_domain::{
        Availability, Code, Currency, GroupId, ItemId, Language, Market, Money, Offer, OptionValue,
        Timestamp, WebUrl,
    };
    use tradewind_l10n::Localizer;

    fn url(path: &str) -> WebUrl {
        WebUrl::parse(&format!("https://shop.example/{path}")).expect("https")
    }

    fn item(id: &str, model: Option<&str>) -> Item {
        Item {
            id: ItemId::parse(id).expect("an id"),
            group: GroupId::parse("mug").ok(),
            title: format!("Mug {id}"),
            description: String::new(),
            brand: String::new(),
            category: Vec::new(),
            options: vec![OptionValue { name: "color".into(), value: "Sand".into() }],
            link: url("p"),
            pictures: Vec::new(),
            model: model.map(url),
            weight_grams: None,
            hs_code: None,
            origin: None,
            offer: Offer {
                price: Money::new(100, Currency::EUR),
                sale: None,
                availability: Availability::InStock,
                stock: None,
            },
        }
    }

    /// A product of three versions, two of which share a model, is on the screen.
    fn model(can_draw: bool, market: &str) -> Model {
        let settings = Settings {
            forced: None,
            chosen: None,
            preferred: vec![Language::parse("en").expect("a tag")],
            language: Language::parse("en").expect("a tag"),
            market: Market::parse(market).expect("a market"),
            currency: Currency::EUR,
            time_zone: "UTC".into(),
        };
        let mut model = Model::new(url(""), settings, true, can_draw);
        model.loaded = true;
        let siblings = vec![
            item("mug-indigo", Some("mug.glb")),
            item("mug-sand", Some("mug.glb")),
            item("mug-red", None),
        ];
        model.stack().push(Route::Product(ItemRef::Id(siblings[0].id.clone())));
        model.product.read = Some(ItemRead { item: siblings[0].clone(), siblings });
        model
    }

    const NOW: Timestamp = Timestamp(1_795_521_600_000);

    fn tell(model: &mut Model, message: Message, seconds: f64) -> Effects {
        update(model, message, Moment { now: NOW, seconds })
    }

    fn act(model: &mut Model, intent: Intent, seconds: f64) -> Effects {
        tell(model, Message::Intent(intent), seconds)
    }

    fn draw(model: &Model, seconds: f64) -> PreviewScreen {
        let words = Localizer::new(&model.settings.languages(), "UTC").expect("compiled in");
        view(model, &Ink { words: &words, now: NOW, seconds })
    }

    /// 12 × 9 × 9 cm, with two variants.
    fn open_ready(model: &mut Model) {
        let effects = act(model, Intent::OpenPreview, 0.0);
        let ticket = model.preview.ticket;
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
        assert_eq!(model.cart.lines[0].item.as_str(), "mug-sand");
        // Back leads to the version that was seen last.
        act(&mut model, Intent::Back, 4.0);
        assert_eq!(*model.route(), Route::Product(ItemRef::Id(ItemId::parse("mug-sand").expect("an id"))));
        assert_eq!((model.preview.wanted(), look(&model)), (None, None));
    }

    #[test]
    fn a_version_without_a_model_is_a_picture_and_a_sentence() {
        let mut model = model(true, "DE");
        open_ready(&mut model);
        act(&mut model, Intent::PreviewVariant { key: "mug-red".into() }, 1.0);
        let screen = draw(&model, 1.0);
        assert_eq!((screen.phase, model.preview.wanted()), (PreviewPhase::Still, None));
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
        let first = model.preview.ticket;
        act(&mut model, Intent::Back, 0.0);
        act(&mut model, Intent::OpenPreview, 0.0);
        let why = Refusal::Fault(Fault::new(Code::ModelBroken));
        let late = crate::kernel::effects::Outcome::PreviewRefused { ticket: first, why };
        tell(&mut model, Message::Outcome(late), 0.0);
        assert_eq!(draw(&model, 0.0).phase, PreviewPhase::Loading);
        let now = crate::kernel::effects::Outcome::PreviewRefused { ticket: model.preview.ticket, why };
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
        let away = crate::kernel::effects::Outcome::PreviewRefused { ticket: model.preview.ticket, why };
        tell(&mut model, Message::Outcome(away), 0.0);
        assert_eq!(draw(&model, 0.0).phase, PreviewPhase::Still);
        act(&mut model, Intent::Connectivity { online: true }, 0.0);
        assert_eq!(draw(&model, 0.0).phase, PreviewPhase::Loading);
    }

    #[test]
    fn sizes_are_told_in_the_units_of_the_market_and_follow_the_camera() {
        for (market, expected) in [("DE", ["12 cm", "9 cm", "9 cm"]), ("US", ["4.7 in", "3.5 in", "3.5 in"])]
        {
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
}
