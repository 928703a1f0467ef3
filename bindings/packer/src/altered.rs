//! Crates of others that ship without a part that the app has no use for. Cargo can only add features, so what ships is built with
//! copies of them in which that part is left out:
//!
//! - wgpu's core without its parser of WGSL: our shaders are parsed when the app is built (`core/render/build/shaders.rs`), but wgpu
//!   asks its core for the parser on every system but the web (`core/adr/0024`);
//! - uniffi's macros without the description of the seam, which the glue is made of: it is made of the library with symbols, and the
//!   description with all its comments would ship as 119 exported constants (70 KB).

use crate::error::PackError;
use crate::glue::put;
use crate::library::{metadata, target};
use std::path::{Path, PathBuf};

/// A crate that is altered.
struct Altered {
    name: &'static str,
    /// Texts that stand in its files so often, each with what stands there instead.
    edits: &'static [Edit],
}

struct Edit {
    /// The end of the paths of the files that it is for.
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// How often it is there, in all files together; none for any number.
    times: Option<usize>,
}

const ALTERED: [Altered; 2] = [
    Altered {
        name: "wgpu-core",
        edits: &[
            // What asks for the feature gets nothing, and its code asks for another.
            Edit {
                file: "Cargo.toml",
                from: "\nwgsl = [\"naga/wgsl-in\"]\n",
                to: "\nwgsl = []\nwgsl-text = [\"naga/wgsl-in\"]\n",
                times: Some(1),
            },
            SILENT,
            Edit { file: ".rs", from: "feature = \"wgsl\"", to: "feature = \"wgsl-text\"", times: None },
        ],
    },
    Altered {
        name: "uniffi_macros",
        edits: &[
            Edit {
                file: "util.rs",
                from: "        #[unsafe(no_mangle)]\n        #[doc(hidden)]\n        pub static #static_ident",
                to: "        #[cfg(debug_assertions)]\n        #[unsafe(no_mangle)]\n        #[doc(hidden)]\n        pub static #static_ident",
                times: Some(1),
            },
            SILENT,
        ],
    },
];

/// Cargo shows what the compiler warns of in a crate that lies on this disk; these are not ours to mend.
const SILENT: Edit = Edit {
    file: "Cargo.toml",
    from: "\n[lints.rust]\n",
    to: "\n[lints.rust]\nwarnings = \"allow\"\n",
    times: None,
};

/// Makes the copies, in cargo's target folder, and gives their paths for cargo's `paths`. These may change a crate's code and not
/// what it depends on, and these do not: the lock file stays as it is. A file that stays the same is not written again.
pub fn run() -> Result<Vec<PathBuf>, PackError> {
    ALTERED.iter().map(Altered::copied).collect()
}

impl Altered {
    fn copied(&self) -> Result<PathBuf, PackError> {
        let folder = target()?.join(self.name).into_std_path_buf();
        let mut found = vec![0; self.edits.len()];
        self.copy(&self.original()?, &folder, &mut found)?;
        for (edit, found) in self.edits.iter().zip(found) {
            if edit.times.is_some_and(|times| times != found) {
                return Err(PackError::Patch { patch: self.name, found });
            }
        }
        Ok(folder)
    }

    /// Where cargo keeps the crate.
    fn original(&self) -> Result<PathBuf, PackError> {
        let metadata = metadata("--locked")?;
        let mut packages = metadata["packages"].as_array().into_iter().flatten();
        let package = packages.find(|package| package["name"] == self.name);
        let manifest = package.and_then(|package| package["manifest_path"].as_str()).map(Path::new);
        let folder = manifest.and_then(Path::parent).map(Path::to_owned);
        folder.ok_or_else(|| PackError::Failed(format!("finding {}", self.name)))
    }

    fn copy(&self, from: &Path, to: &Path, found: &mut [usize]) -> Result<(), PackError> {
        for entry in std::fs::read_dir(from).map_err(PackError::at(from.display()))? {
            let path = entry?.path();
            let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
                continue;
            };
            if path.is_dir() {
                self.copy(&path, &to.join(&name), found)?;
            } else if !name.starts_with('.') && name != "Cargo.lock" {
                let text = std::fs::read_to_string(&path).map_err(PackError::at(path.display()))?;
                put(&to.join(&name), &self.changed(&name, text, found))?;
            }
        }
        Ok(())
    }

    /// A file of the crate as it is built. Counts what is changed.
    fn changed(&self, name: &str, text: String, found: &mut [usize]) -> String {
        self.edits.iter().zip(found).filter(|(edit, _)| name.ends_with(edit.file)).fold(
            text,
            |text, (edit, found)| {
                *found += text.matches(edit.from).count();
                text.replace(edit.from, edit.to)
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_the_parser_gets_nothing() {
        let [core, _] = &ALTERED;
        let mut found = [0; 3];
        let manifest = "[features]\nvulkan = []\nwgsl = [\"naga/wgsl-in\"]\n\n[lib]\n";
        let made = core.changed("Cargo.toml", manifest.to_owned(), &mut found);
        assert_eq!((found, made.contains("\nwgsl = []\n")), ([1, 0, 0], true));
        let code =
            core.changed("pipeline.rs", "#[cfg(feature = \"wgsl\")]\nfn parse() {}\n".to_owned(), &mut found);
        assert_eq!(code, "#[cfg(feature = \"wgsl-text\")]\nfn parse() {}\n");
    }

    #[test]
    fn the_crates_that_are_locked_are_changed() {
        let folders = run().expect("copies");
        let text = |at: usize, file: &str| {
            let folder: &PathBuf = folders.get(at).expect("a copy each");
            std::fs::read_to_string(folder.join(file)).expect("its code")
        };
        assert!(text(0, "src/pipeline.rs").contains("feature = \"wgsl-text\""));
        assert!(!text(0, "src/pipeline.rs").contains("feature = \"wgsl\""));
        assert!(text(1, "src/util.rs").contains("#[cfg(debug_assertions)]\n        #[unsafe(no_mangle)]"));
    }
}
