//! Who buys and where it goes: the form, and what is shown of it once it is filled in.

use crate::features::checkout::billing;
use crate::features::checkout::payment::has_phone;
use crate::features::checkout::screen::{FieldInput, FormField};
use crate::features::checkout::state::BuyerForm;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::settings::markets;
use crate::kernel::view_context::ViewContext;
use std::collections::BTreeSet;
use tradewind_domain::address::{BuyerField, FieldFault};
use tradewind_domain::postal::{postal_countries, postal_example};

/// The form; what is wrong is said once it was sent.
pub(crate) fn fields(model: &Model, context: &ViewContext<'_>) -> Vec<FormField> {
    let form = model.features.checkout.form.buyer();
    let tried = matches!(model.features.checkout.form, BuyerForm::Open { tried: true, .. });
    let phone_wanted = tried && model.features.checkout.phone_wanted;
    let country = &form.address.address_country;
    let is_billing = model.features.checkout.form.is_of_billing();
    let faults = match (tried, is_billing) {
        (false, _) => Vec::new(),
        (true, true) => billing::faults(form),
        (true, false) => form.faults(),
    };
    let fault = |field: BuyerField| faults.iter().find(|(known, _)| *known == field).map(|(_, fault)| *fault);
    BuyerField::form(country)
        .into_iter()
        .filter(|(field, _)| !is_billing || billing::is_asked(*field))
        .map(|(field, required)| FormField {
            field,
            label: label(field, country, context),
            value: form.field(field).to_owned(),
            required: required || (phone_wanted && field == BuyerField::PhoneNumber),
            error: match (fault(field), field) {
                (_, BuyerField::PhoneNumber) if phone_wanted && !has_phone(form) => {
                    match form.phone_number.is_empty() {
                        true => context.words.field_missing(),
                        false => context.words.field_bad_phone(),
                    }
                }
                (None, _) => String::new(),
                (Some(FieldFault::Missing), _) => context.words.field_missing(),
                (Some(FieldFault::Bad), BuyerField::PostalCode) => {
                    context.words.field_bad_postal_code(postal_example(country))
                }
                (Some(FieldFault::Bad), _) => context.words.field_bad(),
            },
            input: match field {
                BuyerField::Email => FieldInput::Email,
                BuyerField::PhoneNumber => FieldInput::Phone,
                BuyerField::AddressCountry => FieldInput::Country,
                _ => FieldInput::Text,
            },
            options: match field {
                BuyerField::AddressCountry if is_billing => every_country(country, context),
                BuyerField::AddressCountry => countries(country, model, context),
                _ => Vec::new(),
            },
        })
        .collect()
}

/// Where the shop delivers to, as far as this phone knows: the markets that are offered, and what stands there already.
fn countries(value: &str, model: &Model, context: &ViewContext<'_>) -> Vec<ChoiceOption> {
    let mut all: Vec<&str> = vec![model.settings.market.as_str()];
    let markets = markets(&model.catalog.offered, model.settings.market);
    all.extend(markets.iter().map(|market| market.as_str()));
    all.push(value);
    let mut seen = BTreeSet::new();
    all.into_iter()
        .filter(|country| !country.is_empty() && seen.insert(*country))
        .map(|country| ChoiceOption {
            key: country.to_owned(),
            label: context.words.country_name(country),
            selected: country == value,
        })
        .collect()
}

/// Cards come from everywhere.
fn every_country(value: &str, context: &ViewContext<'_>) -> Vec<ChoiceOption> {
    let option = |country: &'static str| ChoiceOption {
        key: country.to_owned(),
        label: context.words.country_name(country),
        selected: country == value,
    };
    let mut all: Vec<ChoiceOption> = postal_countries().map(option).collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all
}

fn label(field: BuyerField, country: &str, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match (field, country) {
        (BuyerField::Email, _) => words.field_email(),
        (BuyerField::FirstName, _) => words.field_first_name(),
        (BuyerField::LastName, _) => words.field_last_name(),
        (BuyerField::PhoneNumber, _) => words.field_phone_number(),
        (BuyerField::StreetAddress, _) => words.field_street_address(),
        (BuyerField::ExtendedAddress, _) => words.field_extended_address(),
        (BuyerField::AddressLocality, _) => words.field_address_locality(),
        (BuyerField::AddressRegion, "US") => words.field_address_region_us(),
        (BuyerField::AddressRegion, "JP") => words.field_address_region_jp(),
        (BuyerField::AddressRegion, "AE") => words.field_address_region_ae(),
        (BuyerField::AddressRegion, _) => words.field_address_region(),
        (BuyerField::PostalCode, "US") => words.field_postal_code_us(),
        (BuyerField::PostalCode, _) => words.field_postal_code(),
        (BuyerField::AddressCountry, _) => words.field_address_country(),
    }
}
