//! Live shows: a playlist of many date ranges read and merged, beside another reader of playlists; one look at a countdown.

use crate::measured::{Outcome, today};
use crate::table::{Measure, Section};
use cpu_time::ProcessTime;
use hls_m3u8::MediaPlaylist;
use std::hint::black_box;
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_live::{Mode, Playlist, ServerClock, SessionId, Timeline};

/// Date ranges, and segments of four seconds: a show of eleven hours.
const ROWS: usize = 10_000;
/// How often a playlist is read, and how often a countdown is looked at.
const TIMES: usize = 60;
const LOOKS: usize = 1_000_000;
/// When the show begins.
const BEGUN: i64 = 1_796_000_000_000;
const PEER: &str = "hls_m3u8 0.7, `MediaPlaylist::try_from` of the same text: attributes as texts in place, dates not read, nothing merged";

/// The section of live shows.
pub(crate) fn section() -> Outcome<Section> {
    let text = playlist();
    let preface = format!(
        "`cargo bench-table live`. CPU time of the process, medians. A playlist of {ROWS} segments with a card each: an item, a title, a price, a number,\n\
         {:.1} MB. Ours gives dated segments and cues on a timeline, each id once.\n\
         {}, Debian 12, 2 shared cores, no GPU.",
        text.len() as f64 / 1e6,
        today()
    );
    Ok(Section { title: "Live", preface, rows: vec![read(&text)?, looked()] })
}

fn read(text: &str) -> Outcome<Measure> {
    let session = SessionId::parse("show")?;
    let merged = || -> Outcome<Timeline> {
        let playlist = Playlist::read(black_box(text.as_bytes()))?;
        let mut timeline = Timeline::new(session.clone(), Mode::Live);
        let taken = timeline.take_cues(playlist.cues);
        if taken.changed == ROWS { Ok(timeline) } else { Err("not every row was merged".into()) }
    };
    merged()?;
    if MediaPlaylist::try_from(text)?.segments.num_elements() != ROWS {
        return Err("the peer does not read every segment".into());
    }
    let ours = median(TIMES, || merged().ok());
    let theirs = median(TIMES, || MediaPlaylist::try_from(black_box(text)).ok());
    let millis = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    Ok(Measure {
        what: format!("{ROWS} date ranges read and merged (median of {TIMES})"),
        ours: millis(ours),
        peer: PEER.into(),
        theirs: millis(theirs),
        goal: "≤ 5 ms".into(),
    })
}

fn looked() -> Measure {
    let mut clock = ServerClock::default();
    clock.hear_answer(Timestamp(BEGUN), Duration::ZERO, Duration::from_millis(80));
    let until = Timestamp(BEGUN + 300_000);
    let begun = ProcessTime::now();
    for at in 0..LOOKS as u64 {
        black_box(clock.left(black_box(until), Duration::from_micros(at)));
    }
    let each = begun.elapsed().as_secs_f64() * 1e9 / LOOKS as f64;
    Measure {
        what: format!("one look at what is left of a held price (mean of {LOOKS})"),
        ours: format!("{each:.0} ns, nothing allocated"),
        peer: "none: reckoned in place, no snapshot".into(),
        theirs: String::new(),
        goal: String::new(),
    }
}

fn playlist() -> String {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:4\n".to_owned();
    for at in 0..ROWS {
        let date = |millis: i64| Timestamp(BEGUN + 4_000 * at as i64 + millis).to_rfc3339();
        text.push_str(&format!(
            "#EXT-X-PROGRAM-DATE-TIME:{}\n\
             #EXT-X-DATERANGE:ID=\"card-{at}\",CLASS=\"com.tradewind.card\",START-DATE=\"{}\",DURATION=30.5,X-ITEM=\"item-{}\",\
             X-TITLE=\"Mug, indigo ({at})\",X-PRICE=\"{}\",X-CURRENCY=\"EUR\",X-SEQ=\"{}\"\n\
             #EXTINF:4.0,\nsegment-{at}.ts\n",
            date(0),
            date(1_250),
            at % 500,
            900 + at % 99,
            at + 1
        ));
    }
    text
}

/// Of the CPU's time: the machine is shared. What was made is let go after the time is taken.
fn median<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut took: Vec<Duration> = (0..times)
        .map(|_| {
            let begun = ProcessTime::now();
            let made = black_box(work());
            let time = begun.elapsed();
            drop(made);
            time
        })
        .collect();
    took.sort();
    took.get(times / 2).copied().unwrap_or_default()
}
