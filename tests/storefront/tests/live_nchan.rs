//! The same events through nginx with nchan, which is not ours: in their order, resumed by its own ids.

mod client;

use client::Client;
use client::heard::{act, film};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};
use tradewind_storefront::{LiveDeed, Nchan, NchanError};

/// A hub, and a shop that speaks through it; none where there is no nchan.
fn shop(folder: &Path) -> Option<(Nchan, Client)> {
    let hub = match Nchan::start(folder) {
        Err(NchanError::Missing) => {
            eprintln!("skipped: {}", NchanError::Missing);
            return None;
        }
        hub => hub.expect("nginx starts"),
    };
    let url = hub.url();
    let client = Client::with(|config| {
        config.show = Some(film());
        config.nchan = Some(url);
    });
    Some((hub, client))
}

/// What came of a stream until it had a text or ended, or for ten seconds.
fn hear(url: &str, last: Option<&str>, until: &str) -> String {
    let (address, path) =
        url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("an address");
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_millis(200))).expect("a socket of ours");
    let last = last.map(|id| format!("last-event-id: {id}\r\n")).unwrap_or_default();
    let request = format!(
        "GET /{path} HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\nconnection: close\r\n{last}\r\n"
    );
    stream.write_all(request.as_bytes()).expect("sent");
    let (mut heard, mut part) = (Vec::new(), [0; 4_096]);
    let end = Instant::now() + Duration::from_secs(10);
    loop {
        let text = String::from_utf8_lossy(&heard).into_owned();
        if (text.contains(until) && text.ends_with("\n\n")) || Instant::now() > end {
            return text;
        }
        match stream.read(&mut part) {
            Ok(0) => return text,
            Ok(count) => heard.extend_from_slice(&part[..count]),
            Err(_) => {}
        }
    }
}

/// Kinds and ids of the events in what was heard.
fn events(heard: &str) -> Vec<(String, String)> {
    let field =
        |event: &str, name: &str| event.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
    let events = heard.split("\n\n").filter(|event| event.contains("data: "));
    events.filter_map(|event| Some((field(event, "event: ")?, field(event, "id: ")?))).collect()
}

#[tokio::test]
async fn nchan_passes_on_what_a_show_says_and_resumes() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((hub, c)) = shop(folder.path()) else { return };
    let list = c.ok("GET", "/live/sessions?country=DE", Value::Null).await;
    let addresses = &list["sessions"][0]["events_urls"];
    assert_eq!(addresses[1], "http://127.0.0.1:1/live/show-1/DE/events", "its own one is the second");
    let nchan = addresses[0].as_str().expect("an address").to_owned();
    act(&c, &LiveDeed::Pin("watch-navy".to_owned()));
    let first = hear(&nchan, None, "watch-navy");
    let said = events(&first);
    let kinds: Vec<&str> = said.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["begins-after", "card-pinned", "card-pinned", "card-pinned", "card-pinned"],
        "{first}"
    );
    act(&c, &LiveDeed::SellOut("watch-navy".to_owned()));
    let again = hear(&nchan, Some(&said[3].1), "stock-changed");
    let kinds: Vec<String> = events(&again).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["card-pinned", "stock-changed"], "{again}");
    assert!(again.contains("watch-navy") && !again.contains("lamp-brass"), "{again}");
    // Another market's prices are in another stream.
    let elsewhere = hear(&nchan.replace("-DE", "-JP"), None, "stock-changed");
    assert!(elsewhere.contains("JPY") && !elsewhere.contains("EUR"), "{elsewhere}");
    drop(hub);
    assert!(TcpStream::connect(nchan.split('/').nth(2).expect("a host")).is_err(), "it ended");
    // The shop goes on without it.
    act(&c, &LiveDeed::Pin("mug-sand".to_owned()));
    let body = json!({"unpin": true});
    assert_eq!(c.sandbox("/_sandbox/live/show-1", &body).await, 200);
}

#[tokio::test]
async fn a_line_that_is_cut_is_cut_at_nchan_too_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_hub, c)) = shop(folder.path()) else { return };
    let list = c.ok("GET", "/live/sessions?country=DE", Value::Null).await;
    let nchan = list["sessions"][0]["events_urls"][0].as_str().expect("an address").to_owned();
    act(&c, &LiveDeed::Pin("watch-navy".to_owned()));
    let before = hear(&nchan, None, "watch-navy");
    let last = events(&before).pop().expect("an event").1;
    // Who listens is sent away, and sooner than a silent line is given up.
    let listener = {
        let (nchan, last) = (nchan.clone(), last.clone());
        std::thread::spawn(move || (hear(&nchan, Some(&last), "mug-sand"), Instant::now()))
    };
    std::thread::sleep(Duration::from_secs(1));
    let begun = Instant::now();
    act(&c, &LiveDeed::Cut(5));
    act(&c, &LiveDeed::Pin("mug-sand".to_owned()));
    let (heard, ended) = listener.join().expect("it listened");
    assert!(heard.starts_with("HTTP/1.1 200") && !heard.contains("mug-sand"), "{heard}");
    assert!(ended < begun + Duration::from_secs(5), "{:?}", ended - begun);
    let refused = hear(&nchan, Some(&last), "mug-sand");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("Retry-After: 1"), "{refused}");
    let again = loop {
        let again = hear(&nchan, Some(&last), "mug-sand");
        if !again.starts_with("HTTP/1.1 503") {
            break again;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it is never joined");
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(begun.elapsed() > Duration::from_secs(4), "joined after {:?}", begun.elapsed());
    // It is all there again, in its order and each once.
    let numbers = |heard: &str| -> Vec<u64> {
        let data = heard.lines().filter_map(|line| line.strip_prefix("data: "));
        let seq = |data: &str| serde_json::from_str::<Value>(data).ok()?["seq"].as_u64();
        data.filter_map(seq).collect()
    };
    let (told, anew) = (numbers(&before), numbers(&again));
    assert_eq!(anew[..told.len()], told, "{again}");
    assert_eq!(anew.len(), told.len() + 1, "{again}");
    assert!(anew.windows(2).all(|two| two[0] + 1 == two[1]), "{anew:?}");
}
