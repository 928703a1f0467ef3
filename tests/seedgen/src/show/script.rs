//! What is shown and said: a row a caption, in the order of the show.

use super::measures::CHAPTER_S;
use crate::studio::StudioError;

/// Languages of the captions, as the columns of the script are called, with their own names.
pub const LANGUAGES: [(&str, &str); 4] =
    [("en", "English"), ("de", "Deutsch"), ("ja", "日本語"), ("ar", "العربية")];

/// A caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Milliseconds from the start of the show.
    pub from_ms: u32,
    /// The same, of its end.
    pub to_ms: u32,
    /// The words, in the order of [`LANGUAGES`].
    pub words: [String; 4],
}

/// The whole show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Item ids (`mug-indigo`: a form and one of its ways), one a chapter.
    pub items: Vec<String>,
    /// The captions, by their start.
    pub cues: Vec<Cue>,
}

impl Script {
    /// Reads `item from_s to_s en de ja ar`, parted by tabs; seconds are within the chapter.
    pub fn read(text: &str) -> Result<Self, StudioError> {
        let mut script = Self { items: Vec::new(), cues: Vec::new() };
        for (at, line) in text.lines().enumerate().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[item, from, to, en, de, ja, ar] = fields.as_slice() else {
                return Err(StudioError(format!("script.tsv, line {}: seven fields", at + 1)));
            };
            if script.items.last().is_none_or(|last| last != item) {
                script.items.push(item.to_owned());
            }
            let start = (script.items.len() as u32 - 1) * CHAPTER_S * 1_000;
            let ms = |text: &str| -> Result<u32, StudioError> {
                let seconds: f64 = text.parse()?;
                let within = (0.0..=f64::from(CHAPTER_S)).contains(&seconds);
                let out = || StudioError(format!("script.tsv, line {}: out of its chapter", at + 1));
                within.then(|| start + (seconds * 1_000.0).round() as u32).ok_or_else(out)
            };
            let words = [en, de, ja, ar].map(str::to_owned);
            script.cues.push(Cue { from_ms: ms(from)?, to_ms: ms(to)?, words });
        }
        let ordered = script.cues.windows(2).all(|two| two[0].to_ms <= two[1].from_ms);
        let sound = ordered && script.cues.iter().all(|cue| cue.from_ms < cue.to_ms);
        if sound && !script.items.is_empty() { Ok(script) } else { Err("the captions overlap".into()) }
    }

    /// How long it is, in milliseconds.
    pub fn length_ms(&self) -> u32 {
        self.items.len() as u32 * CHAPTER_S * 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_chapters_and_captions() {
        let rows = "item\tfrom_s\tto_s\ten\tde\tja\tar\nmug-indigo\t0.3\t5\ta\tb\tc\td\nmug-sand\t1\t2.5\te\tf\tg\th\n";
        let script = Script::read(rows).expect("well written");
        assert_eq!(script.items, ["mug-indigo", "mug-sand"]);
        assert_eq!(script.cues[1].from_ms, CHAPTER_S * 1_000 + 1_000);
        assert_eq!(script.length_ms(), 2 * CHAPTER_S * 1_000);
        assert!(Script::read("item\nmug-indigo\t0\t17\ta\tb\tc\td\n").is_err(), "out of its chapter");
        assert!(Script::read("item\nmug-indigo\t3\t2\ta\tb\tc\td\n").is_err(), "ends before it begins");
    }
}
