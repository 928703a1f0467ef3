//! Settings: language, market, currency and time zone, each on its own; the person's data; the catalog.

use crate::features::cart::update as cart;
use crate::features::erase::update as erase;
use crate::features::home::update as home;
use crate::features::orders::update as order;
use crate::kernel::dispatch::{refresh, save_setting};
use crate::kernel::effects::{Effect, Loaded, Offered, PersonOp, SettingKey, TillOp};
use crate::kernel::error::Fault;
use crate::kernel::model::{Effects, Model, Moment};
use crate::kernel::parts::Ink;
use crate::kernel::screen::{Choice, ChoiceOption, Fact, SettingsScreen};
use tradewind_domain::{Buyer, Code, Currency, Language, Market};
use tradewind_l10n::Localizer;

/// Markets that are offered of a merchant without an index of its own.
const MARKETS: [&str; 4] = ["DE", "JP", "AE", "US"];
/// Currencies that such a merchant can be asked for.
const CURRENCIES: [Currency; 4] = [Currency::EUR, Currency::JPY, Currency::AED, Currency::USD];
/// Time zones that are offered beside the present one: one a market, and UTC.
const ZONES: [&str; 5] = ["Europe/Berlin", "Asia/Tokyo", "Asia/Dubai", "America/New_York", "UTC"];

/// The person's file has been read: what it says goes before what the host began with.
pub(crate) fn loaded(model: &mut Model, loaded: Loaded, at: Moment) -> Effects {
    model.loaded = true;
    for (key, value) in loaded.settings {
        match key {
            SettingKey::Language => model.settings.chosen = Language::parse(&value).ok(),
            // A market that was chosen before this was read stands.
            SettingKey::Market if model.market_chosen => {}
            SettingKey::Market => {
                if let Ok(market) = Market::parse(&value) {
                    model.settings.market = market;
                    model.market_chosen = true;
                }
            }
            SettingKey::Currency => {
                model.settings.currency = Currency::parse(&value).unwrap_or(model.settings.currency);
            }
            SettingKey::TimeZone if Localizer::knows_time_zone(&value) => model.settings.time_zone = value,
            SettingKey::TimeZone => {}
            SettingKey::Offered => model.offered = value.split(' ').filter_map(read_offered).collect(),
        }
    }
    model.cart.lines = loaded.cart;
    model.buyer = loaded.buyer;
    model.recent = loaded.recent;
    order::changed(model, loaded.orders);
    let mut effects = erase::notices_found(model, loaded.notices);
    effects.extend(home::enter(model, at));
    effects.extend(cart::enter(model));
    effects.push(Effect::Till(TillOp::Resume));
    effects.extend(refresh(model, at));
    effects
}

/// The merchant's index was read: what it names is offered from now on, offline too.
pub(crate) fn offered(model: &mut Model, offered: Vec<Offered>) -> Effects {
    if model.offered == offered {
        return Vec::new();
    }
    let word = |one: &Offered| match one.currency {
        Some(currency) => format!("{}:{currency}", one.market),
        None => one.market.to_string(),
    };
    let words: Vec<String> = offered.iter().map(word).collect();
    model.offered = offered;
    vec![save_setting(SettingKey::Offered, words.join(" "))]
}

/// `DE:EUR`, or `DE` alone.
fn read_offered(word: &str) -> Option<Offered> {
    let (market, currency) = word.split_once(':').unwrap_or((word, ""));
    Some(Offered { market: Market::parse(market).ok()?, currency: Currency::parse(currency).ok() })
}

/// The markets that a person can choose: those of the merchant's index. Without one, the usual ones and the present one.
pub(crate) fn markets(model: &Model) -> Vec<Market> {
    if !model.offered.is_empty() {
        return model.offered.iter().map(|one| one.market).collect();
    }
    let mut markets: Vec<Market> = MARKETS.iter().filter_map(|code| Market::parse(code).ok()).collect();
    if !markets.contains(&model.settings.market) {
        markets.insert(0, model.settings.market);
    }
    markets
}

/// The currencies that a person can wish for: those of the merchant's markets, and the present one.
fn currencies(model: &Model) -> Vec<Currency> {
    let known = model.offered.iter().filter_map(|one| one.currency);
    let mut seen = std::collections::BTreeSet::new();
    let mut currencies: Vec<Currency> = known.filter(|currency| seen.insert(*currency)).collect();
    if currencies.is_empty() {
        currencies = CURRENCIES.to_vec();
    }
    if !currencies.contains(&model.settings.currency) {
        currencies.insert(0, model.settings.currency);
    }
    currencies
}

pub(crate) fn set_language(model: &mut Model, language: &str) -> Effects {
    match Language::parse(language).ok().filter(|wanted| Localizer::supported().contains(wanted)) {
        Some(wanted) => {
            model.settings.chosen = Some(wanted.clone());
            vec![save_setting(SettingKey::Language, wanted)]
        }
        None => bad(model),
    }
}

/// The language in use has changed: words of the catalog are asked for in it.
pub(crate) fn language_changed(model: &mut Model, language: Language, at: Moment) -> Effects {
    model.settings.language = language;
    reread(model, at)
}

pub(crate) fn set_market(model: &mut Model, market: &str, at: Moment) -> Effects {
    match Market::parse(market) {
        Ok(market) if market == model.settings.market && model.market_chosen => Vec::new(),
        Ok(market) => {
            model.market_chosen = true;
            let mut effects = vec![save_setting(SettingKey::Market, market)];
            if market != model.settings.market {
                effects.extend(go_to_market(model, market, at));
            }
            effects
        }
        Err(_) => bad(model),
    }
}

/// Shops in another market from now on.
pub(crate) fn go_to_market(model: &mut Model, market: Market, at: Moment) -> Effects {
    model.settings.market = market;
    // Another market's catalog is another one: nothing of the old one may stay on a screen.
    model.head = None;
    model.served.clear();
    model.product.read = None;
    model.results.read = None;
    model.cart.items.clear();
    model.cart.read = false;
    reread(model, at)
}

pub(crate) fn set_currency(model: &mut Model, currency: &str) -> Effects {
    match Currency::parse(currency) {
        Ok(currency) => {
            model.settings.currency = currency;
            vec![save_setting(SettingKey::Currency, currency)]
        }
        Err(_) => bad(model),
    }
}

pub(crate) fn set_time_zone(model: &mut Model, zone: String) -> Effects {
    if !Localizer::knows_time_zone(&zone) {
        return bad(model);
    }
    model.settings.time_zone.clone_from(&zone);
    vec![save_setting(SettingKey::TimeZone, zone)]
}

pub(crate) fn delete_buyer(model: &mut Model) -> Effects {
    if model.paying() {
        // Said, because the button did nothing: the merchant may still have to ask who bought.
        model.fault = Some(Fault::new(Code::PaymentPending));
        return Vec::new();
    }
    model.buyer = Buyer::default();
    model.checkout.form = Buyer::default();
    vec![Effect::Person(PersonOp::DeleteBuyer), Effect::Till(TillOp::Abandon)]
}

fn reread(model: &mut Model, at: Moment) -> Effects {
    if !model.loaded {
        return Vec::new();
    }
    let mut effects = home::enter(model, at);
    // A refresh under way is for the former wish; its end asks again if that was not enough.
    model.refreshing = false;
    effects.extend(refresh(model, at));
    effects
}

fn bad(model: &mut Model) -> Effects {
    model.fault = Some(Fault::new(Code::BadInput));
    Vec::new()
}

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> SettingsScreen {
    let words = ink.words;
    let settings = &model.settings;
    let option =
        |key: &str, label: String, selected: bool| ChoiceOption { key: key.to_owned(), label, selected };
    let languages = Localizer::supported();
    let mut zones: Vec<&str> = ZONES.to_vec();
    if !zones.contains(&settings.time_zone.as_str()) {
        zones.insert(0, &settings.time_zone);
    }
    let buyer = crate::features::checkout::form::lines(&model.buyer, ink);
    let erase = erase::view(model, ink);
    SettingsScreen {
        language: Choice {
            title: words.setting_language(),
            note: words.setting_language_note(),
            options: languages
                .iter()
                .map(|tag| {
                    option(tag.as_str(), Localizer::autonym(tag).to_owned(), *tag == settings.language)
                })
                .collect(),
        },
        market: Choice {
            title: words.setting_market(),
            note: words.setting_market_note(),
            options: markets(model)
                .iter()
                .map(|market| option(market.as_str(), words.market_name(market), *market == settings.market))
                .collect(),
        },
        currency: Choice {
            title: words.setting_currency(),
            note: words.setting_currency_note(),
            options: currencies(model)
                .iter()
                .map(|code| option(code.as_str(), words.currency_name(*code), *code == settings.currency))
                .collect(),
        },
        time_zone: Choice {
            title: words.setting_time_zone(),
            note: words.setting_time_zone_note(),
            options: zones
                .iter()
                .map(|zone| option(zone, zone.replace('_', " "), *zone == settings.time_zone))
                .collect(),
        },
        buyer_title: words.your_data(),
        delete_label: if buyer.is_empty() { String::new() } else { words.delete_data() },
        buyer,
        about_title: if model.head.is_some() { words.about_catalog() } else { String::new() },
        about: about(model, ink),
        refresh_label: words.refresh(),
        erase_title: erase.title,
        erase_note: erase.note,
        erase_label: erase.label,
        erase_confirm: erase.confirm,
    }
}

fn about(model: &Model, ink: &Ink<'_>) -> Vec<Fact> {
    let words = ink.words;
    let Some(head) = &model.head else { return Vec::new() };
    vec![
        Fact { label: words.catalog_date(), value: words.date_time(head.as_of) },
        Fact { label: words.catalog_products(), value: words.number(u64::from(head.items)) },
        Fact {
            label: words.catalog_source(),
            value: if head.signed { words.catalog_signed() } else { words.catalog_online() },
        },
    ]
}
