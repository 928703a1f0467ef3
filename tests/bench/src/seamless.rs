//! The shop without a seam, in this process: what a call to an observer costs in Rust alone.

use crate::measured::Outcome;
use crate::shop::shop;
use crate::shop::wait;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tradewind_app::{Intent, ObserverHandle, Screen, Shop, Snapshot, Tab};

pub(crate) struct Seamless {
    shop: Shop,
}

type Told = (Instant, Arc<Snapshot>);

impl Seamless {
    /// With the same list on the screen as the phones have.
    pub(crate) fn start(phone: &Path, words: &str) -> Outcome<Self> {
        let shop = shop(phone)?;
        crate::shop::home(&shop)?;
        shop.dispatch(Intent::Search { words: words.to_owned() });
        shop.dispatch(Intent::Window { first: 0, count: 50 });
        wait(
            &shop,
            |snapshot| matches!(&snapshot.screen, Screen::Results { content: list } if !list.loading && list.rows.len() == 50),
        )?;
        Ok(Self { shop })
    }

    /// Microseconds from `observe` to the observer's call.
    pub(crate) fn told(&self, count: usize) -> Outcome<Vec<f64>> {
        (0..count)
            .map(|_| {
                let begun = Instant::now();
                let (_handle, told) = self.watch();
                Ok(micros(until(&told, |_| true)?.duration_since(begun)))
            })
            .collect()
    }

    /// Microseconds from `dispatch` to the observer's call with the other tab.
    pub(crate) fn tabs(&self, count: usize) -> Outcome<Vec<f64>> {
        let (_handle, told) = self.watch();
        (0..count)
            .map(|round| {
                let tab = if round % 2 == 0 { Tab::Settings } else { Tab::Cart };
                let begun = Instant::now();
                self.shop.dispatch(Intent::OpenTab { tab });
                let shown =
                    |snapshot: &Snapshot| snapshot.tabs.iter().any(|one| one.selected && one.tab == tab);
                Ok(micros(until(&told, shown)?.duration_since(begun)))
            })
            .collect()
    }

    fn watch(&self) -> (ObserverHandle, Receiver<Told>) {
        let (tell, told) = channel();
        let observer = move |snapshot| {
            let _ = tell.send((Instant::now(), snapshot));
        };
        (self.shop.observe(observer), told)
    }
}

fn until(told: &Receiver<Told>, there: impl Fn(&Snapshot) -> bool) -> Outcome<Instant> {
    loop {
        let (at, snapshot) = told.recv_timeout(Duration::from_secs(20))?;
        if there(&snapshot) {
            return Ok(at);
        }
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
