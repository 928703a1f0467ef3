//! Work in flight: who asks for what another is already fetching waits for that one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, Weak};
use tokio::sync::OnceCell;
use tradewind_domain::lock;

/// Joins equal requests while they run. Keeps no result: once nobody waits any more, the next request works anew.
pub struct InFlight<T> {
    running: Mutex<BTreeMap<String, Weak<OnceCell<T>>>>,
}

impl<T> Default for InFlight<T> {
    fn default() -> Self {
        Self { running: Mutex::default() }
    }
}

impl<T: Clone> InFlight<T> {
    /// The result of `work` under this key. Of several callers at once one works, and all get clones of its result, good or
    /// bad. Where the one that works is dropped, the next one waiting works in its place.
    pub async fn join(&self, key: &str, work: impl Future<Output = T>) -> T {
        let cell = self.cell(key);
        let result = cell.get_or_init(|| work).await.clone();
        drop(cell);
        self.tidy(key);
        result
    }

    fn cell(&self, key: &str) -> Arc<OnceCell<T>> {
        let mut running = lock(&self.running);
        if let Some(cell) = running.get(key).and_then(Weak::upgrade) {
            return cell;
        }
        let cell = Arc::new(OnceCell::new());
        // Callers that were dropped left their keys behind.
        running.retain(|_, cell| cell.strong_count() > 0);
        running.insert(key.to_owned(), Arc::downgrade(&cell));
        cell
    }

    /// Forgets a key that nobody waits for.
    fn tidy(&self, key: &str) {
        let mut running = lock(&self.running);
        if running.get(key).is_some_and(|cell| cell.strong_count() == 0) {
            running.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    /// Work that takes a second and counts how often it was begun.
    async fn slow(begun: Arc<AtomicU32>) -> u32 {
        let number = begun.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_secs(1)).await;
        number
    }

    fn paused() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime")
    }

    #[test]
    fn two_that_ask_at_once_share_one_piece_of_work_and_a_later_one_works_anew() {
        paused().block_on(async {
            let (flight, begun) = (InFlight::default(), Arc::new(AtomicU32::new(0)));
            let (a, b) =
                tokio::join!(flight.join("a", slow(begun.clone())), flight.join("a", slow(begun.clone())));
            assert_eq!((a, b, begun.load(Ordering::SeqCst)), (0, 0, 1));
            assert_eq!(flight.join("a", slow(begun.clone())).await, 1);
            assert!(lock(&flight.running).is_empty());
        });
    }

    #[test]
    fn other_keys_do_not_wait_for_each_other() {
        paused().block_on(async {
            let (flight, begun) = (InFlight::default(), Arc::new(AtomicU32::new(0)));
            let start = tokio::time::Instant::now();
            tokio::join!(flight.join("a", slow(begun.clone())), flight.join("b", slow(begun.clone())));
            assert_eq!((begun.load(Ordering::SeqCst), start.elapsed().as_secs()), (2, 1));
        });
    }

    #[test]
    fn one_that_leaves_is_replaced_by_the_next_and_leaves_nothing_behind() {
        paused().block_on(async {
            let (flight, begun) = (Arc::new(InFlight::default()), Arc::new(AtomicU32::new(0)));
            let first = tokio::spawn({
                let (flight, begun) = (flight.clone(), begun.clone());
                async move { flight.join("a", slow(begun)).await }
            });
            tokio::time::sleep(Duration::from_millis(500)).await;
            let second = tokio::spawn({
                let (flight, begun) = (flight.clone(), begun.clone());
                async move { flight.join("a", slow(begun)).await }
            });
            tokio::task::yield_now().await;
            first.abort();
            assert_eq!(second.await.expect("not aborted"), 1);
            assert_eq!(begun.load(Ordering::SeqCst), 2);
            // One whose only caller left goes with the next request of any key.
            let third = tokio::spawn({
                let (flight, begun) = (flight.clone(), begun.clone());
                async move { flight.join("left", slow(begun)).await }
            });
            tokio::task::yield_now().await;
            third.abort();
            let _ = third.await;
            flight.join("b", slow(begun.clone())).await;
            assert!(lock(&flight.running).is_empty());
        });
    }
}
