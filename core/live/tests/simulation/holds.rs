//! A held price on a phone whose clock is set, that sleeps, is killed and starts anew, from a seed.

use crate::rng::Rng;
use crate::show::{BEGUN, hold, merchant, merchant_key, session};
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_live::{Expected, KeptClock, KeptHold, Left, ServerClock};
use tradewind_signatures::{KeyField, KeySet};

/// Milliseconds between two looks.
const STEP: i64 = 500;

/// What counts down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Countdown {
    /// The one that ships.
    Monotonic,
    /// One that believes the phone's clock.
    Wall,
    /// One that goes on after a restart as if nobody had been off.
    RestartForgotten,
    /// One that stands while the phone sleeps.
    Sleeping,
}

/// What must never be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breach {
    /// More time is promised than there is.
    Extended,
    /// It is said to be over, and is not.
    Lost,
    /// Less time than there is by more than what answers can tell.
    Shortened,
}

struct Phone {
    /// The merchant's time when the monotonic clock was zero, and how much faster the phone's clock is, in millionths.
    booted: i64,
    drift: i64,
    /// How far the phone's own clock is from the merchant's, as people set it.
    wall: i64,
    clock: ServerClock,
    /// When the process began, or the phone woke up: nobody asked anything just before.
    awake: i64,
    /// The widest that the bounds of the last answers may be; none where nothing was heard since the start.
    grain: Option<i64>,
    /// The hold and the clock as they were kept, and what was left then.
    file: Option<(String, KeptClock, Duration)>,
    /// What was left when it was sure last: it may not grow while nothing is heard.
    left: Duration,
}

/// Runs a hold from its offer to its end; how often the process ended.
pub(crate) fn life(seed: u64, countdown: Countdown) -> Result<usize, Breach> {
    let mut rng = Rng::new(seed);
    let (mut now, mut kills) = (BEGUN, 0);
    let until = BEGUN + rng.range(20_000, 240_000);
    let signed = hold(until);
    let keys = KeySet::of_profile(&serde_json::json!({"keys": [merchant_key().to_jwk()]}), KeyField::Keys);
    let keys = keys.expect("one key");
    let expected =
        Expected { session: &session(), merchant: &merchant(), keys: &keys, now: Some(Timestamp(now)) };
    let offered = signed.verify(&expected).expect("a good hold");
    let mut phone = Phone {
        booted: now - rng.range(60_000, 1_000_000),
        drift: rng.range(-90, 91),
        wall: rng.range(-86_400_000, 86_400_000),
        clock: ServerClock::default(),
        awake: now - 60_000,
        grain: None,
        file: None,
        left: Duration::MAX,
    };
    phone.answers(now, &mut rng);
    let wall_then = now + phone.wall;
    let left_then = until - now;
    let mut keep_at = now;
    while now < until + 30_000 {
        now += STEP;
        match rng.range(0, 200) {
            0 => phone.wall = rng.range(-86_400_000, 86_400_000),
            1..=6 => phone.answers(now, &mut rng),
            7..=10 => phone.clock.hear_event(Timestamp(now - rng.range(0, 20_000)), phone.monotonic(now)),
            11 => now = phone.sleeps(now, countdown == Countdown::Sleeping, &mut rng),
            12 | 13 if phone.file.is_some() => {
                now += rng.range(0, 30_000);
                let forgets = countdown == Countdown::RestartForgotten;
                phone.restarts(now, &mut rng, forgets, &offered);
                kills += 1;
                keep_at = now;
            }
            _ => {}
        }
        let Some(left) = phone.clock.left(offered.terms().not_after, phone.monotonic(now)) else { continue };
        let left = match countdown {
            Countdown::Wall => {
                let passed = now + phone.wall - wall_then;
                Left { time: millis(left_then - passed), sure: true }
            }
            _ => left,
        };
        phone.check(left, until, now)?;
        if now >= keep_at {
            keep_at = now + 5_000;
            let wall = Timestamp(now + phone.wall);
            let kept = phone.clock.keep(phone.monotonic(now), wall).expect("it was heard");
            let json = serde_json::to_string(&offered.keep()).expect("JSON");
            phone.file = Some((json, kept, left.time));
        }
    }
    // The merchant is heard, and there is no doubt left.
    now += 10_000;
    phone.answers(now, &mut rng);
    let left = phone.clock.left(offered.terms().not_after, phone.monotonic(now));
    if left.is_some_and(Left::is_over) { Ok(kills) } else { Err(Breach::Extended) }
}

impl Phone {
    fn monotonic(&self, now: i64) -> Duration {
        let passed = now - self.booted;
        millis(passed + passed * self.drift / 1_000_000)
    }

    /// A request and its answer, whose date is cut to seconds.
    fn answers(&mut self, now: i64, rng: &mut Rng) {
        let (up, down) = (rng.range(5, 3_000), rng.range(5, 3_000));
        if now - down - up < self.awake {
            // Nobody asked then.
            return;
        }
        let stamped = (now - down).div_euclid(1_000) * 1_000;
        self.clock.hear_answer(Timestamp(stamped), self.monotonic(now - down - up), self.monotonic(now));
        self.grain = Some(self.grain.unwrap_or(i64::MAX).min(1_000 + up + down));
    }

    /// Nothing is asked or heard meanwhile, and somebody may set the phone's clock.
    fn sleeps(&mut self, now: i64, stands: bool, rng: &mut Rng) -> i64 {
        let (asked, slept) = (self.monotonic(now), rng.range(0, 60_000));
        if rng.chance(200) {
            self.wall += rng.range(-86_400_000, 86_400_000);
        }
        if stands {
            self.booted += slept;
        }
        let now = now + slept;
        self.awake = now;
        if rng.chance(300) {
            // An answer that was dated before or while it slept.
            let dated = (now - rng.range(0, slept + 1)).div_euclid(1_000) * 1_000;
            self.clock.hear_answer(Timestamp(dated), asked, self.monotonic(now));
        }
        now
    }

    fn restarts(&mut self, now: i64, rng: &mut Rng, forgets: bool, offered: &tradewind_live::Hold) {
        let Some((json, kept, left)) = &self.file else { return };
        self.left = *left;
        let hold: KeptHold = serde_json::from_str(json).expect("as it was");
        assert_eq!(hold.verify().as_ref(), Ok(offered));
        // A process begins to count anew, and a phone that was off may have been set to any time.
        self.booted = now - rng.range(0, 5_000);
        self.awake = self.booted;
        if rng.chance(300) {
            self.wall = rng.range(-86_400_000, 86_400_000);
        }
        let wall = Timestamp(now + self.wall);
        self.clock = ServerClock::restore(kept, self.monotonic(now), wall);
        if forgets {
            // As if the kept time were the merchant's now.
            let text = serde_json::to_value(kept).expect("JSON");
            let server = Timestamp(text["server"].as_i64().expect("a time"));
            self.clock.hear_answer(server, self.monotonic(now), self.monotonic(now));
        }
        self.grain = None;
    }

    fn check(&self, left: Left, until: i64, now: i64) -> Result<(), Breach> {
        let truly = millis(until - now);
        if left.sure && left.time > truly {
            return Err(Breach::Extended);
        }
        if !left.sure && left.time > self.left {
            return Err(Breach::Extended);
        }
        if left.is_over() && !truly.is_zero() {
            return Err(Breach::Lost);
        }
        // What answers cannot tell, and what two clocks part in five minutes.
        let slack = self.grain.map(|grain| millis(grain + 200));
        if slack.is_some_and(|slack| left.time + slack < truly) {
            return Err(Breach::Shortened);
        }
        Ok(())
    }
}

fn millis(millis: i64) -> Duration {
    Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}
