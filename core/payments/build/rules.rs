//! The rules of `assets/payments/README.md`: what a row may say.

use super::Read;
use super::rows::{
    ChargesRow, Confidence, FactRow, Flow, MarketRow, MarketsFile, MethodRow, NeedsRow, SourceRow,
};
use std::collections::{BTreeMap, BTreeSet};

/// Columns that no source is named for.
const OURS: [&str; 4] = ["id", "family", "words_of", "fact"];
/// What a merchant or a surface may seem to say, by flow.
const SHEET_CLAIMS: [&str; 4] = ["approved", "cancelled", "failed", "silent"];
const MERCHANT_CLAIMS: [&str; 4] = ["ok", "cancelled", "failed", "silent"];
/// Stand for a source where nothing was read.
const NO_SOURCE: [&str; 2] = ["own", "general"];
/// Our own names begin so.
const OUR_NAME: &str = "dev.tradewind.pay.";
/// Longest time in seconds that a row may name: a quarter of a year.
const LONGEST_S: u64 = 92 * 86_400;

/// Every rule that is broken, each with its file and its row.
pub(crate) fn check(read: &[Read], markets: &MarketsFile) -> Vec<String> {
    let mut faults = Faults::default();
    let mut ids = BTreeSet::new();
    let mut handlers = BTreeSet::new();
    for file in read {
        let mut used = BTreeSet::new();
        if file.file.defaults.source != "own" {
            faults.add(file.name(), "defaults", "source is not own: they are decisions of ours");
        }
        for (row, columns) in file.rows() {
            let mut say = |what: String| faults.add(file.name(), &row.id, &what);
            if !ids.insert(row.id.as_str()) {
                say("this id is another row's".into());
            }
            if !handlers.insert(row.handler.as_str()) {
                say("this handler is another row's".into());
            }
            names(file, row, &mut say);
            reach(row, &mut say);
            times(file, row, &mut say);
            outcomes(row, &mut say);
            facts(row, columns, &file.file.source, &mut used, &mut say);
        }
        sources(file.name(), &file.file.source, &used, &mut faults);
    }
    let methods: BTreeMap<&str, &MethodRow> =
        read.iter().flat_map(|file| &file.file.method).map(|row| (row.id.as_str(), row)).collect();
    let (mut countries, mut used) = (BTreeSet::new(), BTreeSet::new());
    for row in &markets.market {
        let mut say = |what: String| faults.add("markets", &row.country, &what);
        if !countries.insert(row.country.as_str()) {
            say("this country has another row".into());
        }
        market(row, &methods, &mut say);
        for fact in &row.fact {
            fact_stands(fact, &markets.source, &mut used, &mut say);
        }
        if row.fact.is_empty() {
            say("no fact says where this comes from".into());
        }
    }
    sources("markets", &markets.source, &used, &mut faults);
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, file: &str, row: &str, what: &str) {
        self.0.push(format!("assets/payments/{file}.toml: {row}: {what}"));
    }
}

fn names(file: &Read, row: &MethodRow, say: &mut dyn FnMut(String)) {
    let small = |text: &str| {
        !text.is_empty()
            && text.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
    };
    if !small(&row.id) {
        say("id: lower case letters, digits and _ alone".into());
    }
    if row.family != file.name() {
        say(format!("family is {}, and the file is {}", row.family, file.name()));
    }
    if row.title.trim().is_empty() || row.title.len() > 40 {
        say("title: 1 to 40 bytes".into());
    }
    if row.instrument.as_deref().is_some_and(|kind| !small(kind)) {
        say("instrument: lower case letters, digits and _ alone".into());
    }
    let day = |text: &String| {
        text.split('-').map(str::len).eq([4, 2, 2])
            && text.chars().all(|one| one.is_ascii_digit() || one == '-')
    };
    if row.version.is_some() != row.spec.is_some() || !row.version.iter().all(day) {
        say("version: YYYY-MM-DD, with spec and schema".into());
    }
    match (&row.spec, &row.schema) {
        // What its maker publishes, at the maker's own host: nobody else may say what the name means.
        (Some(spec), Some(schema)) => {
            if !spec.starts_with("https://") || !served_by_owner(&row.handler, schema) {
                say("schema: not at the host that the handler's name is of".into());
            }
        }
        (None, None) if row.handler == format!("{OUR_NAME}{}", row.id) => {}
        (None, None) => say(format!("handler: {OUR_NAME}{}, where its maker publishes none", row.id)),
        _ => say("spec and schema: both or neither".into()),
    }
}

/// The rule of UCP's authority binding: the host of `schema`, reversed, is `name` or a prefix of it in whole labels.
fn served_by_owner(name: &str, schema: &str) -> bool {
    let Some(host) = schema.strip_prefix("https://").and_then(|rest| rest.split('/').next()) else {
        return false;
    };
    let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '.' || one == '-';
    if !host.contains('.') || !host.chars().all(plain) {
        return false;
    }
    let owner = host.split('.').rev().collect::<Vec<_>>().join(".");
    name == owner || name.strip_prefix(&owner).is_some_and(|rest| rest.starts_with('.'))
}

/// Where a method is used, and for which sums.
fn reach(row: &MethodRow, say: &mut dyn FnMut(String)) {
    for (column, list, letters) in [("countries", &row.countries, 2), ("currencies", &row.currencies, 3)] {
        let all = list.len() == 1 && list[0] == "*";
        let code = |one: &String| one.len() == letters && one.chars().all(|one| one.is_ascii_uppercase());
        if !all && (list.is_empty() || !list.iter().all(code)) {
            say(format!("{column}: codes of {letters} letters, or * alone"));
        }
        if list.iter().collect::<BTreeSet<_>>().len() != list.len() {
            say(format!("{column}: one stands there twice"));
        }
    }
    for (column, sums) in [("least", &row.least), ("most", &row.most)] {
        for (currency, minor) in sums {
            if !takes(&row.currencies, currency) {
                say(format!("{column}: {currency} is none of its currencies"));
            }
            if *minor < 1 {
                say(format!("{column}: {currency} {minor} is no sum"));
            }
        }
    }
    for (currency, least) in &row.least {
        if row.most.get(currency).is_some_and(|most| most < least) {
            say(format!("least of {currency} is above most"));
        }
    }
    let device = &row.device;
    let apps = !device.android.is_empty() || device.android_scheme.is_some() || !device.ios.is_empty();
    match device.needs {
        NeedsRow::App if !apps && device.otherwise.is_none() => {
            say("device: an app that is not named, and nothing otherwise".into());
        }
        NeedsRow::App | NeedsRow::PlayServices => {}
        _ if apps || device.otherwise.is_some() => say("device: apps that are not needed".into()),
        _ => {}
    }
}

/// How long its steps take.
fn times(file: &Read, row: &MethodRow, say: &mut dyn FnMut(String)) {
    let Some(dead) = row.dead_after_s.or(file.file.defaults.dead_after_s) else {
        return say("dead_after_s: missing, and there is no default".into());
    };
    let named = [
        row.sheet_s,
        row.answer_s,
        Some(dead),
        row.poll_first_s,
        row.poll_every_s,
        row.aside_after_s,
        row.paid_by_s,
    ];
    if named.into_iter().flatten().any(|seconds| seconds == 0 || seconds > LONGEST_S) {
        say(format!("a time is 0 or above {LONGEST_S} s"));
    }
    if row.idempotency_window_h.is_some_and(|hours| hours == 0 || hours > 8_784) {
        say("idempotency_window_h: 1 to 8784".into());
    }
    match (file.name(), row.paid_by_s) {
        ("voucher", None) => say("paid_by_s: a voucher has one".into()),
        ("voucher", Some(paid_by)) => {
            let late = row.late_s.unwrap_or_default();
            if dead < paid_by + late || row.show_early_s.unwrap_or_default() >= paid_by {
                say("dead_after_s: it dies before it cannot be paid any more".into());
            }
        }
        (_, Some(_)) => say("paid_by_s: of vouchers alone".into()),
        (_, None) if row.late_s.is_some() || row.show_early_s.is_some() || row.told_s.is_some() => {
            say("late_s, show_early_s, told_s: of vouchers alone".into());
        }
        _ => {}
    }
    if row.refund_days == Some(0) {
        say("refund_days: 0".into());
    }
}

/// Who is asked first, and what may come back.
fn outcomes(row: &MethodRow, say: &mut dyn FnMut(String)) {
    let claims = match row.flow {
        Flow::SheetFirst => SHEET_CLAIMS,
        Flow::MerchantFirst => MERCHANT_CLAIMS,
    };
    for claim in &row.claims {
        if claim.says.is_empty() || !claims.contains(&claim.claim.as_str()) {
            say(format!("claims: {:?} means {:?}, which is none of {claims:?}", claim.says, claim.claim));
        }
    }
    // A credential is worth nothing before the merchant has it.
    if row.flow == Flow::SheetFirst && matches!(row.charges, ChargesRow::WhenApproved) {
        say("charges: a sheet's credential charges with the request".into());
    }
    if row.words.is_empty() != row.words_of.as_deref().unwrap_or_default().is_empty() {
        say("words and words_of: both or neither".into());
    }
    let codes: BTreeSet<&str> = row.words.iter().map(|word| word.code.as_str()).collect();
    if codes.len() != row.words.len() || codes.contains("") {
        say("words: a code is empty or stands there twice".into());
    }
}

/// Every column says where it comes from.
fn facts<'a>(
    row: &'a MethodRow,
    columns: &BTreeSet<String>,
    known: &BTreeMap<String, SourceRow>,
    used: &mut BTreeSet<&'a str>,
    say: &mut dyn FnMut(String),
) {
    let mut told = BTreeSet::new();
    for fact in &row.fact {
        if fact.of.is_empty() {
            say("a fact of no column".into());
        }
        for column in &fact.of {
            if OURS.contains(&column.as_str()) || !columns.contains(column) {
                say(format!("a fact of {column}, which is no column of this row"));
            }
            if fact.only.is_empty() {
                told.insert(column.as_str());
            }
        }
        fact_stands(fact, known, used, say);
    }
    for column in columns.iter().map(String::as_str) {
        if !OURS.contains(&column) && !told.contains(column) {
            say(format!("{column}: no fact says where it comes from"));
        }
    }
}

fn fact_stands<'a>(
    fact: &'a FactRow,
    known: &BTreeMap<String, SourceRow>,
    used: &mut BTreeSet<&'a str>,
    say: &mut dyn FnMut(String),
) {
    if fact.source.is_empty() {
        say("a fact without a source".into());
    }
    for source in &fact.source {
        if !NO_SOURCE.contains(&source.as_str()) && !known.contains_key(source) {
            say(format!("source {source}: not in this file"));
        }
        used.insert(source);
    }
    if fact.source == ["general"] && fact.confidence != Confidence::Low {
        say("general knowledge is low".into());
    }
    if [&fact.range, &fact.note].into_iter().flatten().any(|text| text.is_empty()) {
        say("an empty range or note".into());
    }
}

/// Each source of a file is used, and says where it lies.
fn sources(file: &str, all: &BTreeMap<String, SourceRow>, used: &BTreeSet<&str>, faults: &mut Faults) {
    for (key, source) in all {
        let mut say = |what: &str| faults.add(file, &format!("source.{key}"), what);
        if !used.contains(key.as_str()) {
            say("nothing names it");
        }
        if NO_SOURCE.contains(&key.as_str()) {
            say("this word means that nothing was read");
        }
        if source.title.is_empty() || source.url.as_deref().is_some_and(|url| !url.starts_with("https://")) {
            say("no title, or an address that is not https");
        }
        if source.read.date.is_none() || source.read.time.is_some() {
            say("read: a day");
        }
    }
}

fn market(row: &MarketRow, methods: &BTreeMap<&str, &MethodRow>, say: &mut dyn FnMut(String)) {
    let mut seen = BTreeSet::new();
    let mut above = i32::MAX;
    for one in &row.order {
        match methods.get(one.id.as_str()) {
            None => say(format!("{}: there is no such method", one.id)),
            Some(method) => {
                if !takes(&method.countries, &row.country) || !takes(&method.currencies, &row.currency) {
                    say(format!("{}: not in this country or currency, by its own row", one.id));
                }
            }
        }
        if !seen.insert(one.id.as_str()) {
            say(format!("{}: stands there twice", one.id));
        }
        if one.weight > above || !(1..=100).contains(&one.weight) {
            say(format!("{}: weights go down, from 100 to 1", one.id));
        }
        above = one.weight;
    }
}

fn takes(list: &[String], code: &str) -> bool {
    list.iter().any(|one| one == "*" || one == code)
}
