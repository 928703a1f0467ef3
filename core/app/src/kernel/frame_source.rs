//! The source of frames: what the owner wants seen, the model that is ready to be drawn and the last frame; shared with the thread
//! that draws.
//!
//! A prepared model is host code, so no lock is held while it draws: it is taken out, and put back when it is done. Who
//! asks meanwhile gets the last picture if it has the size that is asked for, else waits for the prepared model.

use crate::kernel::effects::{Outcome, Refusal, Report, Ticket};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use tokio::task::AbortHandle;
use tradewind_domain::lock;
use tradewind_scene::measure::{Line, dimensions};
use tradewind_scene::{Bounds, DrawError, Frame, Orbit, OrbitControl, PreparedModel, View};

/// What is to be seen: small and copied, so that drawing never waits for the owner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub(crate) ticket: Ticket,
    pub(crate) bounds: Bounds,
    /// In a square picture; see [`orbit_at`].
    pub(crate) control: OrbitControl,
    pub(crate) variant: Option<usize>,
    /// Whether dimension lines are drawn.
    pub(crate) lines: bool,
}

/// The first look at a product in a picture of this shape (width over height).
pub(crate) fn initial_orbit(bounds: Bounds, aspect: f32) -> Orbit {
    Orbit::fitting(bounds, Orbit::FIRST.0, Orbit::FIRST.1, aspect)
}

/// Where the camera is at a time, in a picture of this shape. The control itself knows no shape, so that a phone that is
/// turned and a label that is placed agree without asking each other.
pub(crate) fn orbit_at(mut control: OrbitControl, bounds: Bounds, aspect: f32, seconds: f64) -> Orbit {
    control.refit(initial_orbit(bounds, aspect));
    control.at(seconds)
}

/// Width over height, of a picture with points.
fn aspect(width: u32, height: u32) -> f32 {
    width.max(1) as f32 / height.max(1) as f32
}

impl Look {
    /// `lines` is the room that the last view had for its lines.
    fn view(&self, width: u32, height: u32, seconds: f64, mut lines: Vec<Line>) -> View {
        let orbit = orbit_at(self.control, self.bounds, aspect(width, height), seconds);
        let mut view = View::within(self.bounds, orbit, width, height);
        view.variant = self.variant;
        lines.clear();
        if self.lines {
            lines.extend(dimensions(self.bounds, view.pose).map(|dimension| dimension.line));
        }
        view.lines = lines;
        view
    }
}

pub(crate) struct FrameSource {
    inner: Mutex<Inner>,
    /// Signalled when drawing ends or the preview closes.
    drawn: Condvar,
    report: Report,
}

#[derive(Default)]
struct Inner {
    /// The preview that is open; a prepared model of any other is let go.
    wanted: Option<Ticket>,
    look: Option<Look>,
    /// Not there while someone draws on it.
    prepared: Option<(Ticket, Box<dyn PreparedModel>)>,
    /// How many draw; more than one only while a preview that was left is still being drawn.
    drawing: u32,
    last: Option<Arc<dyn Frame>>,
    /// Room for a view's lines, so that a frame asks for none.
    lines: Vec<Line>,
    /// What fetches the model.
    task: Option<AbortHandle>,
    /// The size the owner was told last.
    told: Option<(u32, u32)>,
    /// A `PreviewSeen` is in the mailbox.
    asked: bool,
}

/// Host objects that are no longer wanted. To be dropped on a worker: what a host does then may take its time.
#[derive(Default)]
pub(crate) struct Released(Option<(Ticket, Box<dyn PreparedModel>)>, Option<Arc<dyn Frame>>);

impl Released {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none() && self.1.is_none()
    }
}

impl FrameSource {
    pub(crate) fn new(report: Report) -> Self {
        Self { inner: Mutex::default(), drawn: Condvar::new(), report }
    }

    /// The owner says what is wanted, and how it is to be seen once it is there.
    #[must_use]
    pub(crate) fn follow(&self, wanted: Option<Ticket>, look: Option<Look>) -> Released {
        let mut inner = self.lock();
        inner.look = look;
        inner.asked = false;
        if inner.wanted == wanted {
            return Released::default();
        }
        inner.wanted = wanted;
        if let Some(task) = inner.task.take() {
            task.abort();
        }
        Released(inner.prepared.take(), inner.last.take())
    }

    /// What fetches a model, so that it can be given up.
    pub(crate) fn working(&self, ticket: Ticket, task: AbortHandle) {
        let mut inner = self.lock();
        if inner.wanted == Some(ticket) {
            inner.task = Some(task);
        } else {
            task.abort();
        }
    }

    /// Whether this is still the preview that is open.
    pub(crate) fn wants(&self, ticket: Ticket) -> bool {
        self.lock().wanted == Some(ticket)
    }

    /// Takes a prepared model. Gives it back when it came too late.
    pub(crate) fn put(
        &self,
        ticket: Ticket,
        prepared: Box<dyn PreparedModel>,
    ) -> Result<(), Box<dyn PreparedModel>> {
        let mut inner = self.lock();
        if inner.wanted != Some(ticket) {
            return Err(prepared);
        }
        inner.prepared = Some((ticket, prepared));
        Ok(())
    }

    /// The picture of `seconds`, `width` by `height` points; the same one again when nothing moved. None while there is
    /// nothing to draw on.
    pub(crate) fn frame(
        &self,
        width: u32,
        height: u32,
        seconds: f64,
    ) -> Result<Option<Arc<dyn Frame>>, DrawError> {
        let mut inner = self.lock();
        let (ticket, mut prepared, look, lines) = loop {
            let Some(look) = inner.look else { return Ok(None) };
            match inner.prepared.take() {
                Some((ticket, prepared)) if ticket == look.ticket => {
                    inner.drawing += 1;
                    break (ticket, prepared, look, std::mem::take(&mut inner.lines));
                }
                other => inner.prepared = other,
            }
            let fits = |frame: &Arc<dyn Frame>| (frame.width(), frame.height()) == (width, height);
            match inner.last.clone().filter(fits) {
                None if inner.drawing > 0 => {
                    inner = self.drawn.wait(inner).unwrap_or_else(PoisonError::into_inner);
                }
                last => return Ok(last),
            }
        };
        drop(inner);
        let _drawing = Drawing(self);
        let view = look.view(width, height, seconds, lines);
        let drawn = prepared.draw(&view);
        let mut inner = self.lock();
        inner.lines = view.lines;
        if inner.wanted != Some(ticket) {
            // Left, or replaced, while it was drawn.
            drop(inner);
            return Ok(None);
        }
        match drawn {
            Ok(frame) => {
                inner.prepared = Some((ticket, prepared));
                let before = inner.last.replace(frame.clone());
                let resized = inner.told.replace((width, height)) != Some((width, height));
                // Labels stand on the picture: while it turns by itself, they follow each frame.
                let moved = look.lines && look.control.moves(seconds) && !inner.asked;
                inner.asked |= moved;
                drop(inner);
                drop(before);
                if resized || moved {
                    (self.report)(Outcome::PreviewSeen { aspect: Some(aspect(width, height)) });
                }
                Ok(Some(frame))
            }
            Err(error @ DrawError::Size { .. }) => {
                inner.prepared = Some((ticket, prepared));
                Err(error)
            }
            Err(error) => {
                let before = inner.last.take();
                drop(inner);
                drop((before, prepared));
                (self.report)(Outcome::PreviewRefused { ticket, why: Refusal::of_drawing(&error) });
                Err(error)
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        lock(&self.inner)
    }
}

/// Someone draws. When that is over, also because host code panicked, who waits for the prepared model looks again.
struct Drawing<'a>(&'a FrameSource);

impl Drop for Drawing<'_> {
    fn drop(&mut self) {
        self.0.lock().drawing -= 1;
        self.0.drawn.notify_all();
    }
}

#[cfg(test)]
mod tests;
