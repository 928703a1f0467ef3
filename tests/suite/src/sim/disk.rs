//! The phone's disk in a life: files in memory that tell what is synced from what was only written, so that a process which ends
//! leaves what a power cut would leave.

use crate::vfs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::{NoFailPoint, Ports};

/// The person's file within its folder.
const FILE: &str = "person.sqlite";

/// A folder of its own, gone with its life.
pub(super) struct Disk {
    /// Whose customer the person is.
    merchant: &'static str,
    /// With a slash at its end: no other life's folder begins with it.
    folder: String,
}

impl Disk {
    /// With the person's file as a new phone has it.
    pub(super) fn of_a_new_phone(merchant: &'static str) -> Self {
        let fresh = fresh_file(merchant);
        let disk = Self::empty(merchant);
        vfs::put(&format!("{}{FILE}", disk.folder), fresh);
        disk
    }

    fn empty(merchant: &'static str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        vfs::register();
        Self { merchant, folder: format!("/life-{}/", NEXT.fetch_add(1, Ordering::Relaxed)) }
    }

    /// The person's file, opened anew, with the phone's vault.
    pub(super) fn store(&self, ports: &Ports) -> PersonStore {
        let store = self.open();
        store.attach_vault(ports.vault.clone(), ports.entropy.clone()).expect("a vault");
        store
    }

    fn open(&self) -> PersonStore {
        let options = StoreOptions { vfs: Some(vfs::NAME.to_owned()) };
        let store =
            PersonStore::open(Path::new(&self.folder), self.merchant, &options, Arc::new(NoFailPoint));
        store.expect("opens")
    }

    /// The power goes: nothing that was not synced is left. Says whether there was anything.
    pub(super) fn crash(&self) -> bool {
        let loses = vfs::is_unsynced(&self.folder);
        vfs::crash(&self.folder, || false);
        loses
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        vfs::forget(&self.folder);
    }
}

/// The person's file as a new phone has it, the same for every merchant: making one is a fifth of a life, so it is made once.
fn fresh_file(merchant: &'static str) -> &'static vfs::Content {
    static FRESH: OnceLock<vfs::Content> = OnceLock::new();
    FRESH.get_or_init(|| {
        let disk = Disk::empty(merchant);
        drop(disk.open());
        vfs::durable(&format!("{}{FILE}", disk.folder)).expect("made")
    })
}
