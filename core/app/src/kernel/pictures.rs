//! Pictures for shells: two requests for one picture at a time join into one fetch.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tradewind_domain::{Code, WebUrl, lock};
use tradewind_media::{Image, MediaError, Pictures};

/// Which picture, and in which size.
type Key = (String, u32, u32);

/// Lends pictures to whoever asks, from any thread.
pub(crate) struct PictureLoader {
    pictures: Pictures,
    /// Those being fetched, and who fetches them.
    fetches: Mutex<HashMap<Key, Arc<Fetch>>>,
}

/// One fetch; who comes while it is under way waits for its end.
#[derive(Default)]
struct Fetch {
    finished: Mutex<Option<Result<Arc<Image>, Code>>>,
    wake: Condvar,
}

impl PictureLoader {
    pub(crate) fn new(pictures: Pictures) -> Self {
        Self { pictures, fetches: Mutex::default() }
    }

    /// The picture, by `load` or by the same request of someone else. Blocks; no lock is held while `load` runs.
    pub(crate) fn load(
        &self,
        url: &WebUrl,
        width: u32,
        height: u32,
        load: impl FnOnce(&Pictures) -> Result<Arc<Image>, MediaError>,
    ) -> Result<Arc<Image>, Code> {
        join(&self.fetches, (url.as_str().to_owned(), width, height), || {
            load(&self.pictures).map_err(|error| error.code())
        })
    }
}

/// Does `load` for the first who asks for `key`; the others get what came of it.
fn join(
    fetches: &Mutex<HashMap<Key, Arc<Fetch>>>,
    key: Key,
    load: impl FnOnce() -> Result<Arc<Image>, Code>,
) -> Result<Arc<Image>, Code> {
    let fetch = match lock(fetches).entry(key.clone()) {
        Entry::Occupied(under_way) => Err(under_way.get().clone()),
        Entry::Vacant(free) => Ok(free.insert(Arc::default()).clone()),
    };
    match fetch {
        Err(under_way) => under_way.wait(),
        Ok(fetch) => {
            // Also where `load` panics (host code runs in it): whoever waits is told, and the next one loads anew.
            let finish = Finish { fetches, key, fetch, came: Err(Code::Internal) };
            finish.with(load())
        }
    }
}

impl Fetch {
    fn wait(&self) -> Result<Arc<Image>, Code> {
        let mut finished = lock(&self.finished);
        loop {
            if let Some(came) = finished.as_ref() {
                return came.clone();
            }
            finished = self.wake.wait(finished).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

struct Finish<'a> {
    fetches: &'a Mutex<HashMap<Key, Arc<Fetch>>>,
    key: Key,
    fetch: Arc<Fetch>,
    came: Result<Arc<Image>, Code>,
}

impl Finish<'_> {
    fn with(mut self, came: Result<Arc<Image>, Code>) -> Result<Arc<Image>, Code> {
        self.came.clone_from(&came);
        came
    }
}

impl Drop for Finish<'_> {
    fn drop(&mut self) {
        lock(self.fetches).remove(&self.key);
        *lock(&self.fetch.finished) = Some(self.came.clone());
        self.fetch.wake.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    fn key(width: u32) -> Key {
        ("https://shop.example/mug.png".into(), width, 10)
    }

    fn image() -> Arc<Image> {
        Arc::new(Image { width: 1, height: 1, rgba: vec![0; 4], thumbhash: Vec::new() })
    }

    #[test]
    fn who_asks_while_it_is_fetched_gets_the_same_picture() {
        let fetches = Mutex::default();
        let fetched = AtomicUsize::new(0);
        let (begun, is_begun) = channel();
        let (go_on, goes_on) = channel::<()>();
        std::thread::scope(|scope| {
            let first = scope.spawn(|| {
                join(&fetches, key(10), move || {
                    begun.send(()).expect("the test waits");
                    goes_on.recv().expect("the test goes on");
                    Ok(image())
                })
            });
            is_begun.recv().expect("it fetches");
            let second = scope.spawn(|| {
                join(&fetches, key(10), || {
                    fetched.fetch_add(1, Ordering::SeqCst);
                    Ok(image())
                })
            });
            // The second one waits by the fetch of the first: three hold it then.
            while lock(&fetches).get(&key(10)).map_or(0, Arc::strong_count) < 3 {
                std::thread::yield_now();
            }
            let other = join(&fetches, key(20), || Err(Code::Offline));
            assert_eq!(other, Err(Code::Offline), "another size waits for nobody");
            go_on.send(()).expect("it waits");
            let first = first.join().expect("no panic").expect("a picture");
            let second = second.join().expect("no panic").expect("a picture");
            assert!(Arc::ptr_eq(&first, &second));
        });
        assert_eq!(fetched.load(Ordering::SeqCst), 0);
        assert!(lock(&fetches).is_empty());
    }

    #[test]
    fn a_fetch_that_panics_leaves_nobody_waiting() {
        let fetches = Mutex::default();
        let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            join(&fetches, key(10), || unreachable!("host code went wrong"))
        }));
        assert!(broken.is_err());
        assert!(join(&fetches, key(10), || Ok(image())).is_ok(), "the next one fetches anew");
    }
}
