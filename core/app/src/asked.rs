//! What a person asks for, and what happens by itself.

use crate::effect::{Effect, NetOp};
use crate::model::Effects;

/// What the person asks for is begun again where it did not come to an end.
pub(crate) fn asked(mut effects: Effects) -> Effects {
    for effect in &mut effects {
        if let Effect::Net(NetOp::Refresh { asked, .. }) = effect {
            *asked = true;
        }
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::Intent;
    use crate::model::{Model, Moment, Settings};
    use crate::update::{Message, update};
    use tradewind_domain::{Currency, Language, Market, Timestamp, WebUrl};

    fn model() -> Model {
        let english = Language::parse("en").expect("a tag");
        let settings = Settings {
            forced: None,
            chosen: None,
            preferred: vec![english.clone()],
            language: english,
            market: Market::parse("DE").expect("a market"),
            currency: Currency::EUR,
            time_zone: "UTC".into(),
        };
        let mut model =
            Model::new(WebUrl::parse("https://shop.example").expect("https"), settings, true, false);
        model.loaded = true;
        model
    }

    #[test]
    fn only_a_person_begins_again_what_did_not_come_to_an_end() {
        let begun = |intent: Intent| {
            let mut model = model();
            model.foreground = false;
            let at = Moment { now: Timestamp(0), seconds: 0.0 };
            let effects = update(&mut model, Message::Intent(intent), at);
            effects.into_iter().find_map(|effect| match effect {
                Effect::Net(NetOp::Refresh { asked, .. }) => Some(asked),
                _ => None,
            })
        };
        assert_eq!(begun(Intent::Refresh), Some(true));
        assert_eq!(begun(Intent::Retry), Some(true));
        assert_eq!(begun(Intent::Foreground { active: true }), Some(false));
    }
}
