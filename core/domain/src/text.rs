//! Words from outside, made safe to show: one rule for packs, feeds, answers, links and codes.
//!
//! What goes: controls (a blank stays), every direction embedding, override and isolate, zero-width blanks, soft hyphens,
//! byte order marks, tag characters, fillers that look like nothing, unassigned selectors. What stays: joiners where a
//! script or an emoji needs them, one variation selector after what it varies, direction marks inside of text that has a
//! right-to-left letter. Words of which nothing can be seen are no words.
//!
//! Sources: Unicode 17 `Default_Ignorable_Code_Point`, UAX #9 (direction), UTS #51 (emoji sequences), UAX #31 2.3 (joiners).

/// The most marks in a row over or under one letter: Vietnamese, Hebrew and Tibetan stay below; a tower of them would cover
/// the lines above it.
const MAX_MARKS: usize = 6;

/// Words that can be shown: cleaned, bounded, with something to see in them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(String);

impl Text {
    /// `raw` on one line, at most `max` characters; none if nothing of it can be seen.
    pub fn line(raw: &str, max: usize) -> Option<Self> {
        clean(raw, max).map(Self)
    }

    /// `raw` with its line breaks, at most one empty line in a row, at most `max` characters; none if nothing of it can be
    /// seen.
    pub fn lines(raw: &str, max: usize) -> Option<Self> {
        clean_lines(raw, max).map(Self)
    }

    /// The cleaned text; never empty.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.0
    }
}

/// [`Text::line`] as a plain string.
pub fn clean(raw: &str, max: usize) -> Option<String> {
    cleaned(raw, max, false)
}

/// [`Text::lines`] as a plain string.
pub fn clean_lines(raw: &str, max: usize) -> Option<String> {
    cleaned(raw, max, true)
}

/// The first `max` characters of cleaned words, fewer where the cut would part a letter from its marks or an emoji from
/// its joiners; no space at the end.
pub fn cut(text: &str, max: usize) -> &str {
    let Some((end, first_out)) = text.char_indices().nth(max) else { return text };
    let mut kept = text.get(..end).unwrap_or_default();
    let mut next = first_out;
    // What comes after the cut belongs to what stands before it, or the other way round: give both up.
    while let Some(last) = kept.chars().next_back() {
        if !belongs_before(next) && last != '\u{200d}' {
            break;
        }
        kept = kept.get(..kept.len() - last.len_utf8()).unwrap_or_default();
        next = last;
    }
    // A letter with more marks than the whole limit: better cut than nothing.
    let kept = if kept.is_empty() { text.get(..end).unwrap_or_default() } else { kept };
    kept.trim_end_matches(|c: char| c.is_whitespace() || is_direction(c))
}

/// Whether something of the words can be seen.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(is_seen)
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

struct Out {
    text: String,
    chars: usize,
    gap: Gap,
    /// A direction mark that stays if something follows it, and whether it stands before the gap.
    direction: Option<(char, bool)>,
    marks: usize,
}

impl Out {
    /// The last character, if nothing stands between it and the next.
    fn last(&self) -> Option<char> {
        if self.gap == Gap::None { self.text.chars().next_back() } else { None }
    }

    fn push(&mut self, c: char) {
        if self.chars > 0 {
            let between = match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            };
            let mark = |before| self.direction.filter(|(_, first)| *first == before).map(|(mark, _)| mark);
            let (first, second) = (mark(true), mark(false));
            self.text.extend(first);
            self.text.push_str(between);
            self.text.extend(second);
            self.chars += between.len() + usize::from(self.direction.is_some());
        }
        (self.gap, self.direction) = (Gap::None, None);
        self.marks = if is_mark(c) { self.marks + 1 } else { 0 };
        if self.marks <= MAX_MARKS {
            self.text.push(c);
            self.chars += 1;
        }
    }

    fn breaks(&mut self, lines: bool, paragraph: bool) {
        self.gap = match self.gap {
            Gap::Line | Gap::Paragraph if lines => Gap::Paragraph,
            _ if lines && paragraph => Gap::Paragraph,
            _ if lines => Gap::Line,
            _ => Gap::Space,
        };
    }
}

fn cleaned(raw: &str, max: usize, lines: bool) -> Option<String> {
    if is_plain(raw, max) {
        return Some(raw.to_owned());
    }
    let right_to_left = raw.chars().any(is_right_to_left);
    let mut out = Out { text: String::new(), chars: 0, gap: Gap::None, direction: None, marks: 0 };
    let mut rest = raw.chars();
    while out.chars <= max {
        let Some(c) = rest.next() else { break };
        let next = rest.clone().next();
        match c {
            '\r' if next == Some('\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => out.breaks(lines, false),
            '\u{2029}' => out.breaks(lines, true),
            // Braille's blank cell is a blank to everybody who sees.
            _ if c.is_whitespace() || c.is_control() || c == '\u{2800}' => {
                if out.gap == Gap::None {
                    out.gap = Gap::Space;
                }
            }
            _ if is_direction(c) => {
                if right_to_left && out.chars > 0 {
                    out.direction = Some((c, out.gap == Gap::None));
                }
            }
            '\u{e0020}'..='\u{e007f}' => {}
            '\u{1f3f4}' => {
                out.push(c);
                let tags: String = rest.clone().take_while(|c| is_tag(*c)).take(7).collect();
                if is_flag(&tags) {
                    tags.chars().for_each(|tag| out.push(tag));
                }
            }
            _ if is_dropped(c) => {}
            _ if is_tied(c) => {
                if out.last().is_some_and(|last| ties(last, c, next)) {
                    out.push(c);
                }
            }
            _ => out.push(c),
        }
    }
    let text = cut(&out.text, max);
    let kept = if right_to_left && !text.chars().any(is_right_to_left) {
        // The cut took the letters that the marks were for.
        text.chars().filter(|c| !is_direction(*c)).collect()
    } else {
        text.to_owned()
    };
    is_visible(&kept).then_some(kept)
}

/// Whether words are clean as they are: signs of ASCII that are seen, parted by single blanks. Codes, ids and most titles are.
fn is_plain(raw: &str, max: usize) -> bool {
    let bytes = raw.as_bytes();
    let blank = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    bytes.len() <= max
        && !blank(bytes.first())
        && !blank(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
        && !bytes.windows(2).any(|two| two == b"  ")
}

/// Never shown, never needed.
fn is_dropped(c: char) -> bool {
    let point = u32::from(c);
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{17b4}' | '\u{17b5}' | '\u{200b}' | '\u{2060}'..='\u{206f}' | '\u{202a}'..='\u{202e}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{fdd0}'..='\u{fdef}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || point & 0xfffe == 0xfffe
}

/// Left-to-right, right-to-left and Arabic letter mark.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Not seen by itself; stays where it does something to what stands before it.
fn is_tied(c: char) -> bool {
    matches!(c,
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180f}' | '\u{1160}')
}

fn ties(last: char, c: char, next: Option<char>) -> bool {
    match c {
        '\u{200d}' if is_pictured(last) || last == '\u{fe0f}' => next.is_some_and(is_pictured),
        '\u{200c}' | '\u{200d}' => joins(last),
        '\u{e0100}'..='\u{e01ef}' => is_han(last),
        '\u{fe00}'..='\u{fe0f}' => {
            matches!(last, '0'..='9' | '#' | '*') || (!last.is_ascii() && !is_tied(last) && !is_mark(last))
        }
        '\u{180b}'..='\u{180f}' => matches!(last, '\u{1800}'..='\u{18af}') && !is_tied(last),
        // An old Korean syllable that lacks its vowel.
        _ => matches!(last, '\u{1100}'..='\u{115e}'),
    }
}

/// Letters and marks of scripts that are joined: Arabic and its kin, Mongolian, the scripts of South and Southeast Asia.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{6ff}' | '\u{700}'..='\u{109f}' | '\u{1780}'..='\u{180a}' | '\u{1820}'..='\u{18af}'
        | '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// What emoji are made of: pictures, arrows, signs, skin tones.
fn is_pictured(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{2190}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{1f000}'..='\u{1faff}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// A country's part as a flag has it: three to six letters and digits in tags (`gbeng`, `gbsct`), then the closing tag.
fn is_flag(tags: &str) -> bool {
    let Some(inner) = tags.strip_suffix('\u{e007f}') else { return false };
    (3..=6).contains(&inner.chars().count())
        && inner.chars().all(|c| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}'))
}

/// Marks that stand over, under or through a letter.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}'
        | '\u{93c}' | '\u{94d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether it cannot start a text of its own.
fn belongs_before(c: char) -> bool {
    is_mark(c) || is_tied(c) || is_tag(c) || matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c != '\u{61c}'
}

fn is_seen(c: char) -> bool {
    let blank = c.is_whitespace() || c.is_control() || c == '\u{2800}';
    !blank && !is_direction(c) && !is_dropped(c) && !is_tied(c) && !is_tag(c) && !is_mark(c)
}
