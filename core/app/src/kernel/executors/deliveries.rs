//! What is delivered in the background until it has arrived, each once at a time: asked for again, one that waits for its next try has it at
//! once, and one that is under way is not sent a second time beside it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tradewind_domain::lock;
use tradewind_ports::Clock;

/// By the key of what is delivered.
#[derive(Default)]
pub(crate) struct Deliveries(Mutex<BTreeMap<String, Delivery>>);

struct Delivery {
    task: AbortHandle,
    again: Arc<Notify>,
}

impl Deliveries {
    /// Begins a delivery, unless it is under way. What delivers waits by [`wait`] with what it is given.
    pub(crate) fn begin<F>(&self, key: String, runtime: &Handle, deliver: impl FnOnce(Arc<Notify>) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let mut all = lock(&self.0);
        all.retain(|_, one| !one.task.is_finished());
        match all.entry(key) {
            Entry::Occupied(one) => one.get().again.notify_one(),
            Entry::Vacant(place) => {
                let again = Arc::new(Notify::new());
                let task = runtime.spawn(deliver(again.clone())).abort_handle();
                place.insert(Delivery { task, again });
            }
        }
    }

    /// Ends one of them.
    pub(crate) fn end(&self, key: &str) {
        if let Some(one) = lock(&self.0).remove(key) {
            one.task.abort();
        }
    }

    /// Ends all of them.
    pub(crate) fn end_all(&self) {
        let all = std::mem::take(&mut *lock(&self.0));
        all.values().for_each(|one| one.task.abort());
    }
}

/// Waits, at most until the delivery is asked for again.
pub(crate) async fn wait(clock: &dyn Clock, period: Duration, again: &Notify) {
    tokio::select! {
        () = clock.sleep(period) => {}
        () = again.notified() => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tradewind_domain::Timestamp;
    use tradewind_ports::fakes::TokioClock;

    const HOUR: Duration = Duration::from_secs(3_600);

    /// How often a delivery was begun, and how often it was tried.
    #[derive(Default)]
    struct Counted {
        begun: AtomicU32,
        tries: AtomicU32,
    }

    impl Counted {
        fn both(&self) -> (u32, u32) {
            (self.begun.load(Ordering::SeqCst), self.tries.load(Ordering::SeqCst))
        }
    }

    /// Everything that can go on goes on, and no time passes.
    async fn now() {
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
    }

    #[test]
    fn one_that_waits_is_tried_at_once_and_none_runs_twice() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.expect("a runtime").block_on(async {
            let (deliveries, counted) = (Deliveries::default(), Arc::new(Counted::default()));
            let clock = Arc::new(TokioClock::starting_at(Timestamp(0)));
            let begin = || {
                let (counted, clock) = (counted.clone(), clock.clone());
                deliveries.begin("k1".into(), &Handle::current(), |again| async move {
                    counted.begun.fetch_add(1, Ordering::SeqCst);
                    while counted.tries.fetch_add(1, Ordering::SeqCst) < 100 {
                        wait(&*clock, HOUR, &again).await;
                    }
                });
            };
            begin();
            now().await;
            assert_eq!(counted.both(), (1, 1));
            begin();
            now().await;
            assert_eq!(counted.both(), (1, 2), "the one that waits is tried");
            tokio::time::sleep(HOUR + HOUR / 2).await;
            assert_eq!(counted.both(), (1, 3), "in its time, too");
            deliveries.end_all();
            tokio::time::sleep(HOUR * 3).await;
            assert_eq!(counted.both(), (1, 3));
            begin();
            now().await;
            assert_eq!(counted.both(), (2, 4));
            deliveries.end("k2");
            tokio::time::sleep(HOUR + HOUR / 2).await;
            assert_eq!(counted.both(), (2, 5), "another one was ended");
            deliveries.end("k1");
            tokio::time::sleep(HOUR * 3).await;
            assert_eq!(counted.both(), (2, 5));
        });
    }
}
