//! wgpu's core without its parser of WGSL. Our shaders are parsed when the app is built (`core/render/build/shaders.rs`), but
//! wgpu asks its core for the parser on every system but the web, and cargo can only add features: so what ships is built with a
//! copy of the core in which the feature of that name brings nothing (`core/adr/0024`).

use crate::error::PackError;
use crate::glue::put;
use crate::library::{metadata, target};
use std::path::{Path, PathBuf};

const CRATE: &str = "wgpu-core";
/// The feature in the core's manifest, and what stands there instead: what asks for it gets nothing, and its code asks for another.
const FEATURE: &str = "\nwgsl = [\"naga/wgsl-in\"]\n";
const NOTHING: &str = "\nwgsl = []\nwgsl-text = [\"naga/wgsl-in\"]\n";
/// cargo shows what the compiler warns of in a crate that lies on this disk; this one is not ours to mend.
const LINTS: &str = "\n[lints.rust]\n";
const SILENT: &str = "\n[lints.rust]\nwarnings = \"allow\"\n";
const ASKED: &str = "feature = \"wgsl\"";
const ASKED_INSTEAD: &str = "feature = \"wgsl-text\"";

/// Makes the copy, in cargo's target folder, and gives its path for cargo's `paths`. These may change a crate's code and not
/// what it depends on, and this one does not: the lock file stays as it is. A file that stays the same is not written again.
pub fn run() -> Result<PathBuf, PackError> {
    let folder = target()?.join(CRATE).into_std_path_buf();
    let mut found = 0;
    copy(&original()?, &folder, &mut found)?;
    if found == 1 { Ok(folder) } else { Err(PackError::Patch { patch: CRATE, found }) }
}

/// Where cargo keeps the core.
fn original() -> Result<PathBuf, PackError> {
    let metadata = metadata("--locked")?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.find(|package| package["name"] == CRATE);
    let manifest = package.and_then(|package| package["manifest_path"].as_str()).map(Path::new);
    let folder = manifest.and_then(Path::parent).map(Path::to_owned);
    folder.ok_or_else(|| PackError::Failed(format!("finding {CRATE}")))
}

fn copy(from: &Path, to: &Path, found: &mut usize) -> Result<(), PackError> {
    for entry in std::fs::read_dir(from).map_err(PackError::at(from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if path.is_dir() {
            copy(&path, &to.join(&name), found)?;
        } else if !name.starts_with('.') && name != "Cargo.lock" {
            let text = std::fs::read_to_string(&path).map_err(PackError::at(path.display()))?;
            put(&to.join(&name), &changed(&name, &text, found))?;
        }
    }
    Ok(())
}

/// A file of the core as it is built. Counts the feature's definitions.
fn changed(name: &str, text: &str, found: &mut usize) -> String {
    if name == "Cargo.toml" {
        *found += text.matches(FEATURE).count();
        text.replace(FEATURE, NOTHING).replace(LINTS, SILENT)
    } else {
        text.replace(ASKED, ASKED_INSTEAD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_the_parser_gets_nothing() {
        let mut found = 0;
        let manifest = "[features]\nvulkan = []\nwgsl = [\"naga/wgsl-in\"]\n\n[lib]\n";
        let made = changed("Cargo.toml", manifest, &mut found);
        assert_eq!((found, made.contains("\nwgsl = []\n")), (1, true));
        let code = changed("pipeline.rs", "#[cfg(feature = \"wgsl\")]\nfn parse() {}\n", &mut found);
        assert_eq!(code, "#[cfg(feature = \"wgsl-text\")]\nfn parse() {}\n");
    }

    #[test]
    fn the_core_that_is_locked_is_changed() {
        let folder = run().expect("a copy");
        let text = std::fs::read_to_string(folder.join("src/pipeline.rs")).expect("its code");
        assert!(text.contains(ASKED_INSTEAD) && !text.contains(ASKED));
    }
}
