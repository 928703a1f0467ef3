//! A host's vault, with an end to waiting for it, and another try where it is locked or fails.

use crate::{Secret, Vault, VaultError};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long a vault may take for one call. A Keystore answers in tens of milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long after "locked" or "failed" it is asked again: a phone that is being unlocked at this moment opens its vault a little later
/// than its screen.
const AGAIN: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(400)];

/// A vault that is waited for only so long: a host's may stall, and no screen and no payment waits for that. One that stalls
/// has failed; one that is locked or fails is asked three times in half a second, and then says so: it is never taken for
/// one that has nothing. Blocks for these times at most. One that cannot stall is asked directly.
pub struct Patient(Arc<dyn Vault>);

impl Patient {
    /// Waits for `vault` with patience.
    pub fn new(vault: Arc<dyn Vault>) -> Self {
        Self(vault)
    }

    fn ask<T: Send + 'static>(
        &self,
        call: impl Fn(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        if !self.may_stall() {
            return call(&*self.0);
        }
        let (answer, answered) = channel();
        let vault = self.0.clone();
        let asking = std::thread::Builder::new().name("tradewind-vault".to_owned());
        let asking = asking.spawn(move || {
            // Each try is told by itself: patience is for one call.
            let mut pauses = AGAIN.iter();
            loop {
                let said = call(&*vault);
                let closed = matches!(said, Err(VaultError::Locked | VaultError::Failed));
                let pause = closed.then(|| pauses.next()).flatten();
                if answer.send((said, pause.copied())).is_err() {
                    return;
                }
                let Some(pause) = pause else { return };
                std::thread::sleep(*pause);
            }
        });
        asking.map_err(|_| VaultError::Failed)?;
        let mut pause = Duration::ZERO;
        loop {
            match answered.recv_timeout(PATIENCE.saturating_add(pause)) {
                Ok((_, Some(again))) => pause = again,
                Ok((said, None)) => return said,
                Err(_) => return Err(VaultError::Failed),
            }
        }
    }
}

impl Vault for Patient {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let name = name.to_owned();
        self.ask(move |vault| vault.read(&name))
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        let (name, value) = (name.to_owned(), value.clone());
        self.ask(move |vault| vault.write(&name, &value))
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        let name = name.to_owned();
        self.ask(move |vault| vault.remove(&name))
    }

    fn may_stall(&self) -> bool {
        self.0.may_stall()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryVault;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Instant;

    /// Locked for the first calls; then it serves, or stalls.
    struct Opening {
        locked: AtomicU32,
        stalls: bool,
        inner: MemoryVault,
    }

    impl Opening {
        fn turn(&self) -> Result<(), VaultError> {
            if self
                .locked
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                .is_ok()
            {
                return Err(VaultError::Locked);
            }
            if self.stalls {
                std::thread::sleep(Duration::from_secs(60));
            }
            Ok(())
        }
    }

    impl Vault for Opening {
        fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
            self.turn().and_then(|()| self.inner.read(name))
        }

        fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
            self.turn().and_then(|()| self.inner.write(name, value))
        }

        fn remove(&self, name: &str) -> Result<(), VaultError> {
            self.turn().and_then(|()| self.inner.remove(name))
        }
    }

    fn vault(locked: u32, stalls: bool) -> Patient {
        Patient::new(Arc::new(Opening { locked: locked.into(), stalls, inner: MemoryVault::default() }))
    }

    #[test]
    fn a_vault_that_opens_is_asked_again_and_one_that_stays_locked_is_not_taken_for_an_empty_one() {
        let opening = vault(2, false);
        assert_eq!(opening.write("a", &Secret::new("1")), Ok(()));
        let read = opening.read("a").expect("serves");
        assert_eq!(read.as_ref().and_then(Secret::expose_str), Some("1"));
        assert_eq!(vault(0, false).read("b").map(|found| found.is_none()), Ok(true), "nothing is nothing");
        for call in [|v: &Patient| v.read("a").map(|_| ()), |v: &Patient| v.remove("a")] {
            assert_eq!(call(&vault(3, false)), Err(VaultError::Locked));
        }
    }

    /// Has a secret for who asks on the thread that it was made on.
    struct Here {
        thread: std::thread::ThreadId,
        may_stall: bool,
    }

    impl Vault for Here {
        fn read(&self, _name: &str) -> Result<Option<Secret>, VaultError> {
            Ok((std::thread::current().id() == self.thread).then(|| Secret::new("1")))
        }

        fn write(&self, _name: &str, _value: &Secret) -> Result<(), VaultError> {
            Ok(())
        }

        fn remove(&self, _name: &str) -> Result<(), VaultError> {
            Ok(())
        }

        fn may_stall(&self) -> bool {
            self.may_stall
        }
    }

    #[test]
    fn a_vault_that_cannot_stall_is_asked_without_a_thread() {
        for may_stall in [true, false] {
            let here = Here { thread: std::thread::current().id(), may_stall };
            let asked = Patient::new(Arc::new(Patient::new(Arc::new(here))));
            assert_eq!(asked.read("a").map(|found| found.is_none()), Ok(may_stall));
        }
        assert!(!MemoryVault::default().may_stall());
    }

    #[test]
    fn a_vault_that_stalls_has_failed_after_two_seconds_also_when_it_was_locked_before() {
        for locked in [0, 1] {
            let from = Instant::now();
            assert_eq!(vault(locked, true).read("a").map(|_| ()), Err(VaultError::Failed));
            assert!(from.elapsed() < Duration::from_secs(10));
        }
    }
}
