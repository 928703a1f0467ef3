//! Folders and files that their owner alone may open.

use std::io;
use std::path::Path;

/// Makes a folder that its owner alone may open (0700). One that was there is closed to others if it is ours by the names
/// within it, and stays as it is if not, for it may be shared on purpose.
pub fn private_folder(folder: &Path, is_ours: impl Fn(&[String]) -> bool) -> io::Result<()> {
    let ours = match std::fs::read_dir(folder) {
        Ok(entries) => {
            let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            is_ours(&names.collect::<Vec<_>>())
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

/// Sets the mode of a file or folder of ours, where it is another. One that belongs to another user is left, on a file
/// system that lets us use it all the same.
#[cfg(unix)]
pub fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let now = std::fs::metadata(path)?.permissions().mode() & 0o777;
    if now == mode {
        return Ok(());
    }
    match std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        done => done,
    }
}

/// Sets the mode of a file or folder of ours; here there is none.
#[cfg(not(unix))]
pub fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
