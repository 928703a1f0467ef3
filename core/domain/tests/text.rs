//! Words from outside: what of them is shown, what never is, and where a cut may be.

use tradewind_domain::Text;
use tradewind_domain::text::{clean, clean_lines};

fn one(raw: &str) -> Option<String> {
    clean(raw, 150)
}

#[test]
fn controls_and_line_ends_become_one_blank() {
    for raw in [
        "Steel\u{3} bottle",
        "Steel\u{0}bottle",
        "Steel\r\n\tbottle",
        "Steel\u{2028}bottle",
        "Steel\u{2029}bottle",
        "Steel\u{85}bottle",
        "Steel\u{a0} bottle",
        "  Steel\u{3000}bottle\u{7f}",
        "Steel\u{2800}bottle",
    ] {
        assert_eq!(one(raw).as_deref(), Some("Steel bottle"), "{raw:?}");
    }
}

#[test]
fn what_turns_a_line_round_or_cannot_be_seen_goes() {
    for raw in [
        "\u{202e}Mug\u{202c} \u{200f} blue",
        "\u{202e}Mug blue",
        "\u{2067}Mug blue",
        "Mug\u{2069} blue",
        "\u{feff}Mug blue",
        "M\u{200b}ug blue",
        "Mu\u{ad}g blue",
        "Mug\u{2060} blue",
        "Mug blue\u{e0041}\u{e0042}",
        "Mug\u{200c} blue",
        "M\u{200d}ug blue",
        "Mug blue\u{fe0f}",
        "Mug\u{e0100} blue",
        "Mug\u{3164} blue",
        "\u{200e}Mug blue\u{200e}",
        "Mug \u{fffe}blue",
        "Mug\u{1160} blue",
    ] {
        assert_eq!(one(raw).as_deref(), Some("Mug blue"), "{raw:?}");
    }
}

#[test]
fn words_of_which_nothing_is_seen_are_none() {
    for raw in [
        "",
        "  ",
        "\u{200b}\u{200b}",
        "\u{200f}\u{200e}",
        "\u{ad}",
        "\u{feff}",
        "\u{3164}",
        "\u{ffa0}",
        "\u{115f}\u{1160}",
        "\u{2800}",
        "\u{fe0f}",
        "\u{200d}",
        "\u{301}\u{301}",
        "\u{e0041}",
        "\u{2066}\u{2069}",
        "\u{202e}",
        "\u{180e}",
        "\u{2028}\u{2029}",
        "\u{0}\u{1}\u{2}",
    ] {
        assert_eq!(one(raw), None, "{raw:?}");
    }
}

#[test]
fn joiners_selectors_and_flags_stay_where_they_are_needed() {
    for raw in [
        "می\u{200c}خواهم",
        "ക്\u{200d}ഷ",
        "അവന്\u{200d}",
        "क्\u{200d}ष",
        "👩\u{200d}👩\u{200d}👦\u{200d}👦 family mug",
        "❤\u{fe0f}\u{200d}🔥",
        "🙂\u{200d}↔\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "👋🏽",
        "葛\u{e0100}飾区",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "Café",
        "Cafe\u{301}",
        "قميص C++\u{200e} أزرق",
        "☎\u{fe0e}",
        "🇩🇪",
        "12\u{2033}",
    ] {
        assert_eq!(one(raw).as_deref(), Some(raw), "{raw:?}");
    }
}

#[test]
fn towers_of_marks_are_cut_down() {
    let tower = format!("e{}x", "\u{301}".repeat(80));
    assert_eq!(one(&tower).map(|text| text.chars().count()), Some(8));
}

#[test]
fn lines_are_kept_where_they_are_asked_for() {
    let raw = " One\r\n\r\n\n\nTwo \n three\u{2029}four\r five ";
    assert_eq!(clean_lines(raw, 100).as_deref(), Some("One\n\nTwo\nthree\n\nfour\nfive"));
    assert_eq!(clean(raw, 100).as_deref(), Some("One Two three four five"));
    assert_eq!(Text::lines("a\nb", 10).map(String::from).as_deref(), Some("a\nb"));
}

#[test]
fn a_cut_parts_no_letter_from_its_marks_and_leaves_no_space() {
    assert_eq!(clean("ab cd", 3).as_deref(), Some("ab"));
    assert_eq!(clean("abc\u{301}d", 3).as_deref(), Some("ab"));
    assert_eq!(clean("ab👩\u{200d}👦", 3).as_deref(), Some("ab"));
    assert_eq!(clean("ab👩\u{200d}👦", 4).as_deref(), Some("ab"));
    assert_eq!(clean("ab👩\u{200d}👦", 5).as_deref(), Some("ab👩\u{200d}👦"));
    assert_eq!(clean("abc", 3).as_deref(), Some("abc"));
    assert_eq!(clean("abc", 0), None);
    let long = format!("{}x", " \u{200b}".repeat(100_000));
    assert_eq!(clean(&long, 5).as_deref(), Some("x"));
}

#[test]
fn cleaning_twice_changes_nothing() {
    let mut state = 11_u64;
    let odd: Vec<char> = "a é\u{301}\u{200d}\u{200c}\u{fe0f}👩♂❤\u{200f}ع\u{202e}\n\u{2029}\u{e0067}\u{e007f}🏴ക\u{94d}葛\u{e0100}\u{1160}ᄀ".chars().collect();
    for _ in 0..5_000 {
        let raw: String = (0..12)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                odd[(state >> 33) as usize % odd.len()]
            })
            .collect();
        if let Some(once) = clean(&raw, 8) {
            assert_eq!(clean(&once, 8).as_deref(), Some(once.as_str()), "{raw:?}");
            assert!(once.chars().count() <= 8);
        }
    }
}

#[test]
fn words_that_are_clean_stay_as_they_are_and_no_others_are_taken_for_them() {
    for plain in ["a", "payment_declined", "Mug, 0.3 l (blue)", "~!"] {
        assert_eq!(clean(plain, plain.len()).as_deref(), Some(plain));
    }
    let others =
        [(" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\tb", "a b"), ("a\u{7f}b", "a b"), ("a\0", "a")];
    for (raw, shown) in others {
        assert_eq!(clean(raw, 9).as_deref(), Some(shown), "{raw:?}");
    }
    assert_eq!((clean("abc d", 3).as_deref(), clean("", 3), clean(" ", 3)), (Some("abc"), None, None));
}
