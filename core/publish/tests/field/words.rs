//! Words a shopper reads: HTML, entities, invisible characters, lengths.

use super::{Desk, codes, row};
use tradewind_publish::words;

fn described(description: &str) -> String {
    let text = row("a").replace(
        "<g:description>A mug.</g:description>",
        &format!("<g:description>{description}</g:description>"),
    );
    Desk::rows(&[text]).only("DE/en").description
}

fn titled(title: &str) -> String {
    Desk::rows(&[row("a").replace("Plain mug", title)]).only("DE/en").title
}

#[test]
fn html_in_a_description_becomes_words_with_paragraphs_apart() {
    let cases = [
        (
            "&lt;p&gt;Soft &lt;strong&gt;cushion&lt;/strong&gt;.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;60 x 60 cm&lt;/li&gt;&lt;li&gt;Washable&lt;/li&gt;&lt;/ul&gt;",
            "Soft cushion.\n\n60 x 60 cm\nWashable",
        ),
        (
            "<![CDATA[<p>W&auml;scht sich bei 30&nbsp;&deg;C.<br/>Nicht b&uuml;geln.</p>]]>",
            "Wäscht sich bei 30 °C.\nNicht bügeln.",
        ),
        ("<![CDATA[&lt;p&gt;Tv&#228;tt: 60 grader.&lt;/p&gt;]]>", "Tvätt: 60 grader."),
        ("Bright.<br/>Warm.<b>Bold</b> end.", "Bright.\nWarm. Bold end."),
        ("<![CDATA[<style>.x{color:red}</style><script>alert(1)</script>Tall vase]]>", "Tall vase"),
        ("<![CDATA[For 1 < 2 people, a<b and <3]]>", "For 1 < 2 people, a<b and <3"),
    ];
    for (raw, words) in cases {
        assert_eq!(described(raw), words, "{raw}");
    }
}

#[test]
fn html_in_a_sheet_becomes_words_too() {
    let feed = "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\n\
        a\t<b>Caf&eacute;</b> cup\t\"<p>One</p>\n<p>Two &amp;amp; three</p>\"\thttps://shop.example/?a=1&amp;b=2\thttps://shop.example/a.jpg\tin stock\t9 EUR\tTom &amp; Co\n";
    let item = Desk::new(feed).only("DE/en");
    assert_eq!((item.title.as_str(), item.brand.as_str()), ("Café cup", "Tom & Co"));
    assert_eq!(item.description, "One\n\nTwo & three");
    assert_eq!(item.link.as_str(), "https://shop.example/?a=1&b=2");
}

#[test]
fn entities_are_undone_however_often_they_were_made() {
    let cases = [
        ("Bed &amp; bath towel", "Bed & bath towel"),
        ("Bed &amp;amp; bath towel", "Bed & bath towel"),
        ("<![CDATA[Bed &amp; bath towel]]>", "Bed & bath towel"),
        ("<![CDATA[Bed & bath towel]]>", "Bed & bath towel"),
        ("Bed & bath towel", "Bed & bath towel"),
        ("Mat &amp;ndash; 8&amp;quot; x 16&amp;quot;", "Mat – 8\" x 16\""),
        ("Caf&#233; &#x2013; cup", "Café – cup"),
        ("&lt;b&gt;Bold&lt;/b&gt; jug", "Bold jug"),
        ("Cerv&eacute;lo bike", "Cervélo bike"),
        ("It&#146;s 5&#150;6", "It’s 5–6"),
        ("Steel&#3; bottle", "Steel bottle"),
        ("Broken &#xD83D; mug", "Broken mug"),
        ("Happy &#55357;&#56832; mug", "Happy 😀 mug"),
    ];
    for (raw, title) in cases {
        assert_eq!(titled(raw), title, "{raw}");
    }
    let row = row("a")
        + "<g:product_type>Home &amp;gt; Kitchen &amp;gt; Pots &amp;amp; pans</g:product_type><g:color>Black &amp;amp; red</g:color>";
    let item = Desk::rows(&[row]).only("DE/en");
    assert_eq!(item.category, ["Home", "Kitchen", "Pots & pans"]);
    assert_eq!(item.options[0].value, "Black & red");
}

#[test]
fn invisible_characters_go_and_a_title_of_them_alone_is_none() {
    for (raw, title) in [
        ("\u{202e}Mug\u{202c} \u{200f} blue", "Mug blue"),
        ("\u{202e}Mug blue", "Mug blue"),
        ("Zero\u{200b}width cup", "Zerowidth cup"),
        ("Kaffee\u{ad}maschine", "Kaffeemaschine"),
        ("Mug\u{2028}blue", "Mug blue"),
        ("👩\u{200d}👩\u{200d}👦\u{200d}👦 family mug", "👩\u{200d}👩\u{200d}👦\u{200d}👦 family mug"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ] {
        assert_eq!(titled(raw), title);
    }
    for raw in ["\u{200b}\u{200b}", "&#8203;&#x200F;", "&amp;nbsp;", "&lt;p&gt;&lt;/p&gt;", "\u{3164}"] {
        let report = Desk::rows(&[row("good"), row("bad").replace("Plain mug", raw)]).good();
        assert_eq!(codes(&report), [("title_missing", "bad")], "{raw:?}");
    }
}

#[test]
fn long_titles_are_cut_and_flagged() {
    let long = "x".repeat(151);
    let desk = Desk::rows(&[row("a").replace("Plain mug", &long)]);
    assert_eq!(desk.only("DE/en").title, "x".repeat(150));
    assert_eq!(codes(&desk.good()), [("title_too_long", "a")]);
    // Counted as characters, and no emoji is torn.
    let emoji = format!("{}👩\u{200d}👦", "é".repeat(148));
    assert_eq!(titled(&emoji), "é".repeat(148));
    assert_eq!(titled(&"🌱".repeat(150)), "🌱".repeat(150));
    let words = super::rss(&[format!("<g:id>a</g:id><g:title>{long}</g:title>")]);
    let desk = Desk::rows(&[row("a")]).text("de", &words);
    assert_eq!(codes(&desk.good()), [("title_too_long", "a")]);
    assert_eq!(desk.items("DE/de")[0].title, "x".repeat(150));
}

#[test]
fn a_language_s_feed_replaces_no_good_words_by_none() {
    let words = super::rss(&[
        "<g:id>a</g:id><g:title>Becher</g:title>".to_owned(),
        "<g:id>b</g:id><g:title>&#8203;</g:title>".to_owned(),
    ]);
    let desk = Desk::rows(&[row("a"), row("b")]).text("de", &words);
    let report = desk.good();
    assert_eq!(codes(&report), [("words_bad", "b"), ("words_missing", "b")]);
    let items = desk.items("DE/de");
    assert_eq!((items[0].title.as_str(), items[0].description.as_str()), ("Becher", "A mug."));
    assert_eq!(items[1].title, "Plain mug");
}

#[test]
fn http_addresses_keep_their_product_and_are_told() {
    let old = row("old").replace("https://", "http://")
        + "<g:additional_image_link>http://shop.example:80/i/2.jpg</g:additional_image_link>\
           <g:virtual_model_link>http://shop.example/m.glb</g:virtual_model_link>";
    let desk = Desk::rows(&[old]);
    let item = desk.only("DE/en");
    assert_eq!(item.link.as_str(), "https://shop.example/p/old");
    let pictures: Vec<_> = item.pictures.iter().map(|picture| picture.url.as_str()).collect();
    assert_eq!(pictures, ["https://shop.example/i/old.jpg", "https://shop.example/i/2.jpg"]);
    assert!(item.model.is_some());
    let told: Vec<_> = codes(&desk.good()).iter().map(|(code, _)| code.to_owned()).collect::<Vec<_>>();
    assert_eq!(told, ["link_insecure", "image_link_insecure", "additional_image_insecure", "model_insecure"]);
    for bad in ["ftp://shop.example/p", "/p/1", "http://user:secret@shop.example/p"] {
        let report = Desk::rows(&[row("good"), row("bad").replace("https://shop.example/p/bad", bad)]).good();
        assert_eq!(codes(&report), [("link_bad", "bad")], "{bad}");
    }
}

#[test]
fn several_addresses_in_one_value_are_several_pictures() {
    let row = row("a").replace("/i/a.jpg<", "/i/a.jpg,https://shop.example/i/b.jpg<")
        + "<g:additional_image_link>https://shop.example/i/c,d.jpg https://shop.example/i/b.jpg</g:additional_image_link>";
    let item = Desk::rows(&[row]).only("DE/en");
    let pictures: Vec<_> = item
        .pictures
        .iter()
        .map(|picture| picture.url.as_str().rsplit('/').next().expect("a name"))
        .collect();
    assert_eq!(pictures, ["a.jpg", "b.jpg", "c,d.jpg"]);
}

#[test]
fn markup_of_every_kind_becomes_plain_words() {
    let cases = [
        (
            "<p>Soft <strong>cushion</strong>.</p><ul><li>60 x 60 cm</li><li>Washable</li></ul>",
            "Soft cushion.\n\n60 x 60 cm\nWashable",
        ),
        (
            "<p>W&auml;scht sich bei 30&nbsp;&deg;C.<br/>Nicht b&uuml;geln.</p>",
            "Wäscht sich bei 30 °C.\nNicht bügeln.",
        ),
        ("&lt;p&gt;Tv&#228;tt: 60 grader.&lt;/p&gt;", "Tvätt: 60 grader."),
        ("Bright.<br></br>Warm.<b>Bold</b> end.", "Bright.\nWarm. Bold end."),
        (
            "<style>.x{color:red}</style><SCRIPT type=\"a\">if (1 < 2) alert('</b>')</SCRIPT >Tall vase",
            "Tall vase",
        ),
        ("<div class='a b' data-x=1>One</div>\n<div>two\nthree</div><!-- four -->", "One\ntwo three"),
        ("<table><tr><td>Width</td><td>3 cm</td></tr></table>", "Width 3 cm"),
        ("A<o:p></o:p> b<my-price amount=\"3\">c</my-price><td nowrap>d", "A bc d"),
        ("<![CDATA[Twice <b>wrapped</b>]]>", "Twice wrapped]]>"),
        ("H<sub>2</sub>O, 3&nbsp;m<sup>2</sup>", "H2O, 3 m2"),
        ("Line one\nline two\n\n\nline three", "Line one\nline two\n\nline three"),
        (
            "&amp;lt;b&amp;gt;Deep&amp;lt;/b&amp;gt; &#55357;&#56832; it&#8217s &#150; 5&euro;",
            "Deep 😀 it’s – 5€",
        ),
    ];
    for (raw, words) in cases {
        assert_eq!(words::lines(raw).as_deref(), Some(words), "{raw}");
    }
}

#[test]
fn what_only_looks_like_html_stays() {
    for raw in [
        "1 < 2",
        "1 <2> 3",
        "a<b and c>d",
        "x < y > z",
        "I <3 mugs",
        "<info@shop.example>",
        "R&D AT&T & co",
        "Sizes <S> <M> <L>",
        "a <-> b",
        "M&S; 5 &unknown; 6",
        "<>",
        "<",
        "&",
        "a <b",
        "if a<p then",
        "5 << 6",
        "<p",
        "&#;",
        "&#x110000000;",
    ] {
        assert_eq!(words::line(raw).as_deref(), Some(raw), "{raw}");
    }
    assert_eq!(words::line("<p></p><br>"), None);
    assert_eq!(words::line("&nbsp;&#8203;"), None);
}

#[test]
fn values_that_are_no_prose_lose_only_what_is_invisible() {
    assert_eq!(words::value(" https://a.example/?a=1&amp;b=2\u{200b}\n"), "https://a.example/?a=1&b=2");
    assert_eq!(words::value("https://a.example/?a=1&b=<x>"), "https://a.example/?a=1&b=<x>");
}
