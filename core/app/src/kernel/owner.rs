//! The thread that owns the state: takes messages in order, has effects done, and tells observers what to draw.

use crate::features::preview::look::look;
use crate::kernel::dispatch::Message;
use crate::kernel::dispatch::{start, update};
use crate::kernel::draw::{draw, draw_purchase};
use crate::kernel::effects::Effect;
use crate::kernel::event_log;
use crate::kernel::executors::Executors;
use crate::kernel::frame_source::FrameSource;
use crate::kernel::live_source::{self, LiveSource};
use crate::kernel::mailbox::{Envelope, Observer, Shared};
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::snapshot::Published;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use tradewind_domain::{Language, lock};
use tradewind_l10n::Localizer;
use tradewind_ports::Ports;

/// The thread that owns the model.
pub(crate) struct Owner {
    pub(crate) model: Model,
    pub(crate) words: Localizer,
    /// Languages and time zone that `words` was made for.
    pub(crate) spoken: (Vec<Language>, String),
    pub(crate) executors: Executors,
    pub(crate) shared: Arc<Shared>,
    pub(crate) frames: Arc<FrameSource>,
    pub(crate) live: Arc<LiveSource>,
    pub(crate) ports: Ports,
    pub(crate) runtime: tokio::runtime::Handle,
    pub(crate) revision: u64,
}

impl Owner {
    /// Takes messages until the shop is closed.
    pub(crate) fn run(mut self, envelopes: Receiver<Envelope>) {
        let at = self.moment();
        self.perform(start());
        self.follow_settings(at);
        while let Ok(post) = envelopes.recv() {
            match post {
                Envelope::Message(message) => {
                    let at = self.moment();
                    self.step(*message, at);
                    self.follow_settings(at);
                    // Before the person's file is read there is nothing true to draw.
                    if self.model.loaded {
                        self.publish();
                    }
                }
                Envelope::Observe(id) => self.replay(id),
                Envelope::Close => break,
            }
        }
        self.executors.close();
    }

    /// Updates `FrameSource` before publishing: a frame that is asked for after a snapshot is never older than it.
    fn step(&mut self, message: Message, at: Now) {
        if let Message::Intent(intent) = &message {
            self.ports.log.log(&event_log::of_intent(intent));
        }
        let effects = update(&mut self.model, message, at);
        let released = self.frames.follow(self.model.features.preview.wanted(), look(&self.model));
        self.live.follow(live_source::look(&self.model));
        if !released.is_empty() {
            self.runtime.spawn_blocking(move || drop(released));
        }
        self.perform(effects);
    }

    fn moment(&self) -> Now {
        let clock = &self.ports.clock;
        Now { now: clock.now(), seconds: clock.monotonic().as_secs_f64() }
    }

    fn perform(&self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(record) = event_log::of_effect(&effect) {
                self.ports.log.log(&record);
            }
            self.executors.route(effect, &self.runtime);
        }
    }

    /// Takes another localizer when language or time zone changed, and tells the model which language it became.
    fn follow_settings(&mut self, at: Now) {
        let settings = &self.model.settings;
        let wanted = (settings.languages(), settings.time_zone.clone());
        if wanted == self.spoken {
            return;
        }
        let Ok(words) = Localizer::new(&wanted.0, &wanted.1) else { return };
        self.spoken = wanted;
        let settings = &self.model.settings;
        let language = words.language().clone();
        let changed = language != settings.language;
        self.words = words;
        *lock(&self.shared.words) = self.words.clone();
        if changed {
            self.step(Message::Language(language), at);
        }
    }

    fn publish(&mut self) {
        let mut snapshot = draw(&self.model, &self.words, self.moment(), self.revision);
        let purchase = draw_purchase(&self.model);
        let same = lock(&self.shared.published).as_ref().is_some_and(|before| {
            snapshot.revision = before.snapshot.revision;
            *before.snapshot == snapshot && before.purchase == purchase
        });
        if same {
            return;
        }
        self.revision += 1;
        snapshot.revision = self.revision;
        self.ports.log.log(&event_log::of_snapshot(snapshot.screen.name(), self.revision));
        let published = Published { snapshot: Arc::new(snapshot), purchase };
        *lock(&self.shared.published) = Some(published.clone());
        let observers: Vec<Observer> = lock(&self.shared.observers).values().cloned().collect();
        for observer in observers {
            observer(published.clone());
        }
    }

    fn replay(&self, id: u64) {
        let published = lock(&self.shared.published).clone();
        let observer = lock(&self.shared.observers).get(&id).cloned();
        if let (Some(published), Some(observer)) = (published, observer) {
            observer(published);
        }
    }
}
