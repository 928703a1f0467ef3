//! Whether goods have a flag: as it is said, else as their code says.

use crate::Fault;
use crate::conditions::any_covers;
use crate::facts::Facts;
use crate::range::Truth;
use tradewind_trade::row::{Flag, Flags};
use tradewind_trade::{Hs, Line};

impl Facts<'_> {
    /// Whether a line has one of these flags.
    pub(crate) fn flagged(&self, line: &Line, wanted: Flags) -> Truth {
        let asked = Flag::ALL.iter().map(|(_, flag)| *flag).filter(|flag| is_in(*flag, wanted));
        asked.map(|flag| self.has(line, flag)).fold(Truth::No, Truth::or)
    }

    /// Whether a line of the consignment has one of them.
    pub(crate) fn parcel_flagged(&self, wanted: Flags) -> Truth {
        self.request.lines.iter().map(|line| self.flagged(line, wanted)).fold(Truth::No, Truth::or)
    }

    fn has(&self, line: &Line, flag: Flag) -> Truth {
        if is_in(flag, line.flags) {
            return Truth::Yes;
        }
        if is_in(flag, line.without) || self.fault == Some(Fault::FlagsAsSaid) {
            return Truth::No;
        }
        // The first four digits tell.
        match by_code(flag, line.hs.cut(4)) {
            Truth::Open { .. } => Truth::Open { likely: false },
            known => known,
        }
    }
}

fn by_code(flag: Flag, code: Hs) -> Truth {
    let begins = |prefixes: &[&str]| {
        let prefixes: Vec<Hs> = prefixes.iter().map(|text| Hs::parse(text).expect("a prefix")).collect();
        any_covers(&prefixes, code)
    };
    const ALCOHOL: [&str; 6] = ["2203", "2204", "2205", "2206", "2207", "2208"];
    const FOOD: [&str; 21] = [
        "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18",
        "19", "20", "21", "22",
    ];
    match flag {
        Flag::Alcohol => begins(&ALCOHOL),
        Flag::Tobacco => begins(&["24"]),
        Flag::Perfume => begins(&["3303"]),
        Flag::Medicine => begins(&["3003", "3004"]),
        Flag::Food => begins(&FOOD).and(begins(&ALCOHOL).not()),
        Flag::Book => begins(&["4901"]),
        Flag::Battery | Flag::Liquid | Flag::Gift | Flag::Used | Flag::Endangered => Truth::No,
    }
}

fn is_in(flag: Flag, flags: Flags) -> bool {
    flags.0 >> (flag as u16) & 1 == 1
}
