//! A disk that forgets: files in memory with what is durable and what was only written. A crash drops all or, as real
//! disks do, some of what was not yet synced; a full disk refuses to grow. Registered with SQLite as `tradewind-disk`.

mod content;

pub use content::Content;

use sqlite_plugin::flags::{AccessFlags, LockLevel, OpenOpts};
use sqlite_plugin::vars;
use sqlite_plugin::vfs::{RegisterOpts, Vfs, VfsHandle, VfsResult, register_static};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};
use tradewind_domain::lock;

/// The name to give to SQLite.
pub const NAME: &str = "tradewind-disk";

/// One change that is not yet durable.
#[derive(Debug, Clone)]
enum Change {
    Write { offset: usize, data: Vec<u8> },
    Truncate { size: usize },
}

impl Change {
    fn apply(&self, to: &mut Content) {
        match self {
            Self::Write { offset, data } => to.write(*offset, data),
            Self::Truncate { size } => to.resize(*size),
        }
    }
}

/// A file: `now` is what is durable with every pending change.
#[derive(Debug, Default, Clone)]
struct File {
    durable: Content,
    now: Content,
    pending: Vec<Change>,
}

#[derive(Default)]
struct Disk {
    files: Mutex<BTreeMap<String, Arc<Mutex<File>>>>,
    /// The folder that may not grow.
    full: Mutex<Option<String>>,
    /// Folders whose syncs do nothing: a wrong disk, or an app that does not sync.
    unsynced: Mutex<BTreeSet<String>>,
}

/// The one disk of this process; runs keep apart by their paths.
fn disk() -> &'static Arc<Disk> {
    static DISK: OnceLock<Arc<Disk>> = OnceLock::new();
    DISK.get_or_init(|| {
        let disk = Arc::new(Disk::default());
        let registered = register_static(
            c"tradewind-disk".to_owned(),
            Plugin(disk.clone()),
            RegisterOpts { make_default: false },
        );
        assert!(registered.is_ok(), "SQLite takes the disk");
        disk
    })
}

/// Makes the disk known to SQLite.
pub fn register() {
    let _ = disk();
}

/// The power goes: each file below `folder` loses what was not synced. `survives` decides for each pending change
/// whether it made it to the platter all the same; a change that does not takes nothing else with it.
pub fn crash(folder: &str, mut survives: impl FnMut() -> bool) {
    for file in below(folder) {
        let mut file = lock(&file);
        let File { now, durable, pending } = &mut *file;
        if !pending.is_empty() {
            pending.drain(..).filter(|_| survives()).for_each(|change| change.apply(durable));
            now.clone_from(durable);
        }
    }
}

/// Whether a file below `folder` has changes that a crash could take.
pub fn is_unsynced(folder: &str) -> bool {
    below(folder).iter().any(|file| !lock(file).pending.is_empty())
}

/// The files below a folder, by their paths.
fn below(folder: &str) -> Vec<Arc<Mutex<File>>> {
    let files = lock(&disk().files);
    files.iter().filter(|(path, _)| path.starts_with(folder)).map(|(_, file)| file.clone()).collect()
}

/// Puts a file in place, with these bytes on the platter.
pub fn put(path: &str, bytes: &Content) {
    let file = File { now: bytes.clone(), durable: bytes.clone(), pending: Vec::new() };
    lock(&disk().files).insert(path.to_owned(), Arc::new(Mutex::new(file)));
}

/// What of a file is on the platter; none where there is no such file.
pub fn durable(path: &str) -> Option<Content> {
    let files = lock(&disk().files);
    files.get(path).map(|file| lock(file).durable.clone())
}

/// What would be found on the platter if the power went now: a copy of the folder's durable state under `to`.
pub fn durable_copy(folder: &str, to: &str) {
    let mut files = lock(&disk().files);
    let copies: Vec<(String, File)> = files
        .iter()
        .filter_map(|(path, file)| {
            let rest = path.strip_prefix(folder)?;
            let durable = lock(file).durable.clone();
            Some((format!("{to}{rest}"), File { now: durable.clone(), durable, pending: Vec::new() }))
        })
        .collect();
    files.retain(|path, _| !path.starts_with(to));
    files.extend(copies.into_iter().map(|(path, file)| (path, Arc::new(Mutex::new(file)))));
}

/// From now on no file below `folder` may grow; `None` for room again.
pub fn set_full(folder: Option<&str>) {
    *lock(&disk().full) = folder.map(str::to_owned);
}

/// From now on syncs below `folder` do nothing, until it is forgotten.
pub fn never_sync(folder: &str) {
    lock(&disk().unsynced).insert(folder.to_owned());
}

/// Forgets every file below `folder`.
pub fn forget(folder: &str) {
    lock(&disk().unsynced).remove(folder);
    lock(&disk().files).retain(|path, _| !path.starts_with(folder));
}

struct Plugin(Arc<Disk>);

/// An open file.
pub struct Handle {
    file: Arc<Mutex<File>>,
    path: String,
    delete_on_close: bool,
}

impl VfsHandle for Handle {
    fn readonly(&self) -> bool {
        false
    }

    fn in_memory(&self) -> bool {
        false
    }
}

impl Vfs for Plugin {
    type Handle = Handle;

    fn open(&self, path: Option<&str>, opts: OpenOpts) -> VfsResult<Handle> {
        let path = path.unwrap_or("temporary").to_owned();
        let file = lock(&self.0.files).entry(path.clone()).or_default().clone();
        Ok(Handle { file, path, delete_on_close: opts.delete_on_close() })
    }

    fn delete(&self, path: &str) -> VfsResult<()> {
        lock(&self.0.files).remove(path);
        Ok(())
    }

    fn access(&self, path: &str, _flags: AccessFlags) -> VfsResult<bool> {
        Ok(lock(&self.0.files).contains_key(path))
    }

    fn file_size(&self, handle: &mut Handle) -> VfsResult<usize> {
        Ok(lock(&handle.file).now.size())
    }

    fn truncate(&self, handle: &mut Handle, size: usize) -> VfsResult<()> {
        change(handle, Change::Truncate { size });
        Ok(())
    }

    fn write(&self, handle: &mut Handle, offset: usize, data: &[u8]) -> VfsResult<usize> {
        let grows = offset + data.len() > lock(&handle.file).now.size();
        if grows && lock(&self.0.full).as_ref().is_some_and(|folder| handle.path.starts_with(folder.as_str()))
        {
            return Err(vars::SQLITE_FULL);
        }
        change(handle, Change::Write { offset, data: data.to_vec() });
        Ok(data.len())
    }

    fn read(&self, handle: &mut Handle, offset: usize, data: &mut [u8]) -> VfsResult<usize> {
        Ok(lock(&handle.file).now.read(offset, data))
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
        if lock(&self.0.unsynced).iter().any(|folder| handle.path.starts_with(folder.as_str())) {
            return Ok(());
        }
        let mut file = lock(&handle.file);
        let File { durable, now, pending } = &mut *file;
        durable.clone_from(now);
        pending.clear();
        Ok(())
    }

    fn close(&self, handle: Handle) -> VfsResult<()> {
        if handle.delete_on_close {
            lock(&self.0.files).remove(&handle.path);
        }
        Ok(())
    }
}

fn change(handle: &Handle, change: Change) {
    let mut file = lock(&handle.file);
    change.apply(&mut file.now);
    file.pending.push(change);
}
