//! Signed catalogs, written column by column into files, so that making one takes no memory either.

use super::host::Host;
use std::io::Write;
use std::path::{Path, PathBuf};
use tradewind_domain::hex::to_hex;
use tradewind_domain::{Currency, Timestamp};
use tradewind_pack::{DEVELOPMENT_SEED, Kind, Manifest, StreamRef, public_key};

/// A catalog on a host.
pub(crate) struct Signed {
    pub(crate) name: String,
    items: u32,
    streams: Vec<(StreamRef, PathBuf)>,
}

impl Signed {
    pub(crate) fn host(&self, version: u64) -> Host {
        let host = Host::default();
        let manifest = Manifest {
            format: 1,
            min_app: 1,
            merchant: "Kiln".into(),
            seller: None,
            market: super::scope().market,
            language: super::scope().language,
            currency: Currency::EUR,
            version,
            as_of: super::NOW,
            expires_at: Timestamp(super::NOW.0 + 86_400_000),
            items: self.items,
            streams: self.streams.iter().map(|(stream, _)| stream.clone()).collect(),
        };
        let key = to_hex(&public_key(&DEVELOPMENT_SEED));
        let index = serde_json::json!({"version": 1, "ed25519_key": key, "markets": [
            {"market": "DE", "languages": [{"language": "de", "manifest_url": "/packs/DE/de/manifest.twm"}]}]});
        host.answer("/.well-known/tradewind", 200, index.to_string().into_bytes());
        host.answer("/packs/DE/de/manifest.twm", 200, manifest.sign(&[DEVELOPMENT_SEED]).expect("signs"));
        for (stream, file) in &self.streams {
            host.file(&format!("/packs/objects/{}", stream.object), file.clone());
        }
        host
    }
}

/// `many` of every kind, most of them small enough to be tried quickly, one of each as large as a stream may be said to be.
pub(crate) fn all(folder: &Path, many: usize) -> impl Iterator<Item = Signed> + '_ {
    (0..many).flat_map(move |n| {
        // A stream may be said to be of 1 GiB: that once. Some go to a file, most stay in memory.
        let size = match n {
            0 => 1 << 30,
            _ if n.is_multiple_of(20) => 5 << 20,
            _ => (64 << 10) + n * 1_024,
        };
        let kinds: [(&str, Make); 7] = [
            ("empty lists where category paths belong", |w, size| {
                texts(w, 1, |_| "a".into());
                (0..3).for_each(|_| texts(w, 1, |_| String::new()));
                w.write_all(&[1, 0]).expect("written");
                varint(w, size as u64);
                zeros(w, size);
            }),
            ("one category path of empty parts", |w, size| {
                texts(w, 1, |_| "a".into());
                (0..3).for_each(|_| texts(w, 1, |_| String::new()));
                w.write_all(&[1, 0, 1]).expect("written");
                varint(w, size as u64);
                zeros(w, size);
            }),
            ("more ids than rows", |w, size| {
                varint(w, size as u64);
                zeros(w, size);
            }),
            ("a number of ids that no memory holds", |w, _| varint(w, u64::MAX)),
            ("one long id", |w, size| {
                w.write_all(&[1]).expect("written");
                varint(w, size as u64);
                zeros(w, size);
            }),
            ("an id longer than everything", |w, _| {
                w.write_all(&[1]).expect("written");
                varint(w, u64::MAX);
            }),
            ("options without end", |w, size| {
                texts(w, 1, |_| "a".into());
                (0..3).for_each(|_| texts(w, 1, |_| String::new()));
                w.write_all(&[1, 0, 1, 0, 1]).expect("written");
                varint(w, size as u64);
                zeros(w, size);
            }),
        ];
        kinds.into_iter().enumerate().map(move |(at, (name, make))| {
            let text = stream(folder, &format!("bomb-{at}"), "text", 1, &|w| make(w, size));
            let mut streams = vec![text];
            streams.extend(
                ["offers", "rank", "media"]
                    .map(|name| stream(folder, &format!("bomb-{name}"), name, 1, &|w| zeros(w, 2))),
            );
            Signed { name: format!("{name}, {size} bytes"), items: 1, streams }
        })
    })
}

type Make = fn(&mut dyn Write, usize);

/// A good catalog of any number of rows, about 600 bytes each.
pub(crate) fn good(folder: &Path, rows: u32) -> Signed {
    let text = stream(folder, "good-text", "text", rows, &|w| {
        texts(w, rows, |n| format!("p-{n}"));
        texts(w, rows, |n| format!("g-{}", n / 3));
        texts(w, rows, |n| format!("Lamp number {n} of brass"));
        texts(w, rows, |n| format!("Kiln {}", n % 50));
        column(w, rows, |w, n| varint(w, u64::from(n)));
        // As many paths as rows, and more top categories than anybody walks through.
        column(w, rows, |w, n| {
            w.write_all(&[2]).expect("written");
            words(w, &format!("Light {}", n % 5_000));
            words(w, &format!("Lamps {n}"));
        });
        column(w, rows, |w, _| w.write_all(&[0]).expect("written"));
        texts(w, rows, |n| format!("https://shop.example/p/{n}"));
        (0..1).for_each(|_| texts(w, rows, |_| String::new()));
        column(w, rows, |w, _| w.write_all(&[0]).expect("written"));
        (0..2).for_each(|_| texts(w, rows, |_| String::new()));
        texts(w, rows, |n| {
            format!("Gives light. {}", "Made of brass in a small town by the sea. ".repeat(n as usize % 24))
        });
    });
    let offers = stream(folder, "good-offers", "offers", rows, &|w| {
        column(w, rows, |w, n| varint(w, u64::from(n) * 2));
        (0..3).for_each(|_| column(w, rows, |w, _| w.write_all(&[0]).expect("written")));
    });
    // The worst order that there is: from the last to the first.
    let rank = stream(folder, "good-rank", "rank", rows, &|w| {
        column(w, rows, |w, n| varint(w, u64::from(rows - 1 - n)));
    });
    let media = stream(folder, "good-media", "media", rows, &|w| {
        column(w, rows, |w, n| {
            w.write_all(&[1]).expect("written");
            words(w, &format!("https://shop.example/i/{n}.webp"));
        });
        texts(w, rows, |_| String::new());
    });
    Signed { name: format!("good, {rows} rows"), items: rows, streams: vec![text, offers, rank, media] }
}

/// A stream as a file, compressed as it is made.
fn stream(
    folder: &Path,
    file: &str,
    name: &str,
    rows: u32,
    make: &dyn Fn(&mut dyn Write),
) -> (StreamRef, PathBuf) {
    let path = folder.join(file);
    let object =
        Object { file: std::fs::File::create(&path).expect("made"), hasher: blake3::Hasher::new(), bytes: 0 };
    let encoder = zstd::stream::write::Encoder::new(object, 3).expect("a level");
    let mut raw = Counted { inner: encoder, bytes: 0 };
    make(&mut raw);
    let (raw_bytes, object) = (raw.bytes, raw.inner.finish().expect("ends"));
    let stream = StreamRef {
        name: name.to_owned(),
        kind: Kind::Snapshot,
        from: None,
        object: to_hex(object.hasher.finalize().as_bytes()),
        bytes: object.bytes,
        // A little beyond 1 GiB is refused by the manifest alone, which is another test.
        raw_bytes: raw_bytes.min(1 << 30),
        rows,
    };
    (stream, path)
}

struct Counted<W> {
    inner: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes += bytes.len() as u64;
        self.inner.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

struct Object {
    file: std::fs::File,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl Write for Object {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

fn varint(w: &mut dyn Write, mut value: u64) {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    w.write_all(&out).expect("written");
}

fn words(w: &mut dyn Write, text: &str) {
    varint(w, text.len() as u64);
    w.write_all(text.as_bytes()).expect("written");
}

fn column(w: &mut dyn Write, rows: u32, each: impl Fn(&mut dyn Write, u32)) {
    varint(w, u64::from(rows));
    (0..rows).for_each(|n| each(w, n));
}

fn texts(w: &mut dyn Write, rows: u32, text: impl Fn(u32) -> String) {
    column(w, rows, |w, n| words(w, &text(n)));
}

fn zeros(w: &mut dyn Write, mut count: usize) {
    let piece = [0; 64 << 10];
    while count > 0 {
        let now = count.min(piece.len());
        w.write_all(&piece[..now]).expect("written");
        count -= now;
    }
}
