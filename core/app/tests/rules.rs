//! Rules of trade from a publisher's folder to a phone's screen: fetched once, used offline after a restart, and never in the way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tradewind_app::screen::{DoorView, ProductScreen};
use tradewind_app::{AppConfig, BUILT_AT, Intent, Screen, Shop, Snapshot};
use tradewind_domain::{Currency, Language, Market, Timestamp, WebUrl, lock};
use tradewind_ports::fakes::{KeptLog, NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{
    BoxFuture, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, NoHandOffs, Ports, Transport,
    TransportError,
};
use tradewind_trade::row::Place;
use tradewind_trade::{Day, Rules};

const MERCHANT: &str = "http://127.0.0.1:9/";
const NOW: &str = "2030-01-10T12:00:00Z";

fn now() -> Timestamp {
    Timestamp::parse_rfc3339(NOW).expect("a moment")
}

/// A host that serves a published folder, with single paths answered otherwise, and notes what was asked.
#[derive(Default)]
struct Host {
    folder: PathBuf,
    instead: Mutex<BTreeMap<String, Vec<u8>>>,
    asked: Mutex<Vec<String>>,
}

impl Host {
    /// The publisher's index as a merchant's host offers it.
    fn index(&self) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.folder.join("tradewind.json")).ok()?;
        let mut index: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
        for language in
            index["markets"].as_array_mut()?.iter_mut().flat_map(|market| market["languages"].as_array_mut())
        {
            for one in language {
                one["manifest_url"] = format!("/packs/{}", one["manifest"].as_str()?).into();
            }
        }
        serde_json::to_vec(&index).ok()
    }
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let path = request.url.url().path().to_owned();
        let body = lock(&self.instead).get(&path).cloned().or_else(|| match path.as_str() {
            "/.well-known/tradewind" => self.index(),
            path => std::fs::read(self.folder.join(path.strip_prefix("/packs/")?)).ok(),
        });
        lock(&self.asked).push(path);
        Box::pin(async move {
            let status = if body.is_some() { 200 } else { 404 };
            Ok(HttpResponse { status, headers: Vec::new(), body: body.unwrap_or_default().into() })
        })
    }
}

/// A merchant's desk and a phone.
struct World {
    folder: tempfile::TempDir,
    host: Arc<Host>,
    vault: Arc<MemoryVault>,
    log: Arc<KeptLog>,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("phone")).expect("made");
        let host = Host { folder: folder.path().join("packs"), ..Host::default() };
        Self { folder, host: Arc::new(host), vault: Arc::default(), log: Arc::default() }
    }

    /// Publishes one teapot at a moment of today, with these rules.
    fn publish(&self, second: i64, rules: Option<&[u8]>) {
        let path = |name: &str| self.folder.path().join(name);
        let feed = "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\tships_from_country\ttw:hs_code\n\
                    pot\tTeapot\tPours\thttps://shop.example/p\thttps://shop.example/i.png\tin_stock\t39.00 EUR\tKiln\tJP\t691110\n";
        std::fs::write(path("feed.tsv"), feed).expect("written");
        if let Some(rules) = rules {
            std::fs::write(path("trade.rules"), rules).expect("written");
        }
        let request = tradewind_publish::Request {
            feed: path("feed.tsv"),
            market: Market::parse("DE").ok(),
            currency: None,
            lang: Language::parse("en").ok(),
            texts: Vec::new(),
            prices: Vec::new(),
            key: None,
            out: path("packs"),
            as_of: Some(Timestamp(now().0 - 3_600_000 + second * 1_000)),
            name: None,
            seller: None,
            valid_for: Duration::from_secs(30 * 86_400),
            media: None,
            encoding: None,
            accept_shrink: false,
            rules: rules.map(|_| path("trade.rules")),
        };
        tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("published");
    }

    /// Starts the app, lets it look at the teapot, and gives what the card of the door says once that is as wanted.
    fn door(&self, online: bool, wanted: impl Fn(&DoorView) -> bool) -> DoorView {
        let config = AppConfig {
            merchant: WebUrl::parse(MERCHANT).expect("loopback"),
            profile_url: WebUrl::parse(MERCHANT).expect("loopback"),
            publisher_key: None,
            allowed_origins: Vec::new(),
            built_at: BUILT_AT,
            asked: false,
            data_folder: self.folder.path().join("phone"),
            preferred_languages: vec![Language::parse("en").expect("a tag")],
            market: Market::parse("DE").ok(),
            currency: Some(Currency::EUR),
            time_zone: "UTC".to_owned(),
            forced_language: None,
            online,
            vfs: None,
        };
        let ports = Ports {
            transport: self.host.clone(),
            clock: Arc::new(TokioClock::starting_at(now())),
            entropy: Arc::new(SeededEntropy::new(7)),
            vault: self.vault.clone(),
            wallet: Arc::new(NotingWallet::default()),
            hand_off: Arc::new(NoHandOffs),
            log: self.log.clone(),
            fail_point: Arc::new(NoFailPoint),
        };
        let shop = Shop::new(config, ports).expect("opens");
        let end = Instant::now() + Duration::from_secs(30);
        let mut opened = false;
        loop {
            let snapshot = shop.snapshot();
            if let Some(door) = snapshot.as_deref().and_then(shown) {
                assert!(snapshot.is_none_or(|one| one.banners.iter().all(|banner| banner.code.is_none())));
                if wanted(&door) {
                    shop.shutdown();
                    return door;
                }
            }
            // A catalog has to be there first.
            if !opened && snapshot_is_home(shop.snapshot().as_deref()) {
                shop.dispatch(Intent::OpenProduct { key: "pot".into() });
                opened = true;
            }
            assert!(Instant::now() < end, "{:?}", shop.snapshot());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn asked_for(&self, object: &str) -> usize {
        lock(&self.host.asked).iter().filter(|path| path.ends_with(object)).count()
    }

    /// What the log says was refused.
    fn refused(&self) -> usize {
        self.log.records().iter().filter(|record| record.event == "trade.rules_refused").count()
    }
}

fn shown(snapshot: &Snapshot) -> Option<DoorView> {
    match &snapshot.screen {
        Screen::Product { content: ProductScreen { door, .. } } => door.clone(),
        _ => None,
    }
}

fn snapshot_is_home(snapshot: Option<&Snapshot>) -> bool {
    snapshot
        .is_some_and(|one| matches!(&one.screen, Screen::Home { content: home } if !home.as_of.is_empty()))
}

/// The places of this repository's rules, compiled as of a day.
fn rules(as_of: &str, change: impl FnOnce(&mut Vec<Place>)) -> Vec<u8> {
    let packed =
        std::fs::read(Path::new(env!("OUT_DIR")).join("trade.rules.zst")).expect("build.rs made them");
    let bytes = zstd::bulk::decompress(&packed, tradewind_trade::MAX_COMPILED).expect("packed");
    let mut places = Rules::read(&bytes).expect("reads").places().cloned().collect();
    change(&mut places);
    tradewind_trade::write(&places, &[], Day::parse(as_of).expect("a day")).expect("compiles")
}

fn is_of(door: &DoorView, words: &str) -> bool {
    // Numbers and signs may stand between marks of direction.
    door.as_of.replace(['\u{2068}', '\u{2069}'], "").contains(words)
}

#[test]
fn rules_reach_the_screen_stay_without_a_network_and_give_way_to_newer_ones() {
    let world = World::new();
    world.publish(1, None);
    let own = world.door(true, |door| !door.rows.is_empty());
    assert!(!is_of(&own, "given by the shop"), "{}", own.as_of);
    world.publish(2, Some(&rules("2030-01-01", |_| ())));
    let theirs = |door: &DoorView| is_of(door, "as of Jan 1, 2030, given by the shop");
    let seen = world.door(true, theirs);
    assert_eq!(
        (seen.rows, seen.amount),
        (own.rows.clone(), own.amount.clone()),
        "the same rules, of another day"
    );
    // Another start, and no network at all.
    world.door(false, theirs);
    let object = std::fs::read_dir(world.folder.path().join("packs/objects")).expect("there").count();
    assert_eq!(object, 6, "five streams and the rules");
    // A table that leaves the place out: our own rules, a sentence, and the catalog is the new one.
    world.publish(3, Some(&rules("2030-01-02", |places| places.retain(|place| place.id != "EU"))));
    let gap = world.door(true, |door| door.notes.iter().any(|note| note.contains("have a gap today")));
    assert_eq!((gap.rows, gap.as_of), (own.rows, own.as_of));
}

#[test]
fn tampered_rules_are_a_sentence_on_the_card_and_a_line_in_the_log_and_mend_by_themselves() {
    let world = World::new();
    world.publish(1, Some(&rules("2030-01-01", |_| ())));
    world.door(true, |door| is_of(door, "Jan 1, 2030, given by the shop"));
    assert_eq!(world.refused(), 0);
    let objects = || {
        let all = std::fs::read_dir(world.folder.path().join("packs/objects")).expect("there");
        all.map(|one| one.expect("readable").file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let before = objects();
    world.publish(2, Some(&rules("2030-01-02", |_| ())));
    let new = objects().into_iter().find(|one| !before.contains(one)).expect("another object");
    let path = format!("/packs/objects/{new}");
    lock(&world.host.instead).insert(path.clone(), b"no rules".to_vec());
    let door = world.door(true, |door| door.notes.iter().any(|note| note.contains("damaged or too large")));
    assert!(is_of(&door, "Jan 1, 2030, given by the shop"), "those of before stay: {}", door.as_of);
    assert_eq!(world.refused(), 1);
    lock(&world.host.instead).remove(&path);
    let door = world.door(true, |door| is_of(door, "Jan 2, 2030, given by the shop"));
    assert!(door.notes.iter().all(|note| !note.contains("damaged")), "{:?}", door.notes);
    let asked = world.asked_for(&new);
    world.door(true, |door| is_of(door, "Jan 2, 2030, given by the shop"));
    assert_eq!(world.asked_for(&new), asked, "what is here is not fetched again");
}
