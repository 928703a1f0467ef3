//! A disk that can be full: SQLite's files as they are, but while storage is low no file of the folder may grow.
//! Registered with SQLite as `tradewind-desk`. One process has a phone's folder (the core's own lock sees to that), so locks
//! between processes are not kept here.

use crate::host_ports::SharedDeviceState;
use crate::wire::Storage;
use sqlite_plugin::flags::{AccessFlags, LockLevel, OpenKind, OpenMode, OpenOpts};
use sqlite_plugin::vars;
use sqlite_plugin::vfs::{RegisterOpts, Vfs, VfsHandle, VfsResult, register_static};
use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::Arc;

/// The name to give to SQLite.
pub const NAME: &str = "tradewind-desk";

/// Makes the disk known to SQLite; `world` says whether there is room. Once a process.
pub fn register(world: Arc<SharedDeviceState>) -> bool {
    register_static(c"tradewind-desk".to_owned(), Disk { world }, RegisterOpts { make_default: false })
        .is_ok()
}

struct Disk {
    world: Arc<SharedDeviceState>,
}

/// An open file.
pub struct Handle {
    file: File,
    path: PathBuf,
    delete_on_close: bool,
    readonly: bool,
}

impl VfsHandle for Handle {
    fn readonly(&self) -> bool {
        self.readonly
    }

    fn in_memory(&self) -> bool {
        false
    }
}

impl Vfs for Disk {
    type Handle = Handle;

    fn open(&self, path: Option<&str>, opts: OpenOpts) -> VfsResult<Handle> {
        let (path, delete_on_close) = match path {
            Some(path) => (PathBuf::from(path), opts.delete_on_close()),
            // A file without a name is SQLite's own scratch paper.
            None => (scratch(), true),
        };
        let readonly = matches!(opts.mode(), OpenMode::ReadOnly);
        let may_create = !readonly;
        if may_create && !path.exists() && self.is_full() && opts.kind() != OpenKind::MainDb {
            return Err(vars::SQLITE_FULL);
        }
        let file = OpenOptions::new()
            .read(true)
            .write(may_create)
            .create(may_create)
            .truncate(false)
            .open(&path)
            .map_err(|_| vars::SQLITE_CANTOPEN)?;
        Ok(Handle { file, path, delete_on_close, readonly })
    }

    fn delete(&self, path: &str) -> VfsResult<()> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(vars::SQLITE_IOERR_DELETE),
            _ => Ok(()),
        }
    }

    fn access(&self, path: &str, _flags: AccessFlags) -> VfsResult<bool> {
        Ok(std::path::Path::new(path).exists())
    }

    fn file_size(&self, handle: &mut Handle) -> VfsResult<usize> {
        let size = handle.file.metadata().map_err(|_| vars::SQLITE_IOERR_FSTAT)?.len();
        usize::try_from(size).map_err(|_| vars::SQLITE_IOERR_FSTAT)
    }

    fn truncate(&self, handle: &mut Handle, size: usize) -> VfsResult<()> {
        handle.file.set_len(size as u64).map_err(|_| vars::SQLITE_IOERR_TRUNCATE)
    }

    fn write(&self, handle: &mut Handle, offset: usize, data: &[u8]) -> VfsResult<usize> {
        if self.is_full() && offset + data.len() > self.file_size(handle)? {
            return Err(vars::SQLITE_FULL);
        }
        handle.file.write_all_at(data, offset as u64).map_err(|_| vars::SQLITE_IOERR_WRITE)?;
        Ok(data.len())
    }

    fn read(&self, handle: &mut Handle, offset: usize, data: &mut [u8]) -> VfsResult<usize> {
        let mut done = 0;
        while done < data.len() {
            match handle.file.read_at(&mut data[done..], (offset + done) as u64) {
                Ok(0) => break,
                Ok(count) => done += count,
                Err(_) => return Err(vars::SQLITE_IOERR_READ),
            }
        }
        Ok(done)
    }

    fn lock(&self, _handle: &mut Handle, _level: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn unlock(&self, _handle: &mut Handle, _level: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn check_reserved_lock(&self, _handle: &mut Handle) -> VfsResult<bool> {
        Ok(false)
    }

    fn sync(&self, handle: &mut Handle) -> VfsResult<()> {
        handle.file.sync_all().map_err(|_| vars::SQLITE_IOERR_FSYNC)
    }

    fn close(&self, handle: Handle) -> VfsResult<()> {
        if handle.delete_on_close {
            let _ = std::fs::remove_file(&handle.path);
        }
        Ok(())
    }
}

impl Disk {
    fn is_full(&self) -> bool {
        self.world.now().storage == Storage::Low
    }
}

fn scratch() -> PathBuf {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    std::env::temp_dir().join(format!("tradewind-desk-{}-{number}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::DeviceState;
    use rusqlite::{Connection, ErrorCode, OpenFlags};

    #[test]
    fn while_storage_is_low_nothing_grows_and_nothing_is_lost() {
        let world = Arc::new(SharedDeviceState::default());
        assert!(register(world.clone()));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("it.sqlite");
        let open = || Connection::open_with_flags_and_vfs(&path, OpenFlags::default(), NAME).expect("opens");
        let db = open();
        db.execute_batch("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('kept');").expect("there is room");
        world.set(DeviceState { storage: Storage::Low, ..DeviceState::default() });
        let long = "x".repeat(100_000);
        let refused = db.execute("INSERT INTO t VALUES (?1)", [&long]).expect_err("there is none");
        assert_eq!(refused.sqlite_error_code(), Some(ErrorCode::DiskFull), "{refused}");
        drop(db);
        let db = open();
        let kept: Vec<String> = db
            .prepare("SELECT x FROM t")
            .and_then(|mut rows| rows.query_map([], |row| row.get(0))?.collect())
            .expect("readable");
        assert_eq!(kept, ["kept"]);
        world.set(DeviceState::default());
        db.execute("INSERT INTO t VALUES (?1)", [&long]).expect("there is room again");
    }
}
