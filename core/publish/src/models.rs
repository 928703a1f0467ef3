//! Models of a feed, looked at before they are published: which phones refuse, and what of them they draw in another way.

use crate::media::file_of;
use crate::report::Report;
use crate::row::Taken;
use crate::rules::{Finding, RULES};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Looks at a model as phones load it. Lent by the host: a loader of models is no part of publishing.
pub trait ModelLook {
    /// What its author should know of the model in this file, or why phones refuse it.
    fn look(&self, file: &Path) -> Result<Vec<ModelNote>, ModelNote>;
}

/// One thing that is said of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelNote {
    /// Its stable code, as whoever looked has it: `MODEL_FINDING_TEXTURE`, or of a refusal `MODEL_CONTAINER`.
    pub code: &'static str,
    /// What exactly it is.
    pub sentence: String,
}

/// Notes what is to be known of the models whose files lie in `folder`, for each item once a kind.
pub(crate) fn look_at_models(
    look: &dyn ModelLook,
    folder: &Path,
    file: &str,
    items: &[Taken],
    report: &mut Report,
    progress: &mut dyn FnMut(&str, u64, u64),
) {
    // Sizes and colours of a product share one model, which is looked at once.
    let mut known: BTreeMap<PathBuf, Vec<(&'static str, String)>> = BTreeMap::new();
    let all = items.len() as u64;
    for (at, Taken { item, .. }) in items.iter().enumerate() {
        progress("models", at as u64, all);
        let path = item.model.as_ref().and_then(|url| file_of(folder, url));
        let Some(path) = path.filter(|path| path.exists()) else { continue };
        let told = known.entry(path).or_insert_with_key(|path| once_a_kind(look.look(path)));
        let found = told.iter().cloned();
        let found =
            found.map(|(code, sentence)| Finding::of(code, file, 1, item.id.as_str()).because(sentence));
        report.note(found.collect());
    }
}

/// The rule's code and a sentence for each kind, in the order met; of several of a kind the first is told, and how many more.
fn once_a_kind(looked: Result<Vec<ModelNote>, ModelNote>) -> Vec<(&'static str, String)> {
    let notes = match looked {
        Ok(notes) => notes,
        Err(ModelNote { code, sentence }) => return vec![("model_refused", format!("{code}: {sentence}"))],
    };
    let mut kinds: Vec<(ModelNote, usize)> = Vec::new();
    for note in notes {
        match kinds.iter_mut().find(|(first, _)| first.code == note.code) {
            Some((_, more)) => *more += 1,
            None => kinds.push((note, 0)),
        }
    }
    kinds.into_iter().map(|(first, more)| ruled(first, more)).collect()
}

fn ruled(note: ModelNote, more: usize) -> (&'static str, String) {
    let ModelNote { code, sentence } = note;
    let sentence = if more == 0 { sentence } else { format!("{sentence}; and {more} more") };
    match RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code)) {
        Some(rule) => (rule.code, sentence),
        // A loader may know more than this table.
        None => ("model_finding", format!("{code}: {sentence}")),
    }
}
