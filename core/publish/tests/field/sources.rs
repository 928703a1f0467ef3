//! Files as they come: encodings, packed, sheets with quotes, headers, namespaces.

use super::{Desk, codes, row, rss};
use std::io::Write;
use tradewind_publish::feed::{Encoding, FeedError, read, read_as};

fn feed() -> String {
    rss(&[row("a").replace("Plain mug", "Tasse für Käse")])
}

const HEADER: &str = "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\n";

fn sheet_row(id: &str, description: &str) -> String {
    format!(
        "{id}\tPlain mug\t{description}\thttps://shop.example/p\thttps://shop.example/i.jpg\tin stock\t9 EUR\tKiln\n"
    )
}

fn title(bytes: &[u8]) -> Result<String, FeedError> {
    read(bytes).map(|feed| feed.rows[0].first("title").expect("a title").value.clone())
}

fn wide(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff_u16);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_that_merchant_center_reads_are_read() {
    let declared = |label: &str| feed().replace("UTF-8", label);
    let latin = |text: &str| -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect()
    };
    let good = Ok("Tasse für Käse".to_owned());
    assert_eq!(title(feed().as_bytes()), good);
    assert_eq!(title(format!("\u{feff}{}", feed()).as_bytes()), good);
    assert_eq!(title(declared("ISO-8859-1").as_bytes()), good, "UTF-8 under a wrong declaration");
    for label in ["ISO-8859-1", "iso8859-15", "windows-1252", "latin1"] {
        assert_eq!(title(&latin(&declared(label))), good, "{label}");
    }
    for big in [false, true] {
        for mark in [false, true] {
            assert_eq!(title(&wide(&declared("UTF-16"), big, mark)), good);
            let sheet = HEADER.to_owned() + &sheet_row("a", "Tasse für Käse");
            assert_eq!(read(&wide(&sheet, big, mark)).map(|feed| feed.rows.len()), Ok(1));
        }
    }
    let (japanese, _, _) = Encoding::for_label(b"shift_jis").expect("known").encode("急須");
    let raw = feed().replace("UTF-8", "Shift_JIS").replace("Tasse für Käse", "@");
    let at = raw.find('@').expect("there");
    let bytes = [&raw.as_bytes()[..at], &japanese, &raw.as_bytes()[at + 1..]].concat();
    assert_eq!(title(&bytes), Ok("急須".to_owned()));
}

#[test]
fn a_sheet_in_latin_1_is_read_and_told_and_no_other_encoding_is_guessed() {
    let sheet = HEADER.to_owned() + &sheet_row("a", "Tasse für Käse, 5 @");
    let mut bytes: Vec<u8> = sheet.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    bytes.iter_mut().filter(|byte| **byte == b'@').for_each(|byte| *byte = 0x80);
    let desk = Desk::new(&bytes);
    assert_eq!(desk.only("DE/en").description, "Tasse für Käse, 5 €");
    assert_eq!(codes(&desk.good()), [("encoding_assumed", "")]);
    let (polish, _, _) =
        Encoding::for_label(b"windows-1250").expect("known").encode("Kubek żółty, mała łyżka");
    let (japanese, _, _) = Encoding::for_label(b"shift_jis").expect("known").encode("急須とマグカップ");
    for (label, words) in [("windows-1250", &polish), ("shift_jis", &japanese)] {
        let bytes = [HEADER.as_bytes(), b"a\t", words, b"\tx\n"].concat();
        assert_eq!(read(&bytes), Err(FeedError::Encoding { line: 2 }), "{label}");
        let stated = Encoding::for_label(label.as_bytes());
        assert!(read_as(&bytes, stated, 1 << 20).is_ok(), "{label}");
    }
    // XML says what it is; where that is wrong nothing else is tried.
    let broken = [b"<rss>\n<channel>".as_slice(), b"\xfc</channel></rss>"].concat();
    assert_eq!(read(&broken), Err(FeedError::Encoding { line: 2 }));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

#[test]
fn packed_feeds_are_read() {
    let bytes = feed().into_bytes();
    let plain = read(&bytes);
    assert!(plain.is_ok());
    assert_eq!(read(&gzip(&bytes)), plain);
    let two = [gzip(&bytes[..100]), gzip(&bytes[100..])].concat();
    assert_eq!(read(&two), plain, "members one after the other");
    assert_eq!(read(&zip(&[("feed.xml", &bytes)])), plain);
    assert_eq!(
        read(&zip(&[("__MACOSX/._feed.xml", b"x"), ("out/.DS_Store", b"x"), ("out/feed.xml", &bytes)])),
        plain
    );
}

#[test]
fn packed_files_that_are_no_feed_are_told_and_bombs_end_at_the_limit() {
    let limit = 1 << 16;
    let zeros = vec![b' '; 1 << 20];
    for bomb in [gzip(&zeros), zip(&[("feed.xml", &zeros)])] {
        assert!(bomb.len() < 4_096);
        assert_eq!(read_as(&bomb, None, limit), Err(FeedError::TooLarge));
    }
    assert_eq!(read_as(&zeros, None, limit), Err(FeedError::TooLarge));
    let bytes = feed().into_bytes();
    let cut = gzip(&bytes);
    assert_eq!(read(&cut[..cut.len() / 2]), Err(FeedError::Packed("gzip")));
    let cut = zip(&[("feed.xml", &bytes)]);
    assert_eq!(read(&cut[..cut.len() / 2]), Err(FeedError::Packed("zip")));
    assert_eq!(read(&zip(&[("a.xml", &bytes), ("b.xml", &bytes)])), Err(FeedError::Several(2)));
    assert_eq!(read(&zip(&[])), Err(FeedError::Empty));
    let excel = read(&zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]));
    assert!(excel.is_err_and(|error| error.to_string().contains("tab-separated")));
    assert!(read(b"BZh91AY&SY").is_err_and(|error| error.to_string().contains("bzip2")));
}

#[test]
fn quoted_line_breaks_tabs_and_quotes_stay_in_their_row() {
    let rows = [
        sheet_row("a", "\"First line\nsecond\tline with \"\"quotes\"\"\""),
        sheet_row("b", "Pan 12\""),
        sheet_row("c", "\"Wide\" and \"flat\""),
        sheet_row("d", "\"12\"\" pan\""),
        sheet_row("e", "\"unclosed"),
        sheet_row("f", "last 12\""),
    ];
    for end in ["\n", "\r\n"] {
        let text = (HEADER.to_owned() + &rows.concat()).replace('\n', end);
        let desk = Desk::new(&text);
        let report = desk.good();
        assert_eq!((report.accepted, report.rejected), (6, 0), "{:?}", report.findings);
        let words: Vec<_> = desk.items("DE/en").into_iter().map(|item| item.description).collect();
        assert_eq!(words[0], "First line\nsecond line with \"quotes\"");
        assert_eq!(words[1..], ["Pan 12\"", "\"Wide\" and \"flat\"", "12\" pan", "\"unclosed", "last 12\""]);
    }
    let feed = read((HEADER.to_owned() + &rows.concat()).as_bytes()).expect("reads");
    let lines: Vec<_> = feed.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 4, 5, 6, 7, 8]);
    // Old Macs end lines by a return alone.
    let old = (HEADER.to_owned() + &sheet_row("a", "x") + &sheet_row("b", "\"y\"")).replace('\n', "\r");
    assert_eq!(read(old.as_bytes()).map(|feed| feed.rows.len()), Ok(2));
}

#[test]
fn header_names_of_every_template_are_known() {
    let rest =
        "a\tPlain mug\tA mug.\thttps://shop.example/p\thttps://shop.example/i.jpg\tin stock\t9 EUR\tKiln\n";
    for header in [
        "ID [id]\tTitel [title]\tBeschreibung [description]\tLink [link]\tBildlink [image_link]\tVerfügbarkeit [availability]\tPreis [price]\tMarke [brand]",
        "g:id\tg:title\tg:description\tg:link\tg:image_link\tg:availability\tg:price\tg:brand",
        "\"id\"\t\"Title\"\tDescription\tLINK\tImage Link\tAvailability \tPrice\tBrand",
        "id\ttitle\tdescription\tlink\timageLink\tavailability\tprice\tbrand",
        "\u{feff}Id\ttitle\tdescription\tlink\timage-link\tavailability\tprice\tbrand",
        "# Required | an id\t# Required | a title\nid\ttitle\tdescription\tlink\timage link\tavailability\tprice\tbrand",
    ] {
        let item = Desk::new(format!("{header}\n{rest}")).only("DE/en");
        assert_eq!((item.id.as_str(), item.brand.as_str()), ("a", "Kiln"), "{header}");
    }
    for (header, mark) in [
        ("id,title,price", "commas"),
        ("title;id;price", "semicolons"),
        ("\"id\"|\"title\"", "vertical bars"),
    ] {
        let error = read(format!("{header}\n1,2,3\n").as_bytes());
        assert_eq!(error, Err(FeedError::Separator(mark)));
        assert!(error.is_err_and(|error| error.to_string().contains("tab-separated")));
    }
    assert_eq!(read(b"name, or title\tprice\n1\t2\n"), Err(FeedError::Header));
}

#[test]
fn namespaces_however_declared_are_the_same_rows() {
    let google = "xmlns:g=\"http://base.google.com/ns/1.0\"";
    let both = rss(&[row("n1"), row("n2")]);
    let bare = both.replace("g:", "");
    for text in [
        both.clone(),
        both.replace(google, "xmlns:gmc=\"http://base.google.com/ns/1.0\"")
            .replace("<g:", "<gmc:")
            .replace("</g:", "</gmc:"),
        both.replace(google, ""),
        both.replace(google, "xmlns:g=\"https://base.google.com/ns/1.0/\""),
        bare.replace("xmlns:http", "xmlns:g=\"http"),
        bare.replace("xmlns=\"", "xmlns:x=\"")
            .replace("<rss version=\"2.0\"", "<rss xmlns=\"http://base.google.com/ns/1.0\""),
        bare.replace("<rss version=\"2.0\"", "<rss xmlns=\"http://shop.example/own\""),
        bare.replace("<rss version=\"2.0\"", "<rss xmlns=\"http://backend.userland.com/rss2\""),
    ] {
        let report = Desk::new(&text).good();
        assert_eq!((report.accepted, codes(&report)), (2, vec![]), "{text}");
    }
}

#[test]
fn foreign_elements_never_win() {
    let spaces = "xmlns:c=\"http://base.google.com/cns/1.0\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
        xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:g=";
    let strangers = "<c:title type=\"string\">INTERNAL</c:title><c:price>1</c:price><media:title>photo-0001.jpg</media:title>\
        <media:description>IMG</media:description><atom:link href=\"https://shop.example/feed.xml\" rel=\"self\"/>\
        <dc:title>DC</dc:title><undeclared:price>2 EUR</undeclared:price><media:group><media:title>deep</media:title></media:group>";
    for text in [format!("{strangers}{}", row("a")), format!("{}{strangers}", row("a"))] {
        let item = Desk::new(rss(&[text]).replace("xmlns:g=", spaces)).only("DE/en");
        let seen =
            (item.title.as_str(), item.description.as_str(), item.link.as_str(), item.offer.price.minor);
        assert_eq!(seen, ("Plain mug", "A mug.", "https://shop.example/p/a", 1_990));
    }
    // Nor do they stand in for what is missing.
    let untitled = row("b").replace("<g:title>Plain mug</g:title>", strangers);
    let report = Desk::new(rss(&[row("a"), untitled]).replace("xmlns:g=", spaces)).good();
    assert_eq!(codes(&report), [("title_missing", "b")]);
}

#[test]
fn empty_elements_hide_nothing() {
    let empty = "<id/><title></title><link/><g:title> </g:title><description><![CDATA[ ]]></description><price/>\
        <g:product_type></g:product_type><g:title>&#8203;</g:title>";
    let item = Desk::rows(&[format!("{empty}{}<g:product_type>Home &gt; Mugs</g:product_type>", row("a"))])
        .only("DE/en");
    assert_eq!((item.title.as_str(), item.description.as_str()), ("Plain mug", "A mug."));
    assert_eq!(item.category, ["Home", "Mugs"]);
    // Merchant Center's own attribute counts before RSS's, wherever it stands.
    let doubled = "<title>Plain</title><link>https://shop.example/other</link>";
    let item = Desk::rows(&[format!("{doubled}{}", row("a"))]).only("DE/en");
    assert_eq!((item.title.as_str(), item.link.as_str()), ("Plain mug", "https://shop.example/p/a"));
}

#[test]
fn atom_s_own_id_and_links_give_way() {
    let entry = "<id>tag:shop.example,2026:/p/sku-77</id><title type=\"html\">Tom &amp;amp; Co mug</title>\
        <link rel=\"self\" href=\"https://shop.example/p/sku-77.atom\"/><link rel=\"enclosure\" href=\"https://shop.example/x.zip\"/>\
        <link rel=\"alternate\" type=\"text/html\" href=\"https://shop.example/p/sku-77\"/><summary>A mug</summary><g:id>SKU-77</g:id>\
        <g:image_link>https://shop.example/i/77.jpg</g:image_link><g:price>19.90 EUR</g:price><g:availability>in stock</g:availability>\
        <g:brand>Kiln</g:brand>";
    let atom = |entry: &str| {
        format!(
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\">\
             <title>Field shop</title><link rel=\"self\" href=\"https://shop.example/feed.atom\"/><id>tag:shop.example,2026:feed</id>\
             <entry>{entry}</entry></feed>"
        )
    };
    let item = Desk::new(atom(entry)).only("DE/en");
    assert_eq!((item.id.as_str(), item.title.as_str()), ("SKU-77", "Tom & Co mug"));
    assert_eq!(item.link.as_str(), "https://shop.example/p/sku-77");
    let prefixed = atom(entry).replace("xmlns=", "xmlns:a=");
    let prefixed = ["feed", "title", "link", "id", "entry", "summary"].iter().fold(prefixed, |text, name| {
        text.replace(&format!("<{name}"), &format!("<a:{name}"))
            .replace(&format!("</{name}"), &format!("</a:{name}"))
    });
    assert_eq!(Desk::new(prefixed).only("DE/en"), item);
    // Without an own one it is the id there is.
    let own = Desk::new(atom(&entry.replace("<g:id>SKU-77</g:id>", ""))).only("DE/en");
    assert_eq!(own.id.as_str(), "tag:shop.example,2026:/p/sku-77");
}

#[test]
fn broken_bytes_of_every_kind_of_file_never_panic() {
    let sheet = HEADER.to_owned()
        + &sheet_row("a", "\"<p>One\n&amp;amp;</p>\"")
        + &sheet_row("b", "1.234,5 \u{202e}€");
    let rich = rss(&[row("a").replace("Plain mug", "&lt;b class='x'>&#55357;&amp;euro;")
        + "<g:sale_price>1,5</g:sale_price>\
        <g:sale_price_effective_date>2026-11-01T08:00+01/2026-12-31</g:sale_price_effective_date>"]);
    let files = [
        sheet.clone().into_bytes(),
        rich.clone().into_bytes(),
        gzip(rich.as_bytes()),
        zip(&[("f", rich.as_bytes())]),
        wide(&rich, true, true),
    ];
    let mut state = 13_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for file in &files {
        for _ in 0..600 {
            let mut bad = file.clone();
            for _ in 0..=next() % 5 {
                let at = next() % bad.len();
                bad[at] = b"<>&;\"'/\n\t,.- 0\xff\xc3a1E"[next() % 19];
            }
            if let Ok(feed) = read_as(&bad, None, 1 << 16) {
                feed.rows.iter().for_each(|row| drop(tradewind_publish::row::Check::new("f", row).item()));
            }
        }
    }
}
