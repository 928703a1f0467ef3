//! From words to search tokens, in four scripts, the same way for titles and for what a person types.
//!
//! - All: compatibility decomposition, case folding, marks removed (Unicode NFKD, full case folding, general
//!   category Mn), so that `Café` is found by `cafe` and full-width letters by plain ones.
//! - German: `ü` is found by `u` and by `ue`; `ß` folds to `ss`.
//! - Arabic: alef forms are one, final yeh and teh marbuta are folded, tatweel dropped, digits made plain, and a word
//!   with the article is also found without it.
//! - Japanese and Chinese: overlapping pairs of characters, so that any two adjacent ones find a title.
//! - Model numbers: `dv7-1211ea` is found whole, by its parts and without its dash.

use icu::casemap::CaseMapper;
use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use std::ops::Range;

/// The longest query read, in characters.
pub const MAX_QUERY: usize = 200;
/// The most tokens of a query that are looked for.
pub const MAX_TOKENS: usize = 12;

/// The tokens of a text for the index, parted by spaces.
pub fn index_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let mut put = |token: &str| {
        if !token.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(token);
        }
    };
    for word in words(text) {
        match word.kind {
            Kind::Pairs => pairs(&word.folded).for_each(|pair| put(&pair)),
            Kind::Letters => {
                put(&word.folded);
                if let Some(spelled) = spelled_out(&text[word.range.clone()]) {
                    put(&spelled);
                }
                if let Some(bare) = without_article(&word.folded) {
                    put(bare);
                }
            }
        }
    }
    // Words joined by a dash, a dot or a slash: also as one.
    for run in text.split(char::is_whitespace).filter(|run| run.contains(['-', '.', '/']) && run.is_ascii()) {
        let joined: String = run.chars().filter(char::is_ascii_alphanumeric).collect();
        put(&joined.to_ascii_lowercase());
    }
    out
}

/// What a query looks for: tokens that must be there, the last one as the beginning of a word.
pub fn query_tokens(query: &str) -> Vec<String> {
    let bounded: String = query.chars().take(MAX_QUERY).collect();
    let mut tokens = Vec::new();
    for word in words(&bounded) {
        match word.kind {
            Kind::Letters => tokens.push(word.folded),
            Kind::Pairs => {
                let all: Vec<String> = pairs(&word.folded).collect();
                // The last character alone is no token of its own in a longer run.
                let keep = all.len().saturating_sub(1).max(1);
                tokens.extend(all.into_iter().take(keep));
            }
        }
    }
    tokens.truncate(MAX_TOKENS);
    tokens
}

/// Which byte ranges of `title` a query matched, in order and apart from each other.
pub fn highlights(title: &str, query: &str) -> Vec<Range<usize>> {
    let tokens = query_tokens(query);
    let wanted: Vec<Word> = words(query);
    let mut ranges = Vec::new();
    for word in words(title) {
        match word.kind {
            Kind::Letters => {
                let hit = tokens.iter().any(|token| {
                    word.folded.starts_with(token.as_str())
                        || without_article(&word.folded).is_some_and(|bare| bare.starts_with(token.as_str()))
                });
                if hit {
                    ranges.push(word.range);
                }
            }
            Kind::Pairs => {
                for run in wanted.iter().filter(|run| run.kind == Kind::Pairs) {
                    let original = &query[run.range.clone()];
                    if let Some(at) = title[word.range.clone()].find(original) {
                        let start = word.range.start + at;
                        ranges.push(start..start + original.len());
                    }
                }
            }
        }
    }
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, before| next.start < before.end);
    ranges
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A script that writes spaces between words.
    Letters,
    /// A script that does not: indexed by pairs of characters.
    Pairs,
}

#[derive(Debug, Clone)]
struct Word {
    range: Range<usize>,
    kind: Kind,
    folded: String,
}

/// The words of a text, each with its place and folded.
fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut open: Option<(usize, Kind)> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let kind = kind_of(c);
        match (open, kind) {
            (Some((_, before)), Some(now)) if before == now || is_mark(c) => {}
            (Some((start, before)), _) => {
                out.push(Word { range: start..at, kind: before, folded: fold(&text[start..at]) });
                open = kind.map(|now| (at, now));
            }
            (None, Some(now)) => open = Some((at, now)),
            (None, None) => {}
        }
    }
    out.retain(|word| !word.folded.is_empty());
    out
}

fn kind_of(c: char) -> Option<Kind> {
    let pairs = matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3fffd}' | '々');
    if pairs && c != '\u{30fb}' {
        Some(Kind::Pairs)
    } else if c.is_alphanumeric() || is_mark(c) || c == '\u{640}' {
        Some(Kind::Letters)
    } else {
        None
    }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::NonspacingMark
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let decomposed = DecomposingNormalizer::new_nfkd().normalize(text);
    let folded = CaseMapper::new().fold_string(&decomposed);
    // Kana keep their voicing marks: ガ and カ are different sounds, and NFKD parts them.
    let kana = text.chars().any(|c| kind_of(c) == Some(Kind::Pairs));
    if kana {
        let composed = icu::normalizer::ComposingNormalizer::new_nfc();
        return composed.normalize(&folded).into_owned();
    }
    folded
        .chars()
        .filter(|c| !is_mark(*c) && *c != '\u{640}')
        .map(fold_arabic)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn fold_arabic(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ک' => 'ك',
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        c => c,
    }
}

/// `Küche` as `kueche`; nothing for a word without an umlaut.
fn spelled_out(word: &str) -> Option<String> {
    if !word.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        return None;
    }
    let spelled: String = word
        .chars()
        .flat_map(|c| match c {
            'ä' | 'Ä' => vec!['a', 'e'],
            'ö' | 'Ö' => vec!['o', 'e'],
            'ü' | 'Ü' => vec!['u', 'e'],
            c => vec![c],
        })
        .collect();
    Some(fold(&spelled))
}

/// An Arabic word without its article, if what is left is a word.
fn without_article(folded: &str) -> Option<&str> {
    folded.strip_prefix("ال").filter(|bare| bare.chars().count() >= 2)
}

/// Overlapping pairs of a run, then its last character alone, so that one character finds a run that ends with it.
fn pairs(run: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = run.chars().collect();
    (0..chars.len()).map(move |at| chars[at..(at + 2).min(chars.len())].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `query` would find `title`: every token is there, the last as a beginning.
    fn finds(title: &str, query: &str) -> bool {
        let index = index_tokens(title);
        let have: Vec<&str> = index.split(' ').collect();
        let tokens = query_tokens(query);
        let Some((last, others)) = tokens.split_last() else { return false };
        others.iter().all(|token| have.contains(&token.as_str()))
            && have.iter().any(|token| token.starts_with(last.as_str()))
    }

    #[test]
    fn a_title_is_found_by_what_people_type() {
        let rows = [
            ("Hand-thrown mug, indigo", "handthrown"),
            ("Hand-thrown mug, indigo", "MUG ind"),
            ("Café crème bowl", "cafe creme"),
            ("Küchenmesser groß", "kuchenmesser"),
            ("Küchenmesser groß", "kueche"),
            ("Küchenmesser groß", "gross"),
            ("HP dv7-1211ea", "dv7"),
            ("HP dv7-1211ea", "1211ea"),
            ("HP dv7-1211ea", "dv71211ea"),
            ("إبريق شاي نُحاسي", "ابريق"),
            ("إبريق شاي نُحاسي", "نحاسي"),
            ("المصباح القابل للطي", "مصباح"),
            ("حقيبة سفر", "حقيبه"),
            ("Teller ２４cm", "24cm"),
        ];
        for (title, query) in rows {
            assert!(finds(title, query), "{query} finds {title}");
        }
        assert!(!finds("Hand-thrown mug", "thrownx"));
        assert!(!finds("Mug", ""));
    }

    #[test]
    fn any_two_adjacent_characters_of_a_japanese_title_find_it() {
        for title in ["手びねりのマグカップ藍", "折りたたみランプ", "ワイヤレスヘッドホン黒"]
        {
            let chars: Vec<char> = title.chars().collect();
            for pair in chars.windows(2) {
                let query: String = pair.iter().collect();
                assert!(finds(title, &query), "{query} finds {title}");
            }
            for one in &chars {
                assert!(finds(title, &one.to_string()), "{one} finds {title}");
            }
        }
        assert!(!finds("カップ", "ガップ"));
    }

    #[test]
    fn highlights_are_ranges_of_the_title() {
        let show = |title: &str, query: &str| -> Vec<String> {
            highlights(title, query).into_iter().map(|range| title[range].to_owned()).collect()
        };
        assert_eq!(show("Hand-thrown Mug", "mug"), ["Mug"]);
        assert_eq!(show("Große Küche", "kuch gross"), ["Große", "Küche"]);
        assert_eq!(show("手びねりのマグ", "びね"), ["びね"]);
        assert_eq!(show("Mug", "cup"), Vec::<String>::new());
    }

    #[test]
    fn hostile_queries_are_bounded() {
        assert!(query_tokens(&"a ".repeat(10_000)).len() <= MAX_TOKENS);
        assert_eq!(query_tokens("\" OR * ( ) NEAR"), ["or", "near"]);
        assert_eq!(query_tokens("\u{0}\u{202e}\u{300}"), Vec::<String>::new());
    }
}
