//! Rules of trade beside the packs: one object for all markets and languages, refused where no phone would take them.

use super::shrink::held;
use super::{Desk, row, rss};
use clap::Parser;
use std::path::PathBuf;
use tradewind_domain::{Code, Scope, Timestamp};
use tradewind_pack::{DEVELOPMENT_SEED, Expected, Manifest, RULES, StreamRef, object, public_key};
use tradewind_publish::cmd::{PublishArgs, run};
use tradewind_publish::{PublishError, RulesFault};
use tradewind_trade::{Day, MAX_COMPILED, Rules};

/// A merchant of two markets and two languages.
fn desk() -> Desk {
    let rows = [row("a"), row("b")];
    let words = "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>a</g:id><g:title>Becher</g:title>\
                 </item></channel></rss>";
    Desk::new(rss(&rows)).prices("JP", "id\tprice\na\t500 JPY\nb\t600 JPY\n").text("de", words)
}

/// Compiled rules of no place, as of a day.
fn rules(desk: &Desk, as_of: &str) -> PathBuf {
    let bytes = tradewind_trade::write(&[], &[], Day::parse(as_of).expect("a day")).expect("compiles");
    file(desk, &bytes)
}

fn file(desk: &Desk, bytes: &[u8]) -> PathBuf {
    let path = desk.folder.path().join("trade.rules");
    std::fs::write(&path, bytes).expect("written");
    path
}

/// What each manifest names as its rules.
fn named(desk: &Desk) -> Vec<Option<StreamRef>> {
    let key = public_key(&DEVELOPMENT_SEED);
    let of = |market: &str, language: &str| {
        let path = desk.request.out.join(market).join(language).join("manifest.twm");
        let scope: Scope =
            serde_json::from_value(serde_json::json!({"market": market, "language": language}))
                .expect("a scope");
        let expected = Expected { key: &key, scope: &scope, highest_seen: None, now: Timestamp(0) };
        let manifest = Manifest::open(&std::fs::read(path).expect("there"), &expected).expect("signed");
        manifest.snapshot(RULES).ok().cloned()
    };
    [("DE", "en"), ("DE", "de"), ("JP", "en"), ("JP", "de")].map(|(market, tag)| of(market, tag)).into()
}

fn objects(desk: &Desk) -> Vec<String> {
    let all = held(desk).into_iter().map(|(name, _)| name);
    all.filter(|name| name.contains("/objects/")).collect()
}

#[test]
fn rules_are_one_object_for_every_market_and_language_and_the_same_ones_make_nothing_new() {
    let mut desk = desk();
    desk.good();
    let without = objects(&desk).len();
    desk.request.rules = Some(rules(&desk, "2026-11-20"));
    let report = desk.good();
    let said = report.rules.as_ref().map(|rules| (rules.as_of.as_str(), rules.changed));
    assert_eq!(said, Some(("2026-11-20", true)));
    assert!(report.packs.len() == 4 && report.packs.iter().all(|pack| pack.changed));
    let streams = named(&desk);
    let first = streams[0].clone().expect("named");
    assert!(streams.iter().all(|one| one.as_ref() == Some(&first)), "{streams:?}");
    assert_eq!(objects(&desk).len(), without + 1);
    let bytes = std::fs::read(desk.request.out.join("objects").join(&first.object)).expect("there");
    let read = Rules::read(&object::open(&first, &bytes).expect("opens")).expect("reads");
    assert_eq!(read.as_of().to_string(), "2026-11-20");
    assert_eq!(desk.items("DE/en").len(), 2, "and the catalog is as it was");
    // Again: nothing is written anew, and no manifest has another version.
    let before = held(&desk);
    let report = desk.good();
    assert_eq!(held(&desk), before);
    assert!(
        report.packs.iter().all(|pack| !pack.changed) && report.rules.is_some_and(|rules| !rules.changed)
    );
    // Newer ones take the place of the old object.
    desk.request.rules = Some(rules(&desk, "2026-11-24"));
    let report = desk.good();
    assert!(report.rules.is_some_and(|rules| rules.changed) && !report.rules_withdrawn);
    assert_eq!(objects(&desk).len(), without + 1);
    // Without a word they are taken out, which is said, and then others may come, of whatever day.
    desk.request.rules = None;
    let report = desk.good();
    assert!(report.rules_withdrawn && report.rules.is_none());
    assert_eq!((named(&desk), objects(&desk).len()), (vec![None; 4], without));
    assert!(!desk.good().rules_withdrawn, "once");
    desk.request.rules = Some(rules(&desk, "2026-01-01"));
    desk.good();
}

#[test]
fn what_no_phone_would_take_is_not_published_and_the_folder_stays_as_it_was() {
    let mut desk = desk();
    desk.request.rules = Some(rules(&desk, "2026-11-20"));
    desk.good();
    let before = held(&desk);
    let good = tradewind_trade::write(&[], &[], Day::parse("2026-11-25").expect("a day")).expect("compiles");
    let mut flipped = good.clone();
    flipped[7] ^= 1;
    let cases: [(&[u8], Code, &str); 5] = [
        (&flipped, Code::RulesUnreadable, "rules-damaged"),
        (&good[..good.len() - 1], Code::RulesUnreadable, "rules-damaged"),
        (b"place = \"DE\"", Code::RulesUnreadable, "`tradewind rules build` makes such a file"),
        (b"", Code::RulesUnreadable, "it ends early"),
        (&[0; MAX_COMPILED + 1], Code::RulesUnreadable, "larger than"),
    ];
    for (bytes, code, words) in cases {
        desk.request.rules = Some(file(&desk, bytes));
        let error = desk.publish().expect_err("refused");
        assert_eq!(error.code(), code, "{words}");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(held(&desk), before, "{words}");
    }
    desk.request.rules = Some(rules(&desk, "2026-11-19"));
    let error = desk.publish().expect_err("refused");
    let said = "rules as of 2026-11-19, and as of 2026-11-20 were published";
    assert!(error.to_string().contains(said) && error.code() == Code::RulesOlder, "{error}");
    assert!(matches!(error, PublishError::Rules(RulesFault::Older { .. })));
    desk.request.rules = Some(desk.folder.path().join("nowhere"));
    assert!(matches!(desk.publish(), Err(PublishError::Rules(RulesFault::Read { .. }))));
    assert_eq!(held(&desk), before);
    // An object that is gone from the folder says nothing of its day.
    let object = named(&desk)[0].clone().expect("named").object;
    std::fs::remove_file(desk.request.out.join("objects").join(object)).expect("there");
    desk.request.rules = Some(rules(&desk, "2026-11-19"));
    desk.good();
}

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    args: PublishArgs,
}

#[test]
fn the_command_says_what_became_of_the_rules() {
    let desk = desk();
    let call = |rules: Option<&PathBuf>, json: bool| {
        let (feed, out) = (desk.request.feed.display().to_string(), desk.request.out.display().to_string());
        let rules = rules.map(|path| path.display().to_string());
        let mut line = vec!["publish", "--feed", &feed, "--out", &out];
        line.extend(rules.iter().flat_map(|path| ["--rules", path.as_str()]));
        line.extend(json.then_some("--json"));
        let (mut told, mut failed) = (Vec::new(), Vec::new());
        let code = run(&Line::parse_from(line).args, None, &mut told, &mut failed, false);
        (code, String::from_utf8(told).expect("text"), String::from_utf8(failed).expect("text"))
    };
    let (code, told, _) = call(Some(&rules(&desk, "2026-11-20")), false);
    assert!(code == 0 && told.contains("rules of trade as of 2026-11-20, 1 KiB, new"), "{told}");
    let (_, told, _) = call(Some(&rules(&desk, "2026-11-20")), true);
    assert!(
        told.contains("\"rules\":{\"as_of\":\"2026-11-20\"") && told.contains("\"changed\":false"),
        "{told}"
    );
    let (code, told, failed) = call(Some(&rules(&desk, "2026-11-19")), true);
    assert!(code == 1 && failed.starts_with("RULES_OLDER: "), "{failed}");
    assert!(failed.trim_end().ends_with("phones never go back; nothing was changed"), "{failed}");
    assert!(told.contains("\"error\":\"RULES_OLDER\""), "{told}");
    let (code, _, failed) = call(Some(&file(&desk, b"no rules")), false);
    assert!(code == 1 && failed.starts_with("RULES_UNREADABLE: "), "{failed}");
    let (code, told, _) = call(None, false);
    assert!(code == 0 && told.contains("rules of trade taken out"), "{told}");
    let help = <Line as clap::CommandFactory>::command().render_long_help().to_string();
    assert!(help.contains("RULES_OLDER") && help.contains("--rules"));
}
