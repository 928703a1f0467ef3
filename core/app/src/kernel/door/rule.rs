//! What a part of a quote is called by its rule, and what is said of that rule: of which goods it is, since when it holds, and why it
//! is not certain. All of it follows from what the row says, so that a merchant's rows are told in the person's language too.

use crate::kernel::cards::total_word;
use crate::kernel::goods::Parcel;
use crate::kernel::trade::hs_name;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Currency, Market, Money, TotalKind};
use tradewind_l10n::Localizer;
use tradewind_trade::row::{By, Carriage, Charge, Combine, Confidence, Fee, Place, Rate, Row, Rule, Unit};
use tradewind_trade::{Amount, Hs, Quote, QuoteLine, Span, What};

/// The most kinds of goods that are named of one part.
const MOST_GOODS: usize = 3;
/// The most decimals of a percentage that are shown: the United States' fee of 0.3464 % has four.
const DECIMALS: u32 = 4;

/// What it is of, by which amount or percentage, and where it is not known who sells or where it was made: of which seller, of goods of
/// which country. No two parts that are charged in different ways are called the same.
pub(super) fn label(line: &QuoteLine<'_>, quote: &Quote<'_>, context: &ViewContext<'_>) -> String {
    let (words, name) = (context.words, name(line, context));
    let is_open = |what: What| quote.narrow.iter().any(|narrow| narrow.what == what);
    // Of an order of several, nobody may know of others where they were made.
    let of_it = |at: usize| line.goods.contains(&at);
    let made_anywhere =
        || quote.narrow.iter().any(|narrow| narrow.what == What::Origin && narrow.line.is_none_or(of_it));
    let Some((row, place)) = line.rule.zip(quote.place) else { return name };
    let label = match &row.rule {
        Rule::Rate(rate) => {
            let name = additional(rate, place, context).unwrap_or(name);
            let label = match basis(rate, place.currency, context) {
                Some(basis) => words.door_rule(&name, &basis),
                None => name,
            };
            match one_origin(row, rate).filter(|_| made_anywhere()) {
                Some(country) => words.door_if_made_in(&label, &words.country_name(country.as_str())),
                None => label,
            }
        }
        Rule::Fee(fee) => match fee_basis(fee, place.currency, context) {
            Some(basis) => words.door_rule(&name, &basis),
            None => name,
        },
        Rule::Flat { amount, per, .. } => {
            words.door_rule(&name, &counted(*amount, *per, place.currency, context))
        }
        Rule::Relief { pays, .. } => {
            words.door_rule(&name, &words.door_basis_reduced(&percents(Span::exact(*pays), context)))
        }
        _ => name,
    };
    match row.when.registered.filter(|_| is_open(What::Seller)) {
        Some(true) => words.door_if_registered(&label),
        Some(false) => words.door_if_unregistered(&label),
        None => label,
    }
}

/// What it is of, in a word or two.
pub(super) fn name(line: &QuoteLine<'_>, context: &ViewContext<'_>) -> String {
    match line.rule.map(|row| (&row.rule, row.when.mode)) {
        Some((Rule::Fee(fee), mode)) => fee_word(fee, mode, context.words),
        _ => total_word(&line.kind, false, context),
    }
}

/// Of which goods a duty is, or what nobody knows the amount of, by the names of their headings.
pub(super) fn goods(line: &QuoteLine<'_>, parcel: &Parcel, context: &ViewContext<'_>) -> Vec<String> {
    let mut codes: Vec<Hs> = Vec::new();
    let unknown = line.amount == Amount::NotIncluded;
    if unknown || matches!(line.kind, TotalKind::Duty | TotalKind::Excise) {
        for good in line.goods.iter().filter_map(|at| parcel.lines.get(*at)) {
            if codes.len() < MOST_GOODS && !codes.contains(&good.hs) {
                codes.push(good.hs);
            }
        }
    }
    let named = codes.into_iter().filter(|code| *code != Hs::ANY).filter_map(|code| {
        let (words, digits) = (context.words, code.to_string());
        let name = hs_name(code, words).map(|name| words.door_goods(&digits, name));
        // Two parts of one name, of which one is not known: the code alone tells them apart.
        name.or_else(|| unknown.then(|| words.door_goods_code(&digits)))
    });
    named.collect()
}

/// From when on it holds, and until when where that is known.
pub(super) fn days(row: &Row, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match row.until {
        Some(until) => words.door_since_until(&words.date(row.from.moment()), &words.date(until.moment())),
        None => words.door_since(row.from.moment()),
    }
}

/// Why it is not certain; none of a rule that is. Each sentence is true of every row of its shape, which `core/trade/RULES.md` lists.
pub(super) fn doubt(row: &Row, words: &Localizer) -> Option<String> {
    if row.confidence != Confidence::Unverified {
        return None;
    }
    Some(match &row.rule {
        Rule::Fee(fee) if fee.by == By::Carrier && own_word(fee, words).is_none() => {
            words.door_unsure_carrier()
        }
        Rule::Fee(Fee { amount: Some(amount), .. }) if amount.min.is_zero() => words.door_unsure_whether(),
        Rule::Fee(_) => words.door_unsure_amount(),
        // That nobody knows how much it is has been said.
        Rule::Rate(rate) if !rate.is_included() => return None,
        Rule::Rate(rate) => doubt_of_rate(row, rate, words),
        _ => words.door_unsure(),
    })
}

fn doubt_of_rate(row: &Row, rate: &Rate, words: &Localizer) -> String {
    let when = &row.when;
    let nothing = rate.percent.is_some_and(|percent| percent.min.is_zero());
    let every = when.hs.0.contains(&Hs::ANY);
    match rate.of {
        // What it hangs on then is neither the goods nor where they were made.
        _ if !when.value.is_empty() || when.consumer.is_some() => words.door_unsure(),
        Charge::Tax if !every => words.door_unsure_reduced(),
        Charge::Duty if rate.layer != 0 && nothing => words.door_unsure_extra(),
        Charge::Duty if rate.layer == 0 && nothing && !when.origin.0.is_empty() => words.door_unsure_origin(),
        _ if every && rate.layer == 0 => words.door_unsure_rate(),
        _ => words.door_unsure_kind(),
    }
}

/// A duty beside the tariff's own. A layer that is named by a section of a law is called by it: `section-301-china`.
fn additional(rate: &Rate, place: &Place, context: &ViewContext<'_>) -> Option<String> {
    if rate.of != Charge::Duty || rate.layer == 0 {
        return None;
    }
    let layer = place.layers.get(usize::from(rate.layer)).and_then(|name| name.strip_prefix("section-"));
    let section = layer.and_then(|rest| rest.split('-').next());
    let number = section
        .filter(|number| (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()));
    Some(match number {
        Some(number) => context.words.door_extra_section(number),
        None => context.words.door_extra(),
    })
}

/// The country whose goods alone an additional duty is of.
fn one_origin(row: &Row, rate: &Rate) -> Option<Market> {
    match (rate.layer, row.when.origin.0.as_slice()) {
        (0, _) => None,
        (_, [country]) => Some(*country),
        _ => None,
    }
}

/// What a fee of an amount and a percentage comes to, where both are known: its name says nothing of that.
fn fee_basis(fee: &Fee, currency: Currency, context: &ViewContext<'_>) -> Option<String> {
    let (amount, (_, percent)) = fee.amount.zip(fee.percent)?;
    if fee.combine != Combine::Add || amount.min != amount.max || percent.min != percent.max {
        return None;
    }
    let (amount, percent) = (money_of(amount, currency, context), percents(percent, context));
    Some(context.words.door_basis_plus(&amount, &percent))
}

/// What a charge amounts to: a percentage, an amount for each thing counted, or both.
fn basis(rate: &Rate, currency: Currency, context: &ViewContext<'_>) -> Option<String> {
    let words = context.words;
    let percent = rate.percent.map(|percent| percents(percent, context));
    let amount = rate.amount.map(|(unit, amount)| counted(amount, unit, currency, context));
    match (percent, amount) {
        (Some(percent), Some(amount)) => Some(match rate.combine {
            Combine::Add => words.door_basis_plus(&percent, &amount),
            Combine::Greater => words.door_basis_least(&percent, &amount),
            Combine::Lesser => words.door_basis_most(&percent, &amount),
        }),
        (percent, amount) => percent.or(amount),
    }
}

fn percents(span: Span, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let one = |exact: Span| {
        let mut value = exact.min.normalize();
        value.rescale(value.scale().min(DECIMALS));
        let steps = u32::try_from(value.mantissa()).unwrap_or(u32::MAX);
        words.percent_of(steps, u8::try_from(value.scale()).unwrap_or(0))
    };
    let (least, most) = (one(Span::exact(span.min)), one(Span::exact(span.max)));
    if span.min == span.max { most } else { words.door_basis_range(&least, &most) }
}

/// An amount in the currency of its law, for each of what is counted.
fn counted(span: Span, unit: Unit, currency: Currency, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let amount = money_of(span, currency, context);
    match unit {
        Unit::Item => words.door_basis_item(&amount),
        Unit::Kg => words.door_basis_kg(&amount),
        Unit::Litre => words.door_basis_litre(&amount),
        Unit::Line => words.door_basis_line(&amount),
        Unit::Consignment => words.door_basis_parcel(&amount),
        Unit::Subheading => words.door_basis_kind(&amount),
    }
}

/// An amount in the currency of its law.
fn money_of(span: Span, currency: Currency, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let one = |exact: Span| {
        let mut value = exact.min;
        value.rescale(currency.minor_digits());
        Money::new(i64::try_from(value.mantissa()).unwrap_or(i64::MAX), currency)
    };
    let (least, most) = (one(Span::exact(span.min)), one(Span::exact(span.max)));
    if least == most { words.money(most) } else { words.money_range(most, least) }
}

/// A fee by its own words, else by who asks for it, and by which way the parcel comes.
fn fee_word(fee: &Fee, mode: Option<Carriage>, words: &Localizer) -> String {
    own_word(fee, words).unwrap_or_else(|| match (fee.by, mode) {
        (By::Carrier, Some(Carriage::Post)) => words.door_fee_post(),
        (By::Carrier, Some(Carriage::Express)) => words.door_fee_courier(),
        (By::Carrier, None) => words.door_fee_carrier(),
        (By::Border, _) => words.door_fee_customs(),
        (By::Seller | By::Platform, _) => words.total_fee(),
    })
}

/// The words of a fee that is more than somebody's handling, by its name in the rows.
pub(super) fn own_word(fee: &Fee, words: &Localizer) -> Option<String> {
    Some(match fee.name.as_str() {
        "Union handling fee" => words.door_fee_union(),
        "Import processing charge" => words.door_fee_import(),
        "Import processing and biosecurity charges" => words.door_fee_import_biosecurity(),
        "Biosecurity charge (air)" | "Biosecurity system entry levy" => words.door_fee_biosecurity(),
        "Merchandise processing fee" => words.door_fee_merchandise(),
        "Import entry transaction fee" => words.door_fee_entry(),
        "Low-value goods levy" => words.door_fee_low_value(),
        "High-value goods levy" => words.door_fee_high_value(),
        "Logistics charge of Romania" => words.door_fee_logistics(),
        "Small parcels tax of France" => words.door_fee_small_parcels(),
        "Parcel contribution of Italy" => words.door_fee_parcels(),
        _ => return None,
    })
}
