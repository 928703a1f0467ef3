//! The session: inputs in, what is seen out.

use super::check;
use super::error::ArError;
use super::frames;
use super::input::Input;
use super::moves;
use super::plane::PlaneKind;
use super::reveal;
use super::seen::{Notice, Seen};
use super::state::State;
use glam::DVec2;

/// A person's AR session. The same inputs give the same outputs, to the bit, on the same build.
#[derive(Debug, Default)]
pub struct Session {
    state: State,
    seen: Seen,
    notice: Option<Notice>,
}

impl Session {
    /// Nothing placed, nothing known of the room.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is seen now.
    pub fn seen(&self) -> &Seen {
        &self.seen
    }

    /// Takes an input. What a person asks and cannot be done is said by [`Seen::notice`]; what a host says and cannot be is an
    /// error, and then nothing has changed.
    pub fn apply(&mut self, input: &Input) -> Result<&Seen, ArError> {
        let is_frame = matches!(input, Input::Frame(_));
        let done = self.take(input)?;
        if !is_frame {
            self.notice = done.err();
        }
        let state = &mut self.state;
        state.tidy();
        let is_found =
            state.planes.iter().any(|plane| plane.kind == PlaneKind::Up || !state.now.pending.is_empty());
        state.coach = state.coach.after(is_found, !state.now.placed.is_empty(), state.is_moved);
        self.seen = reveal::seen(&self.state, self.notice);
        Ok(&self.seen)
    }

    fn take(&mut self, input: &Input) -> Result<Result<(), Notice>, ArError> {
        let state = &mut self.state;
        Ok(match input {
            Input::Frame(facts) => {
                frames::take(state, facts)?;
                Ok(())
            }
            Input::Add(product) => moves::add(state, product.as_ref().clone().scaled()?),
            Input::Tap { x, y } => moves::tap(state, place(*x, *y)?),
            Input::PlaceCentre => moves::place_centre(state),
            Input::DragTo { x, y } => moves::drag(state, place(*x, *y)?),
            Input::TwistBy(by) => {
                check::numbers(&[*by], 100.0, "twist")?;
                moves::twist(state, f64::from(*by))
            }
            Input::PinchBy(by) => {
                check::numbers(&[*by, 1.0 / *by], 1_000.0, "pinch")?;
                if *by <= 0.0 {
                    return Err(ArError::Number("pinch"));
                }
                moves::pinch(state, f64::from(*by))
            }
            Input::Release => {
                moves::release(state);
                Ok(())
            }
            Input::Select(key) => moves::select(state, *key),
            Input::Remove => moves::remove(state),
            Input::Undo => moves::undo(state),
            Input::Nudge { right, away } => moves::nudge(state, *right, *away),
            Input::Turn(step) => moves::turn(state, *step),
            Input::Resize(step) => moves::resize(state, *step),
            Input::Measure(at) => {
                let at = at.map(|[x, y]| place(x, y)).transpose()?;
                moves::measure(state, at)
            }
            Input::ClearMeasure => {
                state.measured.clear();
                Ok(())
            }
            Input::Capture => state.camera().map(|_| state.captures = state.captures.saturating_add(1)),
            Input::CoachSeen => {
                state.is_coach_seen = true;
                Ok(())
            }
        })
    }
}

/// A place of the view; a finger may slide beyond it a little.
fn place(x: f32, y: f32) -> Result<DVec2, ArError> {
    check::numbers(&[x, y], 4.0, "place")?;
    Ok(DVec2::new(f64::from(x), f64::from(y)))
}
