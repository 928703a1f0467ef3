//! Who gets which frame, and when.

use super::*;
use std::sync::mpsc::{Receiver, Sender, channel};
use tradewind_scene::Counters;

/// A picture that says from where it was seen.
struct Seen(View);

impl Frame for Seen {
    fn width(&self) -> u32 {
        self.0.width
    }

    fn height(&self) -> u32 {
        self.0.height
    }

    fn stride(&self) -> usize {
        0
    }

    fn pixels(&self) -> &[u8] {
        &[]
    }
}

/// Keeps the rules of a prepared model; may be held up in the middle of a picture, and may fail.
struct Watched {
    last: Option<Arc<Seen>>,
    fails: Option<DrawError>,
    held: Option<(Sender<()>, Receiver<()>)>,
    _alive: Arc<()>,
}

impl PreparedModel for Watched {
    fn draw(&mut self, view: &View) -> Result<Arc<dyn Frame>, DrawError> {
        if let Some((begun, go_on)) = self.held.take() {
            begun.send(()).expect("the test waits");
            go_on.recv().expect("the test goes on");
        }
        if let Some(error) = &self.fails {
            return Err(error.clone());
        }
        let frame = match self.last.take() {
            Some(last) if last.0 == *view => last,
            _ => Arc::new(Seen(view.clone())),
        };
        self.last = Some(frame.clone());
        Ok(frame)
    }

    fn counters(&self) -> Counters {
        Counters::default()
    }
}

const OPEN: Ticket = Ticket(7);

fn look() -> Look {
    let bounds = Bounds { min: [-0.1, 0.0, -0.1].into(), max: [0.1, 0.3, 0.1].into() };
    let control = OrbitControl::new(initial_orbit(bounds, 1.0));
    Look { ticket: OPEN, bounds, control, variant: Some(1), lines: false }
}

struct World {
    frames: Arc<FrameSource>,
    told: Receiver<Outcome>,
    alive: Arc<()>,
}

/// A source with a prepared model in it, and a look.
fn world(change: impl FnOnce(&mut Watched)) -> World {
    let (tell, told) = channel();
    let frames =
        Arc::new(FrameSource::new(Arc::new(move |outcome| tell.send(outcome).expect("the test listens"))));
    let alive = Arc::new(());
    let mut prepared = Watched { last: None, fails: None, held: None, _alive: alive.clone() };
    change(&mut prepared);
    assert!(frames.follow(Some(OPEN), None).is_empty());
    assert!(frames.put(OPEN, Box::new(prepared)).is_ok());
    assert!(frames.frame(10, 10, 0.0).expect("no fault").is_none(), "nothing is to be seen yet");
    assert!(frames.follow(Some(OPEN), Some(look())).is_empty());
    World { frames, told, alive }
}

impl World {
    fn frame(&self, width: u32, seconds: f64) -> Option<Arc<dyn Frame>> {
        self.frames.frame(width, 10, seconds).expect("no fault")
    }

    fn told(&self) -> Vec<Outcome> {
        self.told.try_iter().collect()
    }
}

fn same(one: &Option<Arc<dyn Frame>>, other: &Option<Arc<dyn Frame>>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if Arc::ptr_eq(one, other))
}

#[test]
fn the_same_frame_is_lent_until_something_moves() {
    let w = world(|_| {});
    let first = w.frame(10, 1.0);
    assert!(same(&first, &w.frame(10, 2.0)));
    assert!(!same(&first, &w.frame(20, 2.0)), "another size is another picture");
    let mut turned = look();
    turned.control.release(1.0, 0.0, 3.0);
    assert!(w.frames.follow(Some(OPEN), Some(turned)).is_empty());
    let (early, late) = (w.frame(20, 3.1), w.frame(20, 3.2));
    assert!(!same(&early, &late), "it spins");
    let rest = w.frame(20, 30.0);
    assert!(same(&rest, &w.frame(20, 31.0)), "it rests");
}

#[test]
fn a_frame_in_which_nothing_moved_asks_for_no_memory() {
    let w = world(|_| {});
    let count = |w: &World| {
        let asked = allocation_counter::measure(|| {
            for step in 0..8 {
                assert!(w.frame(10, 5.0 + f64::from(step)).is_some());
            }
        });
        asked.count_total
    };
    for lines in [false, true] {
        assert!(w.frames.follow(Some(OPEN), Some(Look { lines, ..look() })).is_empty());
        assert!(
            count(&w) > 0,
            "another look is another picture, and the prepared model of this test makes each anew"
        );
        assert_eq!(count(&w), 0, "with lines: {lines}");
    }
}

#[test]
fn the_owner_hears_of_a_new_shape_and_of_each_move_once() {
    let w = world(|_| {});
    let (square, wide) =
        (Outcome::PreviewSeen { aspect: Some(1.0) }, Outcome::PreviewSeen { aspect: Some(2.0) });
    w.frame(10, 0.0);
    w.frame(10, 0.1);
    w.frame(20, 0.2);
    assert_eq!(w.told(), [square, wide.clone()]);
    let mut spinning = Look { lines: true, ..look() };
    spinning.control.release(1.0, 0.0, 1.0);
    for _ in 0..2 {
        assert!(w.frames.follow(Some(OPEN), Some(spinning)).is_empty());
        w.frame(20, 1.1);
        w.frame(20, 1.2);
        assert_eq!(w.told(), std::slice::from_ref(&wide), "once until the owner looked");
    }
}

#[test]
fn who_asks_while_it_is_drawn_gets_the_last_frame_or_waits_for_one_of_the_size() {
    let (begun, is_begun) = channel();
    let (go_on, goes_on) = channel();
    let w = world(|_| {});
    let first = w.frame(10, 0.0);
    // The next picture is held up in the middle.
    let mut prepared = w.frames.lock().prepared.take().expect("it is back");
    prepared.1 =
        Box::new(Watched { last: None, fails: None, held: Some((begun, goes_on)), _alive: w.alive.clone() });
    w.frames.lock().prepared = Some(prepared);
    let frames = w.frames.clone();
    let drawing = std::thread::spawn(move || frames.frame(20, 10, 1.0).expect("no fault"));
    is_begun.recv().expect("it draws");
    assert!(same(&first, &w.frame(10, 1.0)), "no one waits for a picture that is there");
    let frames = w.frames.clone();
    let wider = std::thread::spawn(move || frames.frame(30, 10, 1.0).expect("no fault"));
    // It can only be seen that it does not answer with what it did not ask for.
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert!(!wider.is_finished(), "the prepared model is out");
    go_on.send(()).expect("it waits");
    for (thread, width) in [(drawing, 20), (wider, 30)] {
        let frame = thread.join().expect("no panic");
        assert!(frame.is_some_and(|frame| frame.width() == width));
    }
}

#[test]
fn who_waits_hears_that_a_drawing_went_wrong() {
    let (begun, is_begun) = channel();
    let (go_on, goes_on) = channel::<()>();
    let w = world(|prepared| prepared.held = Some((begun, goes_on)));
    let frames = w.frames.clone();
    let drawing = std::thread::spawn(move || frames.frame(20, 10, 1.0));
    is_begun.recv().expect("it draws");
    let frames = w.frames.clone();
    let waiting = std::thread::spawn(move || frames.frame(30, 10, 1.0).expect("no fault"));
    // The prepared model panics: what it waits for never comes.
    drop(go_on);
    assert!(drawing.join().is_err());
    assert!(waiting.join().expect("no panic").is_none());
}

#[test]
fn what_is_left_while_it_is_drawn_is_let_go() {
    let (begun, is_begun) = channel();
    let (go_on, goes_on) = channel();
    let w = world(|prepared| prepared.held = Some((begun, goes_on)));
    let frames = w.frames.clone();
    let drawing = std::thread::spawn(move || frames.frame(20, 10, 1.0).expect("no fault"));
    is_begun.recv().expect("it draws");
    assert!(w.frames.follow(None, None).is_empty(), "the prepared model is out");
    go_on.send(()).expect("it waits");
    assert!(drawing.join().expect("no panic").is_none());
    assert_eq!(Arc::strong_count(&w.alive), 1, "the prepared model is gone");
    assert!(w.frame(20, 2.0).is_none());
    let late = Box::new(Watched { last: None, fails: None, held: None, _alive: w.alive.clone() });
    assert!(w.frames.put(OPEN, late).is_err(), "too late");
}

#[test]
fn a_wrong_size_is_an_answer_and_a_lost_device_ends_the_preview() {
    let size = DrawError::Size { width: 0, height: 10 };
    let w = world(|prepared| prepared.fails = Some(size.clone()));
    assert_eq!(w.frames.frame(0, 10, 0.0).err(), Some(size));
    assert_eq!((w.told(), Arc::strong_count(&w.alive)), (Vec::new(), 2));
    for (error, why) in [
        (DrawError::NoAdapter, Refusal::NoAdapter),
        (
            DrawError::Device("lost".to_owned()),
            Refusal::Fault(crate::kernel::error::Fault::new(tradewind_domain::Code::DrawFailed)),
        ),
    ] {
        let w = world(|prepared| prepared.fails = Some(error.clone()));
        assert_eq!(w.frames.frame(10, 10, 0.0).err(), Some(error));
        assert_eq!(w.told(), [Outcome::PreviewRefused { ticket: OPEN, why }]);
        assert_eq!(Arc::strong_count(&w.alive), 1, "the prepared model is gone");
    }
}
