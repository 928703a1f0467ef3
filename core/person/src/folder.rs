//! The folder: one running app at a time, and nobody else's eyes.

use crate::error::StoreError;
use std::fs::File;
use std::io;
use std::path::Path;

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
        make_private_folder(folder).map_err(StoreError::Folder)?;
        let file = private_file(&folder.join("lock")).map_err(StoreError::Folder)?;
        fs4::FileExt::try_lock(&file).map_err(|_| StoreError::Locked)?;
        for name in FILES {
            private_file(&folder.join(name)).map_err(StoreError::Folder)?;
        }
        close_files(folder).map_err(StoreError::Folder)?;
        Ok(Self { _file: file })
    }
}

/// Makes a folder that its owner alone may open. One that was there and is ours, or empty, is closed to others; any other
/// stays as it is, for it may be shared on purpose.
fn make_private_folder(folder: &Path) -> io::Result<()> {
    let ours = match std::fs::read_dir(folder) {
        Ok(entries) => {
            let known = |name: &str| {
                name == "lock"
                    || name == "vault"
                    || name.starts_with(OLD_FILE)
                    || FILES.iter().any(|file| name.starts_with(file))
            };
            folder.join(FILES[0]).exists()
                || entries.flatten().all(|entry| known(&entry.file_name().to_string_lossy()))
        }
        Err(_) => true,
    };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    if ours { set_mode(folder, 0o700) } else { Ok(()) }
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

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let now = std::fs::metadata(path)?.permissions().mode() & 0o777;
    if now == mode {
        return Ok(());
    }
    match std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)) {
        // Another owner's, on a file system that lets us use it all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
