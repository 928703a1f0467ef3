//! Habits of the house: decision records say when and whether they hold, recipes count the files they touch, the list of what went
//! wrong in the field names tests that exist, the version of Rust is one.

use super::root;
use std::collections::BTreeSet;

/// What a decision may be.
const STATUSES: &[&str] = &["proposed", "accepted", "amended", "replaced"];

/// The recipes of `core/CONTRIBUTING.md`.
const RECIPES: &[&str] =
    &["a screen", "a wallet", "a merchant engine", "a language", "a setting", "an error code"];

fn read(path: &str) -> String {
    let text = std::fs::read_to_string(root().join(path));
    assert!(text.is_ok(), "{path}: {text:?}");
    text.unwrap_or_default()
}

/// The date and the status of a decision record, or what is wrong with it.
fn date_and_status(record: &str) -> Result<(&str, &str), String> {
    let line = record.lines().nth(2).unwrap_or_default();
    let parts = line.strip_prefix("Date: ").and_then(|line| line.split_once(". Status: "));
    let (date, status) = parts.ok_or("its third line is not `Date: YYYY-MM-DD. Status: ...`")?;
    let digits = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !digits || date.len() != 10 {
        return Err(format!("{date} is no date"));
    }
    let first = status.split([' ', '.']).next().unwrap_or_default();
    if !STATUSES.contains(&first) || !status.ends_with('.') {
        return Err(format!("{status} is none of {STATUSES:?}"));
    }
    Ok((date, first))
}

#[test]
fn each_decision_record_has_a_date_a_status_and_a_row_in_the_index() {
    let index = read("core/adr/README.md");
    let mut records = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("core/adr")).expect("there").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        let record = read(&format!("core/adr/{name}"));
        let (date, status) = date_and_status(&record).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let row = index.lines().find(|line| line.contains(&format!("({name})")));
        let row = row.unwrap_or_else(|| panic!("core/adr/README.md has no row for {name}"));
        assert!(row.contains(date) && row.contains(status), "{name} is {status} since {date}: {row}");
        records.insert(name[..4].to_owned());
    }
    let wanted: BTreeSet<String> = (1..=records.len()).map(|number| format!("{number:04}")).collect();
    assert_eq!(records, wanted, "one record a number, and none left out");
}

#[test]
fn a_record_without_a_date_or_a_status_is_seen() {
    let record = |line: &str| date_and_status(&format!("# 1. A title\n\n{line}\n")).map(|_| ());
    assert_eq!(record("Date: 2026-11-24. Status: accepted."), Ok(()));
    assert_eq!(record("Date: 2026-11-24. Status: amended 2026-11-29 (row by row)."), Ok(()));
    for wrong in ["", "**Decided.** Yes.", "Date: soon. Status: accepted.", "Date: 2026-11-24. Status: nice."]
    {
        assert!(record(wrong).is_err(), "{wrong}");
    }
}

/// What a recipe says: the number of files it gives, and the files it lists.
fn recipe<'a>(page: &'a str, name: &str) -> Option<(usize, Vec<&'a str>)> {
    let (_, section) = page.split_once(&format!("\n## Recipe: {name}\n"))?;
    let section = section.split("\n## ").next()?;
    let (_, count) = section.split_once("Files outside its own folder: ")?;
    let digits = count.find(|c: char| !c.is_ascii_digit())?;
    let count = count[..digits].parse().ok()?;
    let files = section.lines().filter_map(|line| line.strip_prefix("- `")?.split('`').next());
    Some((count, files.collect()))
}

#[test]
fn each_recipe_lists_as_many_files_as_it_counts_and_they_are_there() {
    let page = read("core/CONTRIBUTING.md");
    for name in RECIPES {
        let (count, files) =
            recipe(&page, name).unwrap_or_else(|| panic!("no recipe for {name} with a count"));
        assert_eq!(files.len(), count, "the recipe for {name} counts its files");
        let unique: BTreeSet<&&str> = files.iter().collect();
        assert_eq!(unique.len(), count, "the recipe for {name} lists a file twice");
        for file in files {
            assert!(root().join(file).is_file(), "the recipe for {name} names {file}, which is not there");
        }
    }
}

#[test]
fn a_recipe_that_counts_wrong_is_seen() {
    let page = "# Page\n\n## Recipe: a door\n\nFiles outside its own folder: 2.\n\n- `a`: one\n- `b`, two\n\n## Next\n\n- `c`\n";
    assert_eq!(recipe(page, "a door"), Some((2, vec!["a", "b"])));
    assert_eq!(recipe(page, "a window"), None);
}

/// What `tests/suite/FIELD.md` names and is not there. `source` gives the text of a file, and an empty one for a folder.
fn not_there(page: &str, source: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let pieces: Vec<&str> = page.split('`').collect();
    let mut gone = Vec::new();
    // Every second piece stands between backticks; what follows it are the names of its tests.
    for at in (1..pieces.len()).step_by(2) {
        let (before, code, after) =
            (pieces[at - 1], pieces[at], pieces.get(at + 1).copied().unwrap_or_default());
        let (places, wanted) = if code.ends_with(".mjs") {
            // A test of the page is named by a sentence.
            let title = after.split(['|', ';']).next().unwrap_or_default().trim();
            (vec![code.to_owned()], vec![title.to_owned()])
        } else if code.contains('/') {
            let words = after.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            (files(code), words.filter(|word| word.contains('_')).map(|word| format!("fn {word}(")).collect())
        } else if before.ends_with("mutant ") {
            (vec!["tests/suite/src/mutants/mod.rs".to_owned()], vec![format!("{code},")])
        } else if let Some((class, test)) = code.split_once('.').filter(|(class, _)| class.ends_with("Test"))
        {
            let file = format!("android/app/src/test/kotlin/example/tradewind/{class}.kt");
            (vec![file], vec![format!("fun {test}(")])
        } else {
            continue;
        };
        let sources: Vec<Option<String>> = places.iter().map(|place| source(place)).collect();
        gone.extend(
            places.iter().zip(&sources).filter(|(_, text)| text.is_none()).map(|(place, _)| place.clone()),
        );
        let lacking = wanted.iter().filter(|want| !sources.iter().flatten().any(|text| text.contains(*want)));
        gone.extend(lacking.map(|want| format!("{want} in {code}")));
    }
    gone
}

/// The files that a path of that page means: `driver/` and `suite/` are short for the folders that its first lines name.
fn files(path: &str) -> Vec<String> {
    let whole = match path.split('/').next() {
        Some("driver") => format!("core/payments/tests/{path}"),
        Some("suite") => format!("tests/suite/tests/{path}"),
        _ => path.to_owned(),
    };
    match whole.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        Some((before, (names, after))) => {
            names.split(',').map(|name| format!("{before}{name}{after}")).collect()
        }
        None => vec![whole],
    }
}

#[test]
fn each_file_and_each_test_that_holds_a_fault_of_the_field_is_there() {
    let gone = not_there(&read("tests/suite/FIELD.md"), |path| {
        let path = root().join(path);
        if path.is_dir() { Some(String::new()) } else { std::fs::read_to_string(path).ok() }
    });
    assert_eq!(gone, Vec::<String>::new(), "tests/suite/FIELD.md names what is not there");
}

#[test]
fn a_fault_of_the_field_without_its_test_is_seen() {
    let source = |path: &str| match path {
        "core/payments/tests/driver/a.rs" => Some("fn it_is_held() {}".to_owned()),
        "core/b" => Some(String::new()),
        "page/c.test.mjs" => Some("test('a button is there', ...)".to_owned()),
        _ => None,
    };
    let row = "| 1 | `driver/a.rs` it_is_held; `core/b` x, y; `page/c.test.mjs` a button is there |";
    assert_eq!(not_there(row, source), Vec::<String>::new());
    for (row, gone) in [
        ("| 2 | `driver/a.rs` it_is_lost |", "fn it_is_lost( in driver/a.rs"),
        ("| 3 | `driver/{a,d}.rs` it_is_held |", "core/payments/tests/driver/d.rs"),
        ("| 4 | `page/c.test.mjs` a link is there |", "a link is there in page/c.test.mjs"),
        ("| 5 | mutant `Wrong`, `core/b` |", "tests/suite/src/mutants/mod.rs"),
    ] {
        assert_eq!(not_there(row, source).first().map(String::as_str), Some(gone), "{row}");
    }
}

#[test]
fn one_version_of_rust_is_asked_for() {
    let house: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let version = house["workspace"]["package"]["rust-version"].as_str().expect("a version");
    let page = read("core/CONTRIBUTING.md");
    assert!(
        page.contains(&format!("Rust {version}")),
        "core/CONTRIBUTING.md names another Rust than {version}"
    );
    let metadata = super::metadata();
    for package in metadata["packages"].as_array().expect("packages") {
        if super::ours(super::text(package, "name")).is_some() {
            assert_eq!(package["rust_version"].as_str(), Some(version), "{}", package["name"]);
        }
    }
    // CI has what the machine has: a newer one is fine, an older one does not build.
    if let Ok(toolchain) = std::fs::read_to_string(root().join("rust-toolchain.toml")) {
        assert!(toolchain.contains(version), "rust-toolchain.toml names another Rust than {version}");
    }
}
