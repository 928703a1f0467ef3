//! The mark beside the person's file without which no yes in it counts. To take it away needs no room on the disk: so a consent that was
//! withdrawn does not come back, also where that could not be written down.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Its name; it holds nothing.
pub(crate) const MARK: &str = "person.sqlite.agreed";
/// The setting that says that a mark belongs to this file. One of before there were marks is believed without, and is given one when it is
/// read.
pub(crate) const MARKED: &str = "consent.marked";

/// The mark in a folder.
#[derive(Debug, Clone)]
pub(crate) struct AgreedMark(PathBuf);

impl AgreedMark {
    pub(crate) fn of(folder: &Path) -> Self {
        Self(folder.join(MARK))
    }

    pub(crate) fn stands(&self) -> bool {
        self.0.exists()
    }

    /// Puts it down, for its owner alone; it is on the disk when this returns.
    pub(crate) fn put(&self) -> io::Result<()> {
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.0)?.sync_all()?;
        self.sync_folder()
    }

    /// Takes it away; one that is not there is no fault.
    pub(crate) fn take_away(&self) -> io::Result<()> {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => self.sync_folder(),
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self) -> io::Result<()> {
        self.0.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    }

    #[cfg(not(unix))]
    fn sync_folder(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_put_down_and_taken_away_as_often_as_wished() {
        let folder = tempfile::tempdir().expect("a folder");
        let mark = AgreedMark::of(folder.path());
        for _ in 0..2 {
            mark.take_away().expect("gone");
            assert!(!mark.stands());
            mark.put().expect("put down");
            mark.put().expect("put down");
            assert!(mark.stands());
        }
    }
}
