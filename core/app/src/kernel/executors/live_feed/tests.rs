//! A show by script: connections that break, addresses by turns, a playlist that grows, goes away and is gone.

use super::*;
use crate::kernel::live_source::LiveLook;
use std::future::Future;
use std::sync::{Mutex, OnceLock};
use tradewind_domain::{Timestamp, lock};
use tradewind_live::{Mode, SessionId, Timeline};
use tradewind_ports::TransportError;
use tradewind_ports::fakes::{Script, ScriptedStreams, Step, ports};

const TICKET: Ticket = Ticket(7);
const MASTER: &str = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nvideo.m3u8\n";
const FIRST: &str = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:1\n#EXTINF:4,\n1.m4s\n";
const CUE: &str = "#EXT-X-DATERANGE:ID=\"card-41\",CLASS=\"com.tradewind.card\",START-DATE=\"2026-11-30T17:00:03.250Z\",X-SEQ=\"41\",X-ITEM=\"mug\"\n";

fn url(path: &str) -> WebUrl {
    WebUrl::parse(&format!("https://shop.example/{path}")).expect("https")
}

/// Follows by these connections on time that moves by waiting alone; what was asked and what was told.
fn followed<F: Future<Output = ()>>(
    scripts: Vec<Script>,
    follow: impl FnOnce(Feed) -> F,
) -> (Vec<HttpRequest>, Vec<LiveNews>) {
    run(scripts, None, follow)
}

/// The same, with an owner who says which event is missing.
fn owned<F: Future<Output = ()>>(
    scripts: Vec<Script>,
    follow: impl FnOnce(Feed) -> F,
) -> (Vec<HttpRequest>, Vec<LiveNews>) {
    let session = SessionId::parse("show-1").expect("an id");
    run(scripts, Some(Timeline::new(session, Mode::Live)), follow)
}

fn own(timeline: &mut Timeline, live: &LiveSource, news: &LiveNews) {
    match news {
        LiveNews::Events { events, .. } => {
            for (id, event) in events {
                timeline.take_event(id.as_deref(), event.clone());
            }
        }
        LiveNews::Missing { seq, .. } => timeline.give_up(*seq),
        _ => return,
    }
    live.follow(LiveLook::of_following(TICKET, url("live.m3u8")).missing(timeline.missing()));
}

fn run<F: Future<Output = ()>>(
    scripts: Vec<Script>,
    timeline: Option<Timeline>,
    follow: impl FnOnce(Feed) -> F,
) -> (Vec<HttpRequest>, Vec<LiveNews>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let told: Arc<Mutex<Vec<LiveNews>>> = Arc::default();
        let known: Arc<OnceLock<Arc<LiveSource>>> = Arc::default();
        let (kept, source, timeline) = (told.clone(), known.clone(), Mutex::new(timeline));
        let report: Report = Arc::new(move |outcome: Outcome| {
            let Outcome::Live(news) = outcome else { return };
            let mut timeline = lock(&timeline);
            if let (Some(timeline), Some(live)) = (timeline.as_mut(), source.get()) {
                own(timeline, live, &news);
            }
            lock(&kept).push(news);
        });
        let live = Arc::new(LiveSource::new(report.clone()));
        let _ = known.set(live.clone());
        live.follow(LiveLook::of_following(TICKET, url("live.m3u8")));
        let transport = Arc::new(ScriptedStreams::new(scripts));
        let ports = ports(transport.clone(), Timestamp(1_796_000_000_000));
        let an_hour = Duration::from_secs(3_600);
        let done = tokio::time::timeout(an_hour, follow(Feed { ports, live, report })).await;
        assert!(done.is_ok(), "it comes to an end");
        let told = lock(&told).clone();
        (transport.asked(), told)
    })
}

fn pinned(id: &str, seq: u64) -> Step {
    let data = format!("{{\"seq\":{seq},\"at\":1,\"id\":\"card-{seq}\",\"item\":\"mug\"}}");
    Step::text(&format!("id: {id}\nevent: card-pinned\ndata: {data}\n\n"))
}

fn resumed(request: &HttpRequest) -> Option<&str> {
    request.headers.iter().find(|(name, _)| name == "last-event-id").map(|(_, id)| id.as_str())
}

#[test]
fn a_stream_that_breaks_is_opened_at_the_next_address_and_each_is_resumed_by_its_own_ids() {
    let scripts = vec![
        Script::events([pinned("a1", 41), Step::Fail(TransportError::Broken)]),
        Script::events([pinned("b1", 42), Step::Silence]),
        Script::answer(503, &[("retry-after", "7")]),
        Script::events([
            Step::text("event: heartbeat\ndata: {\"now\":5}\n\n"),
            pinned("b2", 43),
            Step::Silence,
        ]),
        Script::answer(204, &[]),
    ];
    let urls = vec![url("a"), url("b")];
    let (asked, told) = followed(scripts, |feed| async move { feed.events(TICKET, urls).await });
    let places: Vec<&str> = asked.iter().map(|request| request.url.url().path()).collect();
    assert_eq!(places, ["/a", "/b", "/a", "/b", "/a"]);
    let ids: Vec<Option<&str>> = asked.iter().map(resumed).collect();
    assert_eq!(ids, [None, None, Some("a1"), Some("b1"), Some("a1")]);
    let seqs = told.iter().filter_map(|news| match news {
        LiveNews::Events { events, .. } => events.first().and_then(|(_, event)| event.seq()),
        _ => None,
    });
    assert_eq!(seqs.collect::<Vec<_>>(), [41, 42, 43]);
    assert!(told.iter().any(|news| matches!(news, LiveNews::Told { now: Timestamp(5), .. })));
}

fn begins_after(seq: u64) -> Step {
    Step::text(&format!("event: begins-after\ndata: {{\"seq\":{seq}}}\n\n"))
}

/// A comment, after a while.
fn beat_after(seconds: u64) -> [Step; 2] {
    [Step::Stall(Duration::from_secs(seconds)), Step::text(":\n\n")]
}

fn given_up(told: &[LiveNews]) -> Vec<u64> {
    let seq = |news: &LiveNews| match news {
        LiveNews::Missing { seq, .. } => Some(*seq),
        _ => None,
    };
    told.iter().filter_map(seq).collect()
}

#[test]
fn what_others_have_overtaken_is_asked_for_at_the_next_address_and_by_no_id() {
    let first = [begins_after(40), pinned("a1", 41), pinned("a3", 43)];
    let second = [begins_after(40), pinned("b1", 41), pinned("b2", 42), pinned("b3", 43)];
    let scripts = vec![
        Script::events(first.into_iter().chain(beat_after(4)).chain(beat_after(2)).chain([Step::Silence])),
        Script::events(second.into_iter().chain(beat_after(20)).chain([Step::Fail(TransportError::Broken)])),
        Script::answer(204, &[]),
    ];
    let urls = vec![url("a"), url("b")];
    let (asked, told) = owned(scripts, |feed| async move { feed.events(TICKET, urls).await });
    let places: Vec<&str> = asked.iter().map(|request| request.url.url().path()).collect();
    assert_eq!(places, ["/a", "/b", "/a"]);
    let ids: Vec<Option<&str>> = asked.iter().map(resumed).collect();
    assert_eq!(ids, [None, None, Some("a3")], "once it has come, the newest id is resumed from");
    assert!(given_up(&told).is_empty(), "nothing is given up");
}

#[test]
fn what_no_host_has_is_asked_for_once_and_given_up() {
    let odd = || [begins_after(40), pinned("a1", 41), pinned("a3", 43)];
    let scripts = vec![
        Script::events(odd().into_iter().chain(beat_after(6)).chain([Step::Silence])),
        // It breaks while it is asked: everything is asked for again.
        Script::events(odd().into_iter().chain([Step::Fail(TransportError::Broken)])),
        Script::events(odd().into_iter().chain(beat_after(20)).chain(beat_after(20)).chain([
            pinned("a4", 44),
            Step::Stall(Duration::from_secs(20)),
            Step::Fail(TransportError::Broken),
        ])),
        Script::answer(204, &[]),
    ];
    let (asked, told) = owned(scripts, |feed| async move { feed.events(TICKET, vec![url("a")]).await });
    let ids: Vec<Option<&str>> = asked.iter().map(resumed).collect();
    assert_eq!(ids, [None, None, None, Some("a4")]);
    assert_eq!(given_up(&told), [42]);
}

#[test]
fn a_copy_out_of_a_cache_does_not_say_what_time_it_is() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    let scripts = vec![
        Script::answer(200, &[date, ("age", "120")]),
        Script::answer(200, &[date, ("age", "0")]),
        Script::answer(200, &[date]),
        Script::answer(404, &[]),
        Script::answer(404, &[]),
    ];
    let master = url("live.m3u8");
    let (asked, told) = followed(scripts, |feed| async move { feed.playlists(TICKET, master).await });
    let dated = told.iter().filter(|news| matches!(news, LiveNews::Dated { .. })).count();
    assert_eq!((asked.len(), dated), (5, 2));
}

#[test]
fn an_address_that_is_no_stream_is_given_up_where_it_is_the_only_one() {
    let scripts = vec![Script::answer(200, &[("content-type", "text/html")])];
    let (asked, told) = followed(scripts, |feed| async move { feed.events(TICKET, vec![url("a")]).await });
    assert_eq!((asked.len(), told.len()), (1, 0));
}

#[test]
fn a_playlist_is_read_again_as_it_grows_and_its_going_away_is_told_once() {
    let second = FIRST.replace("#EXTINF", &format!("{CUE}#EXTINF"));
    let scripts = vec![
        Script::events([Step::text(MASTER)]),
        Script::events([Step::text(FIRST)]),
        Script::events([Step::text(&second)]),
        Script::fails(TransportError::Offline),
        Script::fails(TransportError::Offline),
        Script::answer(404, &[]),
        Script::fails(TransportError::Offline),
        Script::answer(404, &[]),
        Script::answer(404, &[]),
    ];
    let master = url("live.m3u8");
    let (asked, told) = followed(scripts, |feed| async move { feed.playlists(TICKET, master).await });
    let places: Vec<&str> = asked.iter().map(|request| request.url.url().path()).collect();
    assert_eq!(places[..3], ["/live.m3u8", "/video.m3u8", "/video.m3u8"]);
    let cues: Vec<usize> = told
        .iter()
        .filter_map(|news| match news {
            LiveNews::Cues { cues, ended: false, .. } => Some(cues.len()),
            _ => None,
        })
        .collect();
    assert_eq!(cues, [0, 1]);
    let lines: Vec<LiveLine> = told
        .iter()
        .filter_map(|news| match news {
            LiveNews::Line { line, .. } => Some(*line),
            _ => None,
        })
        .collect();
    assert_eq!(lines, [LiveLine::Here, LiveLine::Away, LiveLine::Gone]);
}

#[test]
fn a_recording_is_read_once() {
    let whole = format!("{FIRST}#EXT-X-ENDLIST\n");
    let scripts = vec![Script::events([Step::text(&whole)]), Script::events([Step::text(&whole)])];
    let master = url("whole.m3u8");
    let (asked, told) = followed(scripts, |feed| async move { feed.playlists(TICKET, master).await });
    assert_eq!(asked.len(), 1);
    assert!(told.iter().any(|news| matches!(news, LiveNews::Cues { ended: true, .. })));
}

#[test]
fn what_is_not_followed_any_more_asks_nothing() {
    let other = Ticket(8);
    let (asked, told) = followed(Vec::new(), |feed| async move {
        feed.playlists(other, url("live.m3u8")).await;
        feed.events(other, vec![url("a")]).await;
    });
    assert_eq!((asked.len(), told.len()), (0, 0));
}
