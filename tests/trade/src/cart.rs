//! Orders from a seed: the days and amounts at which rules turn come up often, and facts are left out at random.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tradewind_domain::{Currency, Market, Money};
use tradewind_trade::row::{Carriage, Flag, Flags, Incoterm, Measure, Per, Place};
use tradewind_trade::{Claimed, Day, Edition, ExchangeRate, Hs, Line, Options, RateTable, Request, author};

/// The first and last day of carts: 2025-07-01 and 2028-12-31.
const DAYS: (i32, i32) = (20_270, 21_549);
/// Destinations without a file of their own.
const ELSEWHERE: [&str; 3] = ["BR", "KE", "IN"];
const COUNTRIES: [&str; 27] = [
    "CN", "HK", "VN", "JP", "KR", "US", "CA", "MX", "DE", "FR", "IT", "CH", "GB", "MA", "TR", "BR", "IN",
    "TW", "NO", "AU", "TH", "BD", "RU", "SG", "EL", "MC", "IM",
];
const CODES: [&str; 22] = [
    "640411", "64041190", "6404", "64", "640399", "6403", "691110", "6912", "940521", "9405", "940161",
    "910211", "490199", "4911", "220421", "240220", "620610", "610910", "851830", "040900", "950440",
    "420221",
];

/// SplitMix64 (Steele, Lea, Flood, 2014): the same numbers from the same seed.
#[derive(Debug)]
pub struct Seed(pub u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is above zero.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize].clone()
    }
}

/// What carts are made for: all places, and rates between their currencies.
#[derive(Debug)]
pub struct World {
    /// Places with rows.
    pub places: Vec<Place>,
    /// Rates against the euro.
    pub rates: RateTable,
}

/// What is left out of a cart.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// One in so many facts is not known; 0 for none.
    facts: u64,
}

impl Open {
    fn known<T>(self, seed: &mut Seed, value: T) -> Option<T> {
        if self.facts > 0 && seed.one_in(self.facts) { None } else { Some(value) }
    }
}

/// The world as `assets/trade` has it.
pub fn world() -> World {
    read(&[root().join("assets/trade")])
}

/// The same, with places that have rows of every kind.
pub fn world_and_more() -> World {
    read(&[root().join("assets/trade"), root().join("tests/trade/places")])
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(folders: &[PathBuf]) -> World {
    let mut files: Vec<(String, String)> = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
        for path in
            entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "toml"))
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, std::fs::read_to_string(&path).expect("a text")));
        }
    }
    files.sort();
    let told = |faults: Vec<author::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    let written = author::read(&files).map_err(told).expect("rows without a fault");
    let rates = std::fs::read_to_string(root().join("assets/trade/rates/ecb.tsv")).expect("a text");
    World { places: written.places, rates: RateTable::read(&rates).expect("a table") }
}

/// A cart of a seed. Every number of the seed's makes one.
pub fn random(world: &World, seed: &mut Seed) -> Request {
    let place = seed.one_of(&world.places);
    let to = if place.id == tradewind_trade::ELSEWHERE {
        market(seed.one_of(&ELSEWHERE))
    } else {
        destination(seed, &place)
    };
    let open = Open { facts: seed.one_of(&[0, 0, 3, 8]) };
    let other = seed.one_of(&["EUR", "USD", "JPY", "GBP"]);
    let own = if seed.one_in(2) { place.currency } else { currency(other) };
    let (rates, quote_in) = rates(world, seed, &place, own);
    let mode = seed.one_of(&[Carriage::Post, Carriage::Express]);
    let from = if seed.one_in(10) { to } else { market(seed.one_of(&COUNTRIES)) };
    let registered = seed.one_in(2);
    let mut request = Request {
        ship_from: open.known(seed, from),
        mode: open.known(seed, mode),
        registered: open.known(seed, registered),
        incoterm: if seed.one_in(4) { Incoterm::Ddp } else { Incoterm::Dap },
        consumer: !seed.one_in(8),
        tax_included: seed.one_in(5),
        rates,
        quote_in,
        ..Request::new(to, day(seed, &place), Vec::new(), Money::zero(own))
    };
    if seed.one_in(3) {
        request.insurance = Money::new(seed.below(900) as i64, own);
    }
    request.delivery = Money::new(if seed.one_in(6) { 0 } else { seed.below(5_000) as i64 }, own);
    for _ in 0..=seed.one_of(&[0, 0, 1, 2, 4]) {
        let line = line(seed, &place, own, open);
        request.lines.push(line);
    }
    at_limit(seed, &place, &mut request);
    let spent = Money::new(seed.below(3_000_000) as i64, seed.one_of(&[own, place.currency]));
    request.year_spent = open.known(seed, spent);
    let turnover = Money::new(seed.below(9_000_000) as i64, own);
    request.turnover = open.known(seed, turnover);
    // Last, so that carts of a seed are what they were but for this.
    if seed.one_in(4) {
        request.claimed = Claimed { duty: seed.one_in(2), import_tax: seed.one_in(2) };
    }
    request
}

/// For each day on which a row of a place begins or ends, a cart on the day before, on it and after it, for each of a few goods.
pub fn at_every_turn(world: &World) -> Vec<Request> {
    let mut seed = Seed(1);
    let mut carts = Vec::new();
    for place in world.places.iter().filter(|place| place.id != tradewind_trade::ELSEWHERE) {
        for number in turns(place).into_iter().flat_map(|day| [day - 1, day, day + 1]) {
            let on = Day::of_number(number).expect("a day of this century");
            for _ in 0..20 {
                let request = random(world, &mut seed);
                let to = destination(&mut seed, place);
                carts.push(Request { to, on, ..request });
            }
        }
    }
    carts
}

/// A country of a place; now and then a code that is taken for one.
fn destination(seed: &mut Seed, place: &Place) -> Market {
    let others: Vec<Market> = place.also.iter().chain(&place.within).map(|(code, _)| *code).collect();
    if !others.is_empty() && seed.one_in(10) { seed.one_of(&others) } else { seed.one_of(&place.countries) }
}

/// Days of the carts' years on which a row begins, or which are the last of one.
fn turns(place: &Place) -> BTreeSet<i32> {
    let turns = place.rows.iter().flat_map(|row| [Some(row.from), row.until]).flatten().map(Day::number);
    turns.filter(|day| (DAYS.0..=DAYS.1).contains(day)).collect()
}

/// A rate into the place's currency, the other way round, or none; and now and then another currency for the quote.
fn rates(
    world: &World,
    seed: &mut Seed,
    place: &Place,
    own: Currency,
) -> (Vec<ExchangeRate>, Option<Currency>) {
    let mut rates = Vec::new();
    let between = |from, to| world.rates.between(from, to);
    match seed.below(8) {
        0 => {}
        1 => rates.extend(between(place.currency, own)),
        _ => rates.extend(between(own, place.currency)),
    }
    let quote_in = match seed.below(8) {
        0 => Some(place.currency),
        1 => Some(currency("CHF")),
        _ => None,
    };
    let quote_in = quote_in.filter(|to| {
        let rate = between(own, *to).filter(|_| own != *to);
        let known = own == *to || rate.is_some();
        if !rates.iter().any(|known| known.from == own && known.to == *to) {
            rates.extend(rate);
        }
        known
    });
    (rates, quote_in)
}

/// A day: every other one is the day before, on or after one on which a row begins or ends.
fn day(seed: &mut Seed, place: &Place) -> Day {
    let turns: Vec<i32> = turns(place).into_iter().collect();
    let number = if seed.one_in(2) && !turns.is_empty() {
        seed.one_of(&turns) + seed.one_of(&[-1, 0, 1])
    } else {
        DAYS.0 + seed.below((DAYS.1 - DAYS.0 + 1) as u64) as i32
    };
    Day::of_number(number).expect("a day of this century")
}

fn line(seed: &mut Seed, place: &Place, own: Currency, open: Open) -> Line {
    let highest = seed.one_of(&[600_u64, 6_000, 20_000, 200_000]);
    let price = Money::new(seed.below(highest) as i64, own);
    let code = code(seed, place);
    let origin = market(seed.one_of(&COUNTRIES));
    let grams = seed.below(5_000) as u32;
    let flags = [
        Flag::Alcohol,
        Flag::Alcohol,
        Flag::Tobacco,
        Flag::Perfume,
        Flag::Food,
        Flag::Medicine,
        Flag::Gift,
        Flag::Gift,
        Flag::Battery,
        Flag::Used,
    ];
    Line {
        hs: open.known(seed, code).unwrap_or(Hs::ANY),
        edition: if seed.one_in(20) { Edition::Hs2028 } else { Edition::Hs2022 },
        origin: open.known(seed, origin),
        grams: open.known(seed, grams),
        millilitres: open.known(seed, grams),
        flags: if seed.one_in(5) { Flags::default().with(seed.one_of(&flags)) } else { Flags::default() },
        without: if seed.one_in(8) { Flags::default().with(seed.one_of(&flags)) } else { Flags::default() },
        ..Line::new(price, 1 + seed.below(3) as u32)
    }
}

/// A code of the list, or one that a row of the place is for: as it is written there, cut short, or with more digits.
fn code(seed: &mut Seed, place: &Place) -> Hs {
    let prefixes = place.rows.iter().flat_map(|row| &row.when.hs.0).filter(|prefix| prefix.digits() > 0);
    let prefixes: Vec<Hs> = prefixes.copied().collect();
    if prefixes.is_empty() || seed.one_in(2) {
        return hs(seed.one_of(&CODES));
    }
    let prefix = seed.one_of(&prefixes);
    match seed.below(4) {
        0 => prefix.cut(2),
        1 if prefix.digits() <= 6 => {
            let longer = prefix.value() * 100 + seed.below(100);
            Hs::of_digits(longer, prefix.digits() + 2).expect("a code within one that is known")
        }
        _ => prefix,
    }
}

/// Now and then, moves the last price so that what a limit of the place measures comes to it, or to a minor unit beside it.
fn at_limit(seed: &mut Seed, place: &Place, request: &mut Request) {
    let own = request.delivery.currency;
    if own != place.currency || !seed.one_in(2) {
        return;
    }
    let tests = place.rows.iter().flat_map(|row| &row.when.value);
    let bounds =
        tests.flat_map(|test| [test.low, test.high].map(|bound| bound.map(|(bound, _)| (test, bound))));
    let bounds: Vec<_> = bounds.flatten().collect();
    if bounds.is_empty() {
        return;
    }
    let (test, bound) = seed.one_of(&bounds);
    let unit = rust_decimal::Decimal::from(10_u32.pow(own.minor_digits()));
    let Ok(mut minor) = i64::try_from((bound * unit).trunc()) else { return };
    minor += seed.one_of(&[-1, 0, 1]);
    if matches!(test.of, Measure::Cif) {
        minor -= request.delivery.minor + request.insurance.minor;
    }
    let Some((last, others)) = request.lines.split_last_mut() else { return };
    if test.per == Per::Consignment {
        minor -= others.iter().map(|line| line.price.minor * i64::from(line.quantity)).sum::<i64>();
    }
    if test.per != Per::Item {
        last.quantity = 1;
    }
    if minor >= 0 {
        last.price.minor = minor;
    }
}

/// What may be changed of a cart: other ways of delivery, other goods, more goods, fewer, and days to wait.
pub fn options(world: &World, seed: &mut Seed, request: &Request) -> Options {
    let (own, open) = (request.delivery.currency, Open { facts: 8 });
    let of_it = world.places.iter().find(|place| place.countries.contains(&request.to));
    let place = of_it.unwrap_or(&world.places[0]);
    let mode = seed.one_of(&[Carriage::Post, Carriage::Express]);
    let delivery = Money::new(seed.below(4_000) as i64, own);
    let instead = request
        .lines
        .iter()
        .map(|_| if seed.one_in(2) { vec![line(seed, place, own, open)] } else { Vec::new() });
    Options {
        instead: instead.collect(),
        delivery: if seed.one_in(2) { vec![(delivery, open.known(seed, mode))] } else { Vec::new() },
        more: if seed.one_in(3) { vec![line(seed, place, own, open)] } else { Vec::new() },
        leave_out: seed.one_in(2),
        wait_until: Day::of_number(request.on.number() + seed.below(90) as i32).ok(),
    }
}

fn market(text: &str) -> Market {
    Market::parse(text).expect("a country")
}

fn currency(text: &str) -> Currency {
    Currency::parse(text).expect("a currency")
}

fn hs(text: &str) -> Hs {
    Hs::parse(text).expect("a code")
}
