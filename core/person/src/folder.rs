//! The folder: one running app at a time, and nobody else's eyes.

use crate::error::StoreError;
use std::fs::File;
use std::io;
use std::path::Path;
use tradewind_ports::{private_folder, set_mode};

/// Files that are made before SQLite does, so that they are the owner's alone from their first byte; SQLite gives its
/// journals the mode of their database.
const FILES: [&str; 3] = ["person.sqlite", "catalog.sqlite", "media.sqlite"];
/// What the file of pictures and models was called before; it is renamed when it is opened.
const OLD_FILE: &str = "pictures.sqlite";

/// The exclusive use of a folder, for as long as it lives. A second app on the same folder is refused.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the folder; it is made if it is not there. Folder and files are for their owner alone (0700, 0600).
    pub fn acquire(folder: &Path) -> Result<Self, StoreError> {
        private_folder(folder, is_ours).map_err(StoreError::Folder)?;
        let file = private_file(&folder.join("lock")).map_err(StoreError::Folder)?;
        fs4::FileExt::try_lock(&file).map_err(|_| StoreError::Locked)?;
        for name in FILES {
            private_file(&folder.join(name)).map_err(StoreError::Folder)?;
        }
        close_files(folder).map_err(StoreError::Folder)?;
        Ok(Self { _file: file })
    }
}

/// Whether a folder is ours, or has nothing in it but what is.
fn is_ours(names: &[String]) -> bool {
    let known = |name: &String| {
        name == "lock"
            || name == "vault"
            || name.starts_with(OLD_FILE)
            || FILES.iter().any(|file| name.starts_with(file))
    };
    names.iter().any(|name| name == FILES[0]) || names.iter().all(known)
}

/// Opens a file of ours, made for its owner alone if it is not there.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Closes files of an earlier version of the app to others.
fn close_files(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name == "lock" || FILES.iter().any(|file| name.starts_with(file));
        if ours && entry.file_type()?.is_file() {
            set_mode(&entry.path(), 0o600)?;
        }
    }
    Ok(())
}
