//! Rows of the catalog and the app: publishing, applying, searching, starting, keeping.

use crate::data;
use crate::host;
use crate::measured::{Outcome, cpu, per_second, today};
use crate::shop::{ORIGIN, fill, home, shop, wait};
use crate::table::{Measure, Section};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tantivy::collector::TopDocs;
use tantivy::query::{PhrasePrefixQuery, Query, RegexQuery};
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};
use tradewind_app::Intent;
use tradewind_catalog::{Catalog, CatalogOptions, Filter, Refresh, Window};
use tradewind_domain::{Item, Scope, WebUrl};
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::{Clock, MemoryVault, NoFailPoint, SystemClock};

const PRODUCTS: usize = 100_000;

pub(crate) fn catalog() -> Outcome<Section> {
    let folder = tempfile::tempdir()?;
    let (source, feed) = data::feed(PRODUCTS)?;
    let mut rows = Vec::new();
    rows.push(publishing(folder.path(), &feed)?);
    let scope = data::scope();
    let (catalog, applying) = applying(folder.path(), &scope)?;
    rows.push(applying);
    let items = catalog.all(&scope, 0, u32::try_from(PRODUCTS)?)?;
    rows.extend(searching(&catalog, &scope, &items)?);
    drop(catalog);
    rows.extend(starting(folder.path())?);
    rows.push(keeping(folder.path())?);
    let preface = format!(
        "`cargo bench-table catalog`. CPU time of the process unless a row says wall; the peer runs in the same process a moment later\n\
         on the same data ({source}). {}, Debian 12, 2 shared cores, no GPU.",
        today()
    );
    Ok(Section { title: "Catalog and app", preface, rows })
}

fn publishing(folder: &Path, feed: &str) -> Outcome<Measure> {
    let path = folder.join("feed.xml");
    std::fs::write(&path, feed)?;
    let (_, ours) = cpu(|| {
        Ok(tradewind_publish::publish(&data::request(&path, &folder.join("packs")), &mut |_, _, _| {})?)
    })?;
    let (_, parse) = cpu(|| {
        let mut reader = quick_xml::Reader::from_str(feed);
        let mut events = 0_u64;
        while !matches!(reader.read_event()?, quick_xml::events::Event::Eof) {
            events += 1;
        }
        Ok(events)
    })?;
    Ok(Measure {
        what: format!("publish {PRODUCTS} products: read, check, seal, sign"),
        ours: format!("{:.0} products/s", per_second(PRODUCTS, ours)),
        peer: "quick-xml 0.42, parsing the same bytes alone".into(),
        theirs: format!("{:.0} products/s", per_second(PRODUCTS, parse)),
        goal: String::new(),
    })
}

fn applying(folder: &Path, scope: &Scope) -> Outcome<(Catalog, Measure)> {
    let phone = folder.join("phone-100000");
    std::fs::create_dir_all(&phone)?;
    let catalog = Catalog::open(&phone, ORIGIN, &CatalogOptions::default(), Arc::new(NoFailPoint))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let host = host::Folder::new(folder.join("packs"));
    let merchant = WebUrl::parse(ORIGIN)?;
    let (_, ours) = cpu(|| {
        let request = Refresh {
            merchant: &merchant,
            wish: scope,
            pinned: None,
            transport: &host,
            vault: Arc::new(MemoryVault::default()),
            fail_point: &NoFailPoint,
            now: SystemClock::new().now(),
            built_at: tradewind_app::BUILT_AT,
            asked: true,
        };
        Ok(runtime.block_on(catalog.refresh(request))?)
    })?;
    let items = catalog.all(scope, 0, u32::try_from(PRODUCTS)?)?;
    let (_, bare) = cpu(|| bare_inserts(&folder.join("bare.sqlite"), &items))?;
    let measure = Measure {
        what: format!("apply {PRODUCTS} products: hash, unpack, check, tokens, FTS5, commit"),
        ours: format!("{:.0} products/s", per_second(PRODUCTS, ours)),
        peer: "rusqlite 0.43, bare inserts of id, title and FTS5 with the same options".into(),
        theirs: format!("{:.0} products/s", per_second(PRODUCTS, bare)),
        goal: "≥ 50,000 products/s".into(),
    };
    Ok((catalog, measure))
}

fn bare_inserts(path: &Path, items: &[Item]) -> Outcome<()> {
    let mut db = rusqlite::Connection::open(path)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE item (rank INTEGER PRIMARY KEY, id TEXT, title TEXT, description TEXT);
         CREATE VIRTUAL TABLE words USING fts5(title, rest, content='', detail=column, prefix='1 2', columnsize=0);",
    )?;
    let tx = db.transaction()?;
    {
        let mut row = tx.prepare("INSERT INTO item VALUES (?1, ?2, ?3, ?4)")?;
        let mut words = tx.prepare("INSERT INTO words (rowid, title, rest) VALUES (?1, ?2, ?3)")?;
        for (rank, item) in items.iter().enumerate() {
            let rank = i64::try_from(rank)?;
            row.execute(rusqlite::params![rank, item.id.as_str(), item.title, item.description])?;
            words.execute(rusqlite::params![rank, item.title, item.category.join(" ")])?;
        }
    }
    tx.commit()?;
    Ok(())
}

fn searching(catalog: &Catalog, scope: &Scope, items: &[Item]) -> Outcome<Vec<Measure>> {
    let prefixes = data::prefixes(items);
    let window = Window { first: 0, count: 20 };
    let mut ours = Vec::with_capacity(prefixes.len());
    for prefix in &prefixes {
        let (_, time) = cpu(|| Ok(catalog.search(scope, prefix, &Filter::default(), window)?))?;
        ours.push(time);
    }
    let theirs = tantivy_times(items, &prefixes)?;
    let show = |times: &mut Vec<Duration>| {
        times.sort();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
        format!("p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms", at(50), at(95), at(99))
    };
    let (mut ours, mut theirs) = (ours, theirs);
    Ok(vec![Measure {
        what: format!(
            "search as you type, {} prefixes, top 20 with exact count, {PRODUCTS} products",
            prefixes.len()
        ),
        ours: show(&mut ours),
        peer: "tantivy 0.27, in RAM, same titles, phrase prefix, top 20".into(),
        theirs: show(&mut theirs),
        goal: "p99 ≤ 6 ms".into(),
    }])
}

fn tantivy_times(items: &[Item], prefixes: &[String]) -> Outcome<Vec<Duration>> {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT | STORED);
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index.writer(100_000_000)?;
    for item in items {
        let mut document = TantivyDocument::default();
        document.add_text(title, &item.title);
        writer.add_document(document)?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let mut times = Vec::with_capacity(prefixes.len());
    for prefix in prefixes {
        let words: Vec<String> = prefix.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let query: Box<dyn Query> = match words.as_slice() {
            [one] => {
                let plain: String = one.chars().filter(|c| c.is_alphanumeric()).collect();
                Box::new(RegexQuery::from_pattern(&format!("{plain}.*"), title)?)
            }
            many => Box::new(PhrasePrefixQuery::new(
                many.iter().map(|word| Term::from_field_text(title, word)).collect(),
            )),
        };
        let (_, time) = cpu(|| Ok(searcher.search(&query, &TopDocs::with_limit(20).order_by_score())?))?;
        times.push(time);
    }
    Ok(times)
}

fn starting(folder: &Path) -> Outcome<Vec<Measure>> {
    let mut rows = Vec::new();
    let small = folder.join("phone-2465");
    let (_, feed) = data::feed(2_465)?;
    let path = folder.join("small.xml");
    std::fs::write(&path, feed)?;
    tradewind_publish::publish(&data::request(&path, &folder.join("small-packs")), &mut |_, _, _| {})?;
    fill(&small, &folder.join("small-packs"))?;
    for (phone, count) in [(small, 2_465), (folder.join("phone-100000"), PRODUCTS)] {
        let mut times = Vec::new();
        for _ in 0..20 {
            let begun = Instant::now();
            let shop = shop(&phone)?;
            let _ = home(&shop)?;
            times.push(begun.elapsed());
            shop.shutdown();
        }
        times.sort();
        let bare = bare_open(&phone)?;
        rows.push(Measure {
            what: format!("cold start to the first full snapshot, {count} products (wall, median of 20)"),
            ours: format!("{:.1} ms", times[times.len() / 2].as_secs_f64() * 1e3),
            peer: "rusqlite 0.43, opening the same file and counting its categories".into(),
            theirs: format!("{:.1} ms", bare.as_secs_f64() * 1e3),
            goal: if count == PRODUCTS { "≤ 30 ms".into() } else { String::new() },
        });
    }
    rows.push(dispatching(&folder.join("phone-100000"))?);
    Ok(rows)
}

fn bare_open(phone: &Path) -> Outcome<Duration> {
    let begun = Instant::now();
    let db = rusqlite::Connection::open(phone.join("catalog.sqlite"))?;
    db.query_row("SELECT count(*) FROM category", [], |row| row.get::<_, i64>(0))?;
    Ok(begun.elapsed())
}

fn dispatching(phone: &Path) -> Outcome<Measure> {
    let shop = shop(phone)?;
    let revision = home(&shop)?;
    let mut times = Vec::new();
    let mut last = revision;
    for n in 0..200 {
        let begun = Instant::now();
        shop.dispatch(Intent::OpenTab {
            tab: if n % 2 == 0 { tradewind_app::Tab::Settings } else { tradewind_app::Tab::Cart },
        });
        last = wait(&shop, |snapshot| snapshot.revision > last)?;
        times.push(begun.elapsed());
    }
    times.sort();
    shop.shutdown();
    let mut bare = Vec::new();
    let (to, from) = std::sync::mpsc::channel::<Instant>();
    let (back, done) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for begun in from {
            let _ = back.send(begun.elapsed());
        }
    });
    for _ in 0..200 {
        to.send(Instant::now())?;
        bare.push(done.recv()?);
    }
    bare.sort();
    Ok(Measure {
        what: "dispatch to snapshot, tab switch, 100,000 products (wall, median of 200)".into(),
        ours: format!("{:.0} µs", times[100].as_secs_f64() * 1e6),
        peer: "std mpsc, one message to another thread".into(),
        theirs: format!("{:.0} µs", bare[100].as_secs_f64() * 1e6),
        goal: String::new(),
    })
}

fn keeping(folder: &Path) -> Outcome<Measure> {
    let phone = folder.join("phone-keep");
    std::fs::create_dir_all(&phone)?;
    let store = PersonStore::open(&phone, ORIGIN, &StoreOptions::default(), Arc::new(NoFailPoint))?;
    let mut ours = Vec::new();
    for n in 0..200 {
        let begun = Instant::now();
        store.save_setting("step", &format!("{n:0600}"))?;
        ours.push(begun.elapsed());
    }
    let mut file = std::fs::File::create(phone.join("plain"))?;
    let mut plain = Vec::new();
    for n in 0..200 {
        let begun = Instant::now();
        std::io::Write::write_all(&mut file, format!("{n:0600}").as_bytes())?;
        file.sync_all()?;
        plain.push(begun.elapsed());
    }
    ours.sort();
    plain.sort();
    Ok(Measure {
        what: "one durable step of the person's file (wall, median of 200)".into(),
        ours: format!("{:.2} ms", ours[100].as_secs_f64() * 1e3),
        peer: "the disk's own: append 600 bytes and fsync".into(),
        theirs: format!("{:.2} ms", plain[100].as_secs_f64() * 1e3),
        goal: String::new(),
    })
}
