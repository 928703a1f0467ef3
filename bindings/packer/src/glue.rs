//! The glue: what uniffi makes of the library's metadata, patched, in the places where the two phones' builds look for it.

use crate::error::PackError;
use crate::patch;
use camino::{Utf8Path, Utf8PathBuf};
use std::path::{Path, PathBuf};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

/// A language of the phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// For the Android app.
    Kotlin,
    /// For Apple's systems.
    Swift,
}

impl Language {
    /// Where the repository's own builds look for the glue; ignored by git.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Kotlin => "android/library/src/generated/kotlin",
            Self::Swift => "ios/Generated",
        }
    }

    /// The files: as uniffi names them, and where they go below the folder.
    const fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Kotlin => &[("example/tradewind/core/tradewind.kt", "example/tradewind/core/tradewind.kt")],
            Self::Swift => &[
                ("TradewindCore.swift", "TradewindCore/TradewindCore.swift"),
                ("TradewindCoreFFI.h", "TradewindCoreFFI/TradewindCoreFFI.h"),
                ("TradewindCoreFFI.modulemap", "TradewindCoreFFI/module.modulemap"),
            ],
        }
    }
}

/// Makes the glue below `folder` and tells which files it is. A file that would not change keeps its time, so that nothing is
/// compiled again for nothing.
pub fn make(
    language: Language,
    library: &Utf8Path,
    folder: &Path,
    patched: bool,
) -> Result<Vec<PathBuf>, PackError> {
    let fresh = library.with_extension(format!("glue-{}", std::process::id()));
    let made = raw(language, library, &fresh).and_then(|()| {
        language
            .files()
            .iter()
            .map(|(from, to)| {
                let from = fresh.join(from);
                let mut text = std::fs::read_to_string(&from).map_err(PackError::at(&from))?;
                if patched {
                    text = patch::apply(to, text)?;
                }
                let to = folder.join(to);
                put(&to, &text)?;
                Ok(to)
            })
            .collect()
    });
    // What is left over is in the target folder, and harmless.
    let _ = std::fs::remove_dir_all(&fresh);
    made
}

fn raw(language: Language, library: &Utf8Path, out: &Utf8PathBuf) -> Result<(), PackError> {
    let languages = vec![match language {
        Language::Kotlin => TargetLanguage::Kotlin,
        Language::Swift => TargetLanguage::Swift,
    }];
    let options = GenerateOptions {
        languages,
        source: library.to_owned(),
        out_dir: out.clone(),
        ..GenerateOptions::default()
    };
    generate(options)
        .map_err(|error| PackError::Glue { library: library.to_string(), why: format!("{error:#}") })
}

/// Writes a file whose text has changed: one that stays the same keeps its time, and nothing is built again for it.
pub(crate) fn put(to: &Path, text: &str) -> Result<(), PackError> {
    if std::fs::read_to_string(to).is_ok_and(|before| before == text) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(PackError::at(folder.display()))?;
    }
    std::fs::write(to, text).map_err(PackError::at(to.display()))
}
