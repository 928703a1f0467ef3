//! Taking a lock: one rule for every crate.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes a lock that no panic can spoil: what lies under our locks is true after each step of a change, so that a thread that
/// panicked there leaves nothing half done behind.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_panic_left_is_still_read() {
        let kept = Mutex::new(1);
        let ended = std::thread::scope(|scope| {
            let panicking = scope.spawn(|| {
                *lock(&kept) += 1;
                let _held = lock(&kept);
                std::panic::resume_unwind(Box::new(()));
            });
            panicking.join()
        });
        assert!(ended.is_err() && kept.is_poisoned());
        assert_eq!(*lock(&kept), 2);
    }
}
