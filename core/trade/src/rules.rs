//! Rules, read once and indexed: by country, by kind of row, and rates by HS prefix.

use crate::row::{Charge, HsName, Place, Row, Rule, Source, When};
use crate::{Day, Hs, TradeError, compiled};
use std::sync::Arc;
use tradewind_domain::Market;

/// The place for every country without a file of its own.
pub const ELSEWHERE: &str = "ZZ";

/// All rules, ready for quotes.
#[derive(Debug, Clone)]
pub struct Rules {
    as_of: Day,
    places: Vec<Indexed>,
    /// In the order of countries: which place each is of.
    countries: Vec<(Market, usize)>,
    names: Vec<HsName>,
}

/// A place with its rows by kind, as numbers into its rows.
#[derive(Debug, Clone)]
pub(crate) struct Indexed {
    pub(crate) place: Place,
    /// Codes that are taken for another, of all places; what is within this one is the place's.
    also: Arc<[(Market, Market)]>,
    /// In the order of the file.
    pub(crate) schemes: Vec<usize>,
    pub(crate) reliefs: Vec<usize>,
    pub(crate) flats: Vec<usize>,
    pub(crate) fees: Vec<usize>,
    pub(crate) splits: Vec<usize>,
    /// The best first.
    pub(crate) valuations: Vec<usize>,
    pub(crate) tax_bases: Vec<usize>,
    pub(crate) collects: Vec<usize>,
    pub(crate) rounds: Vec<usize>,
    pub(crate) tables: Vec<Table>,
}

/// The rates of one charge in one layer.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) of: Charge,
    pub(crate) layer: u8,
    /// Prefixes in order, each with its row and the rank of that by it.
    prefixes: Vec<(Hs, usize, Rank)>,
    /// How many digits any of them has, as bits.
    lengths: u16,
}

/// A row that may give a line's rate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) row: usize,
    /// The line's code begins with the row's prefix; else it may, once more digits of it are known.
    pub(crate) covers: bool,
    rank: Rank,
}

/// Priority, digits of the prefix, number of other conditions: the greatest wins.
type Rank = (i8, u32, usize);

impl Rules {
    /// Reads compiled rules. Any bytes give rules or a typed error.
    pub fn read(bytes: &[u8]) -> Result<Self, TradeError> {
        let (as_of, places, names) = compiled::read(bytes)?;
        Ok(Self::of(places, names, as_of))
    }

    /// Of places that were not compiled.
    pub fn of(places: Vec<Place>, names: Vec<HsName>, as_of: Day) -> Self {
        let countries = places.iter().enumerate();
        let countries =
            countries.flat_map(|(at, place)| place.countries.iter().map(move |country| (*country, at)));
        let mut countries: Vec<(Market, usize)> = countries.collect();
        // Other codes of a country and territories taken for one lead to the same place.
        let others = places
            .iter()
            .enumerate()
            .flat_map(|(at, place)| place.also.iter().chain(&place.within).map(move |(code, _)| (*code, at)));
        countries.extend(others);
        countries.sort_unstable();
        // Held once: thousands of places with thousands of codes would be as many copies.
        let also: Arc<[(Market, Market)]> = places.iter().flat_map(|place| place.also.clone()).collect();
        let places = places.into_iter().map(|place| Indexed::of(place, &also)).collect();
        Self { as_of, places, countries, names }
    }

    /// The day as of which the rules are.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Every place.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().map(|indexed| &indexed.place)
    }

    /// The place that a country is of; none where it has no file.
    pub fn place(&self, country: Market) -> Option<&Place> {
        self.indexed(country).map(|indexed| &indexed.place)
    }

    /// Whether a quote to a country on a day is made by rules of its own: it has a file, the day is one of it, and no row is lacking
    /// that no quote can do without.
    pub fn covers(&self, country: Market, on: Day) -> bool {
        self.indexed(country).is_some_and(|own| own.place.since <= on && own.is_whole(country, on))
    }

    /// The name of a code in a language (`de`), or of the longest beginning of it that has one.
    pub fn hs_name(&self, code: Hs, language: &str) -> Option<&str> {
        self.hs_names(code).iter().find(|(tag, _)| tag == language).map(|(_, name)| name.as_str())
    }

    /// The names of a code, or of the longest beginning of it that has some: BCP 47 tag and words.
    pub fn hs_names(&self, code: Hs) -> &[(String, String)] {
        let known = self.names.iter().filter(|known| code.begins_with(known.code));
        known.max_by_key(|known| known.code.digits()).map_or(&[], |known| known.names.as_slice())
    }

    /// Where a row of a place is written.
    pub fn source<'a>(place: &'a Place, row: &Row) -> Option<&'a Source> {
        place.sources.get(usize::from(row.source))
    }

    pub(crate) fn indexed(&self, country: Market) -> Option<&Indexed> {
        let at = self.countries.binary_search_by_key(&country, |(known, _)| *known).ok()?;
        self.countries.get(at).and_then(|(_, place)| self.places.get(*place))
    }

    pub(crate) fn elsewhere(&self) -> Option<&Indexed> {
        self.places.iter().find(|indexed| indexed.place.id == ELSEWHERE)
    }
}

impl Indexed {
    fn of(place: Place, also: &Arc<[(Market, Market)]>) -> Self {
        let mut tables: Vec<Table> = Vec::new();
        for (at, row) in place.rows.iter().enumerate() {
            let Rule::Rate(rate) = &row.rule else { continue };
            let known = tables.iter().position(|table| table.of == rate.of && table.layer == rate.layer);
            let known = known.unwrap_or_else(|| {
                tables.push(Table { of: rate.of, layer: rate.layer, prefixes: Vec::new(), lengths: 0 });
                tables.len() - 1
            });
            if let Some(table) = tables.get_mut(known) {
                let ranked = |prefix: &Hs| (*prefix, at, row.rank(prefix.digits()));
                table.prefixes.extend(row.when.hs.0.iter().map(ranked));
                table.lengths |= row.when.hs.0.iter().fold(0, |all, prefix| all | 1 << prefix.digits());
            }
        }
        tables.iter_mut().for_each(|table| table.prefixes.sort_unstable());
        let of = |wanted: fn(&Rule) -> bool| -> Vec<usize> {
            (0..place.rows.len())
                .filter(|at| place.rows.get(*at).is_some_and(|row| wanted(&row.rule)))
                .collect()
        };
        let best = |wanted: fn(&Rule) -> bool| {
            let mut found = of(wanted);
            let rank = |at: &usize| place.rows.get(*at).map(|row| row.rank(row.longest()));
            found.sort_by_key(|at| std::cmp::Reverse(rank(at)));
            found
        };
        Self {
            schemes: of(|rule| matches!(rule, Rule::Scheme { .. })),
            reliefs: of(|rule| matches!(rule, Rule::Relief { .. })),
            flats: of(|rule| matches!(rule, Rule::Flat { .. })),
            fees: of(|rule| matches!(rule, Rule::Fee(_))),
            splits: of(|rule| matches!(rule, Rule::Split { .. })),
            valuations: best(|rule| matches!(rule, Rule::Valuation { .. })),
            tax_bases: best(|rule| matches!(rule, Rule::TaxBase(_))),
            collects: best(|rule| matches!(rule, Rule::Collect { .. })),
            rounds: best(|rule| matches!(rule, Rule::Round { .. })),
            tables,
            also: Arc::clone(also),
            place,
        }
    }

    /// The country that a code is taken for; mostly itself.
    pub(crate) fn country(&self, code: Market) -> Market {
        let other = self.also.iter().chain(&self.place.within).find(|(other, _)| *other == code);
        other.map_or(code, |(_, country)| *country)
    }

    /// The country that a code is another code of. Goods are not made where a parcel is merely taken to be sent from.
    pub(crate) fn origin(&self, code: Market) -> Market {
        let within = || self.place.within.iter().any(|(other, _)| *other == code);
        let other = self.also.iter().find(|(other, _)| *other == code && !within());
        other.map_or(code, |(_, country)| *country)
    }

    /// Whether a day has what no quote can do without: a customs value, a tax base, and duty and tax for every code.
    pub(crate) fn is_whole(&self, to: Market, on: Day) -> bool {
        let to = self.country(to);
        let there = |row: &Row| row.holds_there(on, to);
        let listed = |list: &[usize]| list.iter().any(|at| self.place.rows.get(*at).is_some_and(there));
        let rated = |of: Charge| {
            let base = self.tables.iter().filter(|table| table.of == of && table.layer == 0);
            let every =
                base.flat_map(|table| table.prefixes.iter().take_while(|(known, ..)| *known == Hs::ANY));
            every.into_iter().any(|(_, at, _)| self.place.rows.get(*at).is_some_and(there))
        };
        listed(&self.valuations) && listed(&self.tax_bases) && rated(Charge::Duty) && rated(Charge::Tax)
    }

    /// Rows by their numbers, those alone that hold on a day.
    pub(crate) fn rows<'a>(&'a self, numbers: &'a [usize], on: Day) -> impl Iterator<Item = &'a Row> {
        numbers.iter().filter_map(|at| self.place.rows.get(*at)).filter(move |row| row.holds_on(on))
    }
}

impl Table {
    /// Rows for a code that hold on a day for what goes to a country, the best first.
    pub(crate) fn candidates(
        &self,
        rows: &[Row],
        code: Hs,
        (on, to): (Day, Market),
        found: &mut Vec<Candidate>,
    ) {
        found.clear();
        let mut take = |(_, at, rank): &(Hs, usize, Rank), covers: bool| {
            let holds = rows.get(*at).is_some_and(|row| row.holds_there(on, to));
            found.extend(holds.then_some(Candidate { row: *at, covers, rank: *rank }));
        };
        let any = self.prefixes.iter().take_while(|(known, ..)| *known == Hs::ANY);
        any.for_each(|one| take(one, true));
        // What begins with a prefix stands together, behind it: what stands before it begins with no longer one of the code's either.
        let mut rest = self.prefixes.as_slice();
        let lengths = (2..=code.digits()).filter(|digits| self.lengths >> digits & 1 == 1);
        for prefix in lengths.map(|digits| code.cut(digits)) {
            let first = rest.partition_point(|(known, ..)| *known < prefix);
            rest = rest.get(first..).unwrap_or_default();
            rest.iter().take_while(|(known, ..)| *known == prefix).for_each(|one| take(one, true));
            if !rest.first().is_some_and(|(known, ..)| known.begins_with(prefix)) {
                rest = &[];
                break;
            }
        }
        // Codes of more digits that this one may turn out to be stand right behind it.
        let first = rest.partition_point(|(known, ..)| *known <= code);
        let longer = rest.get(first..).unwrap_or_default();
        longer.iter().take_while(|(known, ..)| known.begins_with(code)).for_each(|one| take(one, false));
        found.sort_unstable_by_key(|candidate| (std::cmp::Reverse(candidate.rank), candidate.row));
    }
}

impl Row {
    pub(crate) fn rank(&self, digits: u32) -> Rank {
        (self.priority, digits, self.when.conditions())
    }

    /// The digits of its longest prefix.
    pub(crate) fn longest(&self) -> u32 {
        self.when.hs.0.iter().map(|prefix| prefix.digits()).max().unwrap_or(0)
    }
}

impl When {
    /// How many conditions it has beside the HS prefix.
    pub(crate) fn conditions(&self) -> usize {
        let lists = [&self.to, &self.ship_from.0, &self.ship_from.1, &self.origin.0, &self.origin.1];
        let lists = lists.iter().filter(|list| !list.is_empty()).count();
        let asked = [
            !self.hs.1.is_empty(),
            self.mode.is_some(),
            self.incoterm.is_some(),
            self.registered.is_some(),
            self.consumer.is_some(),
            self.flags.0.0 != 0,
            self.flags.1.0 != 0,
            self.parcel_flags.0.0 != 0,
            self.parcel_flags.1.0 != 0,
            self.schemes.0 != 0,
            self.schemes.1 != 0,
        ];
        lists + asked.iter().filter(|asked| **asked).count() + self.value.len()
    }
}
