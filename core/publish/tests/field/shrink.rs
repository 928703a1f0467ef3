//! A feed that suddenly has much less is not laid over a good catalog without a word.

use super::{Desk, row, rss};
use clap::Parser;
use tradewind_domain::Code;
use tradewind_publish::cmd::{PublishArgs, run};
use tradewind_publish::{PublishError, Shrunk};

fn many(count: usize) -> String {
    rss(&(0..count).map(|at| row(&format!("p{at}"))).collect::<Vec<_>>())
}

fn many_bad(good: usize, bad: usize) -> String {
    let mut rows: Vec<_> = (0..good).map(|at| row(&format!("p{at}"))).collect();
    rows.extend((good..good + bad).map(|at| row(&format!("p{at}")).replace("19.90 EUR", "free")));
    rss(&rows)
}

/// The folder, name by name, with what is in each file.
pub(super) fn held(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut open = vec![desk.request.out.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("there").filter_map(Result::ok) {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let bytes = std::fs::read(entry.path()).expect("readable");
                files.push((entry.path().display().to_string(), bytes));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn fewer_than_half_the_rows_stop_and_nothing_is_touched() {
    let mut desk = Desk::new(many(200));
    desk.good();
    let before = held(&desk);
    desk.feed(many(99));
    match desk.publish() {
        Err(PublishError::Shrunk(shrunk, report)) => {
            assert_eq!(shrunk, Shrunk::Items { scope: "DE/en".into(), before: 200, after: 99 });
            assert_eq!((report.error, report.accepted), (Some(Code::FeedShrunk), 99));
        }
        other => unreachable!("{other:?}"),
    }
    assert_eq!(held(&desk), before);
    desk.feed(many(100));
    assert_eq!(desk.good().packs[0].items, 100, "half is not fewer than half");
    desk.feed(many(3));
    desk.request.accept_shrink = true;
    assert_eq!(desk.good().packs[0].items, 3);
}

#[test]
fn more_than_a_fifth_rejected_stops_where_something_is_published() {
    let mut desk = Desk::new(many_bad(1, 199));
    desk.request.accept_shrink = false;
    assert_eq!(desk.good().packs[0].items, 1, "a first publication is never stopped");
    let desk = Desk::new(many(200));
    desk.good();
    let before = held(&desk);
    desk.feed(many_bad(159, 41));
    match desk.publish() {
        Err(PublishError::Shrunk(Shrunk::Rejected { rejected, rows, .. }, _)) => {
            assert_eq!((rejected, rows), (41, 200))
        }
        other => unreachable!("{other:?}"),
    }
    assert_eq!(held(&desk), before);
    desk.feed(many_bad(160, 40));
    assert_eq!(desk.good().packs[0].items, 160, "a fifth is not more than a fifth");
}

#[test]
fn a_market_or_language_that_would_be_gone_stops_too() {
    let rows: String = (0..4).map(|at| format!("p{at}\t500 JPY\n")).collect();
    let mut desk = Desk::new(many(4)).prices("JP", &format!("id\tprice\n{rows}"));
    desk.good();
    let prices = std::mem::take(&mut desk.request.prices);
    assert!(matches!(desk.publish(), Err(PublishError::Shrunk(Shrunk::Items { after: 0, .. }, _))));
    desk.request.prices = prices;
    std::fs::write(&desk.request.prices[0].1, "id\tprice\np0\t500 JPY\np1\t500 JPY\np2\tfree\np3\tfree\n")
        .expect("written");
    match desk.publish() {
        Err(PublishError::Shrunk(Shrunk::Rejected { file, rejected, rows }, _)) => {
            assert_eq!((file.as_str(), rejected, rows), ("JP.tsv", 2, 4));
        }
        other => unreachable!("{other:?}"),
    }
    // An index that cannot be read is no sign that nothing is there.
    std::fs::write(desk.request.out.join("tradewind.json"), "{").expect("written");
    assert!(matches!(desk.publish(), Err(PublishError::Shrunk(..))));
}

/// A feed of words for so many items; the titles of the last `bad` cannot be seen.
fn german(count: usize, bad: usize) -> String {
    let row = |at: usize| {
        let title = if at < count - bad { format!("Becher {at}") } else { "&lt;b&gt;&lt;/b&gt;".to_owned() };
        format!("<g:id>p{at}</g:id><g:title>{title}</g:title>")
    };
    rss(&(0..count).map(row).collect::<Vec<_>>())
}

#[test]
fn a_language_that_would_lose_half_its_words_stops_and_one_that_never_had_them_does_not() {
    let desk = Desk::new(many(40)).text("de", &german(10, 0));
    assert_eq!(desk.good().packs.len(), 2, "a first publication is never stopped, however few its words");
    let words = |feed: String| std::fs::write(&desk.request.texts[0].1, feed).expect("written");
    words(german(40, 0));
    desk.good();
    let before = held(&desk);
    words(german(19, 0));
    match desk.publish() {
        Err(PublishError::Shrunk(shrunk, report)) => {
            assert_eq!(shrunk, Shrunk::Words { scope: "DE/de".into(), before: 40, after: 19 });
            assert_eq!(shrunk.to_string(), "DE/de would have words of its own for 19 of 40 items");
            assert_eq!(report.error, Some(Code::FeedShrunk));
        }
        other => unreachable!("{other:?}"),
    }
    assert_eq!(held(&desk), before, "nothing is touched");
    words(german(40, 9));
    match desk.publish() {
        Err(PublishError::Shrunk(Shrunk::Rejected { file, rejected, rows }, _)) => {
            assert_eq!((file.as_str(), rejected, rows), ("de.xml", 9, 40));
        }
        other => unreachable!("{other:?}"),
    }
    // Half is not fewer than half, and rows that are not translated yet are no rejected ones.
    words(german(20, 0).replace("</channel>", "<item><g:id>p30</g:id></item></channel>"));
    desk.good();
    let mut desk = desk;
    words_gone(&desk);
    assert!(matches!(
        desk.publish(),
        Err(PublishError::Shrunk(Shrunk::Words { before: 20, after: 1, .. }, _))
    ));
    desk.request.accept_shrink = true;
    desk.good();
    desk.request.accept_shrink = false;
    desk.good();
}

fn words_gone(desk: &Desk) {
    std::fs::write(&desk.request.texts[0].1, german(1, 0)).expect("written");
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: PublishArgs,
}

#[test]
fn the_command_says_feed_shrunk_and_takes_accept_shrink() {
    let desk = Desk::new(many(20));
    desk.good();
    desk.feed(many(3));
    let call = |more: &[&str]| {
        let (feed, out) = (desk.request.feed.display().to_string(), desk.request.out.display().to_string());
        let line =
            ["publish", "--feed", &feed, "--out", &out, "--json"].into_iter().chain(more.iter().copied());
        let (mut told, mut failed) = (Vec::new(), Vec::new());
        let code = run(&Line::parse_from(line).args, None, &mut told, &mut failed, false);
        (code, String::from_utf8(told).expect("text"), String::from_utf8(failed).expect("text"))
    };
    let (code, told, failed) = call(&[]);
    assert_eq!(code, 1);
    assert!(
        failed.starts_with("FEED_SHRUNK: DE/en would have 3 of its 20 items")
            && failed.contains("--accept-shrink"),
        "{failed}"
    );
    assert!(told.contains("\"error\":\"FEED_SHRUNK\""), "{told}");
    let (code, told, _) = call(&["--accept-shrink"]);
    assert_eq!((code, told.contains("\"items\":3")), (0, true));
    let (code, _, _) = call(&["--currency", "eur", "--encoding", "latin1"]);
    assert_eq!(code, 0);
    let help = <Line as clap::CommandFactory>::command().render_long_help().to_string();
    assert!(help.contains("FEED_SHRUNK") && help.contains("--accept-shrink"));
}
