//! Rows of the phones' languages: a list that crosses, the way from a call to the observer's, what ten thousand calls leave.

use crate::data;
use crate::measured::Outcome;
use crate::measured::today;
use crate::seamless::Seamless;
use crate::shell::{Language, Shell, workshop};
use crate::shop::fill;
use crate::table::{Measure, Section, skipped};
use serde::Deserialize;
use std::path::PathBuf;

/// What is searched: more than 50 products of the seed, ten times over, are called so.
const WORDS: &str = "black";
const PRODUCTS: usize = 480;
/// Calls before it counts, so that a JVM has compiled what is called.
const WARM: usize = 5_000;
/// Rounds of so many calls of each in turn.
const ROUNDS: usize = 6;
const CALLS: usize = 200;
const ENDURED: usize = 10_000;

pub(crate) fn section() -> Outcome<Section> {
    let workshop = workshop()?;
    let packs = tempfile::tempdir()?;
    let feed = packs.path().join("feed.xml");
    std::fs::write(&feed, data::seed(PRODUCTS)?)?;
    let packs = packs.path().join("packs");
    let request = data::request(&feed, &packs);
    let media = Some(data::seed_folder().join("images"));
    tradewind_publish::publish(&tradewind_publish::Request { media, ..request }, &mut |_, _, _| {})?;
    let world = World { workshop, packs };
    let mut rows = Vec::new();
    for language in [Language::Kotlin, Language::Swift] {
        rows.extend(world.rows(language)?);
    }
    let preface = format!(
        "`cargo bench-table phones`. Medians of {ROUNDS} rounds of {CALLS} calls; the glue as it ships (patched by the packer), the glue as generated and\n\
         the peer take turns, because the machine is shared. The library is optimised for speed (release profile, thin LTO), not for size\n\
         as what ships is. The list is the seed catalog's, permuted. CPU time is the calling thread's. {}, Debian 12, 2 shared cores, no GPU, no phone.",
        today()
    );
    Ok(Section { title: "Phones", preface, rows })
}

struct World {
    workshop: PathBuf,
    packs: PathBuf,
}

/// One language's two glues.
struct Pair {
    patched: Shell,
    generated: Shell,
}

impl World {
    fn rows(&self, language: Language) -> Outcome<Vec<Measure>> {
        let name = format!("{language:?}");
        let started = |patched: bool| {
            let phone = self.phone(&format!("{name}-{patched}"))?;
            Shell::start(language, patched, &self.workshop, &phone, WORDS)
        };
        let (mut patched, mut generated) = match (started(true)?, started(false)?) {
            (Ok(patched), Ok(generated)) => (patched, generated),
            (Err(why), _) | (_, Err(why)) => return Ok(vec![skipped(&name, &why)]),
        };
        for shell in [&mut patched, &mut generated] {
            let _: Both = shell.ask("rows", WARM)?;
            let _: Times = shell.ask("told", WARM)?;
        }
        let mut pair = Pair { patched, generated };
        let seamless = Seamless::start(&self.phone(&format!("{name}-rust"))?, WORDS)?;
        Ok(vec![
            pair.crossing(language)?,
            pair.telling(
                &name,
                "told",
                "the same list pushed: from `observe` to the observer's call",
                |count| seamless.told(count),
            )?,
            pair.telling(
                &name,
                "tabs",
                "dispatch to new snapshot, tab switch: to the observer's call",
                |count| seamless.tabs(count),
            )?,
            pair.enduring(language)?,
        ])
    }

    /// A phone's folder with the catalog in it, new. Beside the library, where Swift's own system sees it too.
    fn phone(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.workshop.join(format!("phone-{name}"));
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        fill(&folder, &self.packs)?;
        Ok(folder)
    }
}

impl Pair {
    /// Patched, then as generated.
    fn both(&mut self) -> [&mut Shell; 2] {
        [&mut self.patched, &mut self.generated]
    }

    fn crossing(&mut self, language: Language) -> Outcome<Measure> {
        let (mut ours, mut theirs) =
            ([Times::default(), Times::default()], [Times::default(), Times::default()]);
        for _ in 0..ROUNDS {
            for (at, shell) in self.both().into_iter().enumerate() {
                let round: Both = shell.ask("rows", CALLS)?;
                ours[at].add(round.ours);
                theirs[at].add(round.theirs);
            }
        }
        let about = &self.patched.about;
        let peer = match language {
            Language::Kotlin => "kotlinx.serialization 1.12 into equal classes, over JNA (direct mapping)",
            Language::Swift => "Foundation's JSONDecoder into equal structures, over C",
        };
        let cell = |at: usize| {
            let ratio = median(&ours[at].cpu) / median(&theirs[at].cpu);
            format!("{} ({ratio:.2} x)", ours[at])
        };
        let ours = format!("patched {}; as generated {}", cell(0), cell(1));
        let [mut theirs, again] = theirs;
        theirs.add(again);
        Ok(Measure {
            what: format!(
                "{language:?}: a snapshot of {} rows fetched: copied and lowered in Rust, lifted to records (CPU)",
                about.rows
            ),
            ours,
            peer: format!(
                "the same list as JSON, {:.1} KB without its ThumbHashes: serde_json, then {peer}; {}",
                about.bytes as f64 / 1e3,
                about.runtime
            ),
            theirs: theirs.to_string(),
            goal: match language {
                Language::Kotlin => "≤ 90 µs".into(),
                Language::Swift => "≤ 150 µs".into(),
            },
        })
    }

    /// From a call to the observer's, beside the same in Rust.
    fn telling(
        &mut self,
        language: &str,
        ask: &str,
        what: &str,
        seamless: impl Fn(usize) -> Outcome<Vec<f64>>,
    ) -> Outcome<Measure> {
        let (mut ours, mut theirs) = ([Vec::new(), Vec::new()], Vec::new());
        seamless(CALLS)?;
        for shell in self.both() {
            let _: Times = shell.ask(ask, CALLS)?;
        }
        for _ in 0..ROUNDS {
            for (at, shell) in self.both().into_iter().enumerate() {
                let round: Times = shell.ask(ask, CALLS)?;
                ours[at].extend(round.wall);
                theirs.extend(seamless(CALLS / 2)?);
            }
        }
        Ok(Measure {
            what: format!("{language}: {what} (wall)"),
            ours: format!("patched {:.0} µs; as generated {:.0} µs", median(&ours[0]), median(&ours[1])),
            peer: "the same in Rust, without the seam".into(),
            theirs: format!("{:.0} µs", median(&theirs)),
            goal: String::new(),
        })
    }

    fn enduring(&mut self, language: Language) -> Outcome<Measure> {
        let mut cells = Vec::new();
        for shell in self.both() {
            let endured: Endured = shell.ask("endure", ENDURED)?;
            cells.push(endured.to_string());
        }
        Ok(Measure {
            what: format!(
                "{language:?}: 10,000 dispatches, each seen by an observer: live handles, and growth after the first 1,000"
            ),
            ours: format!("patched: {}; as generated: {}", cells[0], cells[1]),
            peer: String::new(),
            theirs: String::new(),
            goal: match language {
                // A JVM's resident set is its own affair: what it keeps is seen in its heap.
                Language::Kotlin => "handles as before".into(),
                Language::Swift => "handles as before, < 4 MB".into(),
            },
        })
    }
}

/// Calls of both kinds, in turn.
#[derive(Deserialize)]
struct Both {
    ours: Times,
    theirs: Times,
}

/// Microseconds.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Times {
    cpu: Vec<f64>,
    wall: Vec<f64>,
}

impl Times {
    fn add(&mut self, more: Self) {
        self.cpu.extend(more.cpu);
        self.wall.extend(more.wall);
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0} µs, wall {:.0} µs", median(&self.cpu), median(&self.wall))
    }
}

/// Live shops, observations, pictures and hosts, and bytes after 1,000 dispatches and after all.
#[derive(Deserialize)]
struct Endured {
    before: Vec<u64>,
    after: Vec<u64>,
    resident: Vec<i64>,
    /// Of a language that has one.
    heap: Vec<i64>,
}

impl std::fmt::Display for Endured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let grown = |bytes: &[i64]| match bytes {
            [first, .., last] => Some((last - first) as f64 / 1e6),
            _ => None,
        };
        match self.before == self.after {
            true => write!(f, "handles as before")?,
            false => write!(f, "handles {:?} before, {:?} after", self.before, self.after)?,
        }
        if let Some(resident) = grown(&self.resident) {
            write!(f, ", resident set {resident:+.1} MB")?;
        }
        if let Some(heap) = grown(&self.heap) {
            write!(f, ", Java heap {heap:+.1} MB after a collection")?;
        }
        Ok(())
    }
}

fn median(of: &[f64]) -> f64 {
    let mut all = of.to_vec();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}
