//! Files of models: those at a path, in the order of their names, and their bytes, as many as a phone takes.

use super::failed::Failed;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use tradewind_domain::limits::MODEL_BYTES;

/// How many folders deep is searched, the first one counted.
const DEEPEST: usize = 16;
/// Most models of one search.
const MOST_MODELS: usize = 10_000;
/// Most files and folders that are looked at for them.
const MOST_ENTRIES: usize = 200_000;

/// The model at `path`, or all models in the folder there and below it. What is too much to be searched is an error, so that nobody takes
/// a part for the whole; links to folders are not followed.
pub(super) fn models_at(path: &Path) -> Result<Vec<PathBuf>, Failed> {
    let meta = std::fs::metadata(path).map_err(|error| Failed::file(path, &error))?;
    if !meta.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let (mut models, mut entries) = (Vec::new(), 0);
    let mut open = vec![(path.to_owned(), 1)];
    while let Some((folder, depth)) = open.pop() {
        if depth > DEEPEST {
            return Err(Failed::file(&folder, &format!("folders are searched {DEEPEST} deep at most")));
        }
        let failed = |error: std::io::Error| Failed::file(&folder, &error);
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (kind, inner) = (entry.file_type().map_err(failed)?, entry.path());
            entries += 1;
            if kind.is_dir() {
                open.push((inner, depth + 1));
            } else if is_model(&inner) && inner.is_file() {
                models.push(inner);
            }
            if models.len() > MOST_MODELS || entries > MOST_ENTRIES {
                let most = format!("more than {MOST_MODELS} models or {MOST_ENTRIES} files");
                return Err(Failed::file(path, &most));
            }
        }
    }
    if models.is_empty() {
        return Err(Failed::file(path, &"no .glb and no .gltf in it"));
    }
    models.sort();
    Ok(models)
}

fn is_model(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["glb", "gltf"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The bytes of a file; of a longer one than `limit` one byte more, so that it is seen. What is no file (a pipe, a device) may never
/// end, and is not opened.
pub(super) fn read_within(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("not a file"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file in the model's folder or below it; a name that leads out of it is not read.
pub(super) fn read_beside(file: &Path, name: &str) -> Option<Vec<u8>> {
    let name = Path::new(name);
    let below = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    read_within(&file.parent()?.join(below.then_some(name)?), MODEL_BYTES).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_of_the_folder_is_read() {
        let folder = std::env::temp_dir();
        for wrong in ["../etc/hostname", "/etc/hostname", "a/../../b"] {
            assert_eq!(read_beside(&folder.join("m.gltf"), wrong), None);
        }
    }

    #[test]
    fn models_are_found_by_their_endings_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        assert!(models_at(&at("none")).is_err() && models_at(folder.path()).is_err(), "nothing there");
        std::fs::create_dir_all(at("b/inner.glb")).expect("made");
        for name in ["c.glb", "b/z.GLTF", "b/inner.glb/y.glb", "a.gltf", "a.bin", "glb"] {
            std::fs::write(at(name), "x").expect("written");
        }
        let found = models_at(folder.path()).expect("found");
        assert_eq!(found, ["a.gltf", "b/inner.glb/y.glb", "b/z.GLTF", "c.glb"].map(at));
        assert_eq!(models_at(&at("a.bin")), Ok(vec![at("a.bin")]), "what is named is meant");
        let deep: PathBuf = std::iter::repeat_n("d", DEEPEST).collect();
        std::fs::create_dir_all(folder.path().join(deep)).expect("made");
        let Err(Failed(code, why)) = models_at(folder.path()) else { unreachable!("too deep") };
        assert!(code == "FILE" && why.contains("deep"), "{why}");
    }

    #[test]
    fn no_more_is_read_than_the_limit_and_a_byte() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, [7; 100]).expect("written");
        assert_eq!(read_within(&path, 100).expect("read").len(), 100);
        assert_eq!(read_within(&path, 10).expect("read").len(), 11);
        assert!(read_within(folder.path(), 10).is_err());
    }
}
