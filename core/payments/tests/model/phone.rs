//! What the driver does in a world, by the law's table.

use crate::shop::{Session, Standing, Why};
use crate::world::{Ask, Attempt, Config, Flow, Letter, Mutant, NextStep, Phone, Says, Step, What, World};
use tradewind_payments::law::{Claim, Event, Next, Seen, State, step};
use tradewind_payments::policy::Charges;

impl World {
    pub(crate) fn phone_steps(&self, config: &Config, steps: &mut Vec<Step>) {
        for at in 0..self.phones.len() {
            self.steps_of(config, at, steps);
        }
        if self.left.copies > 0 && self.phones.len() == 1 {
            steps.push(Step {
                what: What("another phone begins with a copy of the file", 1, 0),
                fair: false,
                then: self.with(|world| {
                    world.left.copies -= 1;
                    let rows = world.phones[0].attempts.clone();
                    let copied = rows.into_iter().map(|row| Attempt { copied: true, state: row.disk, ..row });
                    world.phones.push(Phone { attempts: copied.collect(), waits: false });
                    // What it finds open is the other phone's: asked about and cancelled, never sent.
                    if let Some(open) = world.open(1) {
                        // The other one may have sent it since.
                        world.phones[1].attempts[open].sent = true;
                        world.take(config, 1, open, Event::Elsewhere);
                    }
                }),
            });
        }
    }

    fn open(&self, phone: usize) -> Option<usize> {
        self.phones[phone].attempts.iter().position(|row| !row.state.is_settled())
    }

    fn steps_of(&self, config: &Config, phone: usize, steps: &mut Vec<Step>) {
        let open = self.open(phone);
        if self.left.crashes > 0 {
            steps.push(Step {
                what: What("the process ends and begins again", phone, 0),
                fair: false,
                then: self.with(|world| {
                    world.left.crashes -= 1;
                    world.hang_up(phone);
                    for row in &mut world.phones[phone].attempts {
                        row.state = row.disk;
                    }
                    if let Some(open) = world.open(phone) {
                        let copied = world.phones[phone].attempts[open].copied;
                        let event = if copied { Event::Elsewhere } else { Event::Reopened };
                        world.take(config, phone, open, event);
                    }
                }),
            });
        }
        if self.phones[phone].waits {
            self.hears(config, phone, open, steps);
        } else {
            match open {
                Some(open) => self.goes_on(config, phone, open, steps),
                None => self.is_free(config, phone, steps),
            }
            if config.is(Mutant::TwoLiveAttempts) && open.is_some() {
                self.begins(config, phone, steps);
            }
        }
    }

    /// An answer comes, or does not.
    fn hears(&self, config: &Config, phone: usize, open: Option<usize>, steps: &mut Vec<Step>) {
        let Some(open) = open else { return };
        let mine =
            |letter: &Letter| matches!(letter, Letter::Answer { phone: to, .. } if usize::from(*to) == phone);
        if let Some(at) = self.wire.iter().position(mine)
            && let Letter::Answer { says, .. } = self.wire[at]
        {
            steps.push(Step {
                what: What(says.name(), phone, self.phones[phone].attempts[open].id),
                fair: true,
                then: self.with(|world| {
                    world.wire.remove(at);
                    world.phones[phone].waits = false;
                    let row = world.phones[phone].attempts[open];
                    let event = heard(config, &row, says);
                    world.take(config, phone, open, event);
                }),
            });
        }
        if self.left.lost > 0 {
            steps.push(Step {
                what: What("no answer in time", phone, 0),
                fair: false,
                then: self.with(|world| {
                    world.left.lost -= 1;
                    world.hang_up(phone);
                    world.take(config, phone, open, Event::Lost);
                }),
            });
            // The request itself never arrives.
            let gone = |letter: &Letter| matches!(letter, Letter::Request { phone: from, awaited: true, .. } if usize::from(*from) == phone);
            if let Some(at) = self.wire.iter().position(gone) {
                steps.push(Step {
                    what: What("the request is lost", phone, 0),
                    fair: false,
                    then: self.with(|world| {
                        world.left.lost -= 1;
                        world.wire.remove(at);
                        world.phones[phone].waits = false;
                        world.take(config, phone, open, Event::Lost);
                    }),
                });
            }
        }
    }

    /// The next step of an open attempt, and what else may happen to it.
    fn goes_on(&self, config: &Config, phone: usize, open: usize, steps: &mut Vec<Step>) {
        let row = self.phones[phone].attempts[open];
        let mut event = |what: &'static str, fair: bool, event: Event| {
            steps.push(Step {
                what: What(what, phone, row.id),
                fair,
                then: self.with(|world| world.take(config, phone, open, event)),
            });
        };
        match row.state {
            State::Prepared if config.flow == Flow::SheetFirst => {
                event("sheet shown", true, Event::SheetShown);
                event("no sheet", true, Event::SheetFailed);
            }
            State::HandedOff if row.unheard => event("silent", true, Event::SheetSilent),
            State::Prepared | State::HandedOff => {
                event("approved", true, Event::Approved);
                event("closed", true, Event::WalletCancelled);
                event("declined by the wallet", true, Event::WalletDeclined);
                event("silent", true, Event::SheetSilent);
            }
            State::Unknown => event("put aside", false, Event::PutAside),
            _ => event("past its time", true, Event::Dead),
        }
        if config.flow == Flow::MerchantFirst && row.state == State::Accepted {
            for claim in [Claim::Ok, Claim::Cancelled, Claim::Failed, Claim::Silent] {
                event("the person comes back", true, Event::Claimed(claim));
            }
        }
        let payable = matches!(self.sessions[usize::from(row.session)].now, Standing::Open(_));
        if self.left.unheard > 0
            && config.charges == Charges::WhenApproved
            && row.state == State::HandedOff
            && payable
            && !row.unheard
        {
            steps.push(Step {
                what: What("approved, and nobody hears of it", phone, row.id),
                fair: false,
                then: self.with(|world| {
                    world.left.unheard -= 1;
                    world.phones[phone].attempts[open].unheard = true;
                    // The wallet's bank tells the merchant.
                    world.sessions[usize::from(row.session)].move_to(Standing::InProgress(row.id));
                }),
            });
        }
        let taken = row.state == State::Accepted || row.state == State::Reverted;
        if self.left.stops > 0 && taken {
            steps.push(Step {
                what: What("the person stops it", phone, row.id),
                fair: false,
                then: self.with(|world| {
                    world.left.stops -= 1;
                    world.take(config, phone, open, Event::LetGo);
                }),
            });
        }
        if self.left.vouchers > 0 && config.flow == Flow::MerchantFirst && row.state == State::Accepted {
            steps.push(Step {
                what: What("a voucher is out", phone, row.id),
                fair: false,
                then: self.with(|world| {
                    world.left.vouchers -= 1;
                    world.take(config, phone, open, Event::VoucherOut);
                }),
            });
        }
        let ask = match row.next {
            NextStep::Send => Ask::Complete { key: row.key, attempt: row.id },
            NextStep::Ask => Ask::Get,
            NextStep::Cancel => Ask::Cancel,
            NextStep::Wallet | NextStep::Done => return,
        };
        steps.push(Step {
            what: What(ask.name(), phone, row.id),
            fair: true,
            then: self.with(|world| {
                let mut ask = ask;
                if let Ask::Complete { key, .. } = &mut ask
                    && row.sent
                    && config.is(Mutant::NewKeyOnRetry)
                {
                    world.given += 1;
                    *key = world.given;
                }
                let mine = &mut world.phones[phone];
                mine.attempts[open].sent |= matches!(ask, Ask::Complete { .. });
                mine.waits = true;
                let request =
                    Letter::Request { phone: phone as u8, session: row.session, ask, awaited: true };
                world.wire.push(request);
            }),
        });
    }

    /// Nothing is open: the person may begin anew, and what was given up is looked at again.
    fn is_free(&self, config: &Config, phone: usize, steps: &mut Vec<Step>) {
        if !config.is(Mutant::NeverLooksAgain) {
            for (at, row) in self.phones[phone].attempts.iter().enumerate() {
                let bought = self.sessions[usize::from(row.session)].now == Standing::Completed;
                if row.sent && row.state != State::Succeeded && bought {
                    steps.push(Step {
                        what: What("an attempt is looked at again", phone, row.id),
                        fair: true,
                        then: self.with(|world| {
                            let row = &mut world.phones[phone].attempts[at];
                            (row.state, row.disk) = (State::Succeeded, State::Succeeded);
                        }),
                    });
                }
            }
        }
        self.looks_at_vouchers(phone, steps);
        self.begins(config, phone, steps);
    }

    /// A voucher that is out is looked at, or given up: over where the merchant says so, and cancelled where it took it back.
    fn looks_at_vouchers(&self, phone: usize, steps: &mut Vec<Step>) {
        for (at, row) in self.phones[phone].attempts.iter().enumerate() {
            if row.state != State::Deferred || row.copied {
                continue;
            }
            let (what, fair) = match self.sessions[usize::from(row.session)].now {
                Standing::Completed => continue,
                Standing::Canceled | Standing::Open(_) => ("the voucher is over", true),
                Standing::InProgress(_) | Standing::Escalated(_) => ("the voucher is given up", false),
            };
            steps.push(Step {
                what: What(what, phone, row.id),
                fair,
                then: self.with(|world| {
                    world.sessions[usize::from(row.session)].cancel();
                    let row = &mut world.phones[phone].attempts[at];
                    (row.state, row.disk) = (State::Ended, State::Ended);
                }),
            });
        }
    }

    /// A new attempt: at the same session where the merchant says that it can still be paid, else at another one. What was
    /// bought meanwhile is not bought again.
    fn begins(&self, config: &Config, phone: usize, steps: &mut Vec<Step>) {
        let rows = &self.phones[phone].attempts;
        let mine = rows.iter().filter(|row| !row.copied).count();
        // What a voucher is out for is not bought again beside it.
        let bought = rows.iter().any(|row| match row.state {
            State::Succeeded => !row.aside,
            State::Deferred => !config.is(Mutant::VoucherForgotten),
            _ => false,
        });
        if mine >= usize::from(config.budget.attempts) || bought {
            return;
        }
        let last = rows.last();
        let session = match last {
            // Another phone's session is not ours to pay; while it may be charged, nothing is begun beside it.
            Some(row) if row.copied => match self.sessions[usize::from(row.session)].now {
                Standing::Canceled => None,
                _ if row.sent && row.state != State::PutAside => return,
                _ => None,
            },
            Some(row) => {
                let stands = self.sessions[usize::from(row.session)].now;
                match row.state {
                    State::Declined | State::NotTaken | State::Cancelled => Some(row.session),
                    // Left for the bank: asked before anything is done with it.
                    State::Escalated => match stands {
                        Standing::Open(_) => Some(row.session),
                        Standing::Canceled => None,
                        Standing::InProgress(_) | Standing::Escalated(_) | Standing::Completed => return,
                    },
                    State::Ended | State::PutAside | State::Deferred => None,
                    // Only a wrong law begins beside an open one.
                    _ => Some(row.session),
                }
            }
            None => None,
        };
        steps.push(Step {
            what: What("the person pays", phone, 0),
            fair: false,
            then: self.with(|world| {
                world.given += 1;
                let session = session.unwrap_or_else(|| {
                    world.sessions.push(Session::new());
                    (world.sessions.len() - 1) as u8
                });
                world.phones[phone].attempts.push(Attempt {
                    id: world.given,
                    key: world.given,
                    session,
                    state: State::Prepared,
                    next: NextStep::Wallet,
                    sent: false,
                    aside: false,
                    copied: false,
                    unheard: false,
                    disk: State::Prepared,
                });
            }),
        });
    }

    /// One step of the law, written down.
    fn take(&mut self, config: &Config, phone: usize, at: usize, event: Event) {
        let row = &mut self.phones[phone].attempts[at];
        let (mut state, mut next) = step(row.state, event, config.rules());
        match (config.mutant, event) {
            (Some(Mutant::ClaimTrusted), Event::Claimed(Claim::Cancelled | Claim::Failed)) => {
                (state, next) = (State::Cancelled, Next::Done);
            }
            (Some(Mutant::OpenBelievedAtOnce), Event::Seen(Seen::Open)) if row.state == State::Accepted => {
                (state, next) = (State::NotTaken, Next::Done);
            }
            (Some(Mutant::UnknownForgotten), Event::Dead) if state == State::Unknown => {
                (state, next) = (State::Ended, Next::Done);
            }
            (Some(Mutant::NeverCancels), _) if next == Next::Cancel => next = Next::Ask,
            _ => {}
        }
        row.aside |= state == State::PutAside;
        // Its wallet may have charged it: it counts as sent.
        row.sent |= row.state == State::HandedOff && state == State::Unknown;
        row.state = state;
        row.next = next.into();
        let synced = !config.is(Mutant::NotSynced) || state.is_settled();
        if synced {
            row.disk = state;
        }
    }

    /// Nobody waits for an answer any more. What is under way still arrives.
    fn hang_up(&mut self, phone: usize) {
        self.phones[phone].waits = false;
        let mine = |number: u8| usize::from(number) == phone;
        // A question whose answer nobody hears changes nothing.
        let moot = |letter: &Letter| match letter {
            Letter::Answer { phone: to, .. } => mine(*to),
            Letter::Request { phone: from, ask, .. } => mine(*from) && *ask == Ask::Get,
        };
        self.wire.retain(|letter| !moot(letter));
        for letter in &mut self.wire {
            if let Letter::Request { phone: from, awaited, .. } = letter
                && mine(*from)
            {
                *awaited = false;
            }
        }
    }
}

/// What an answer means to the law, as `driver/interpreted.rs` reads it.
fn heard(config: &Config, row: &Attempt, says: Says) -> Event {
    let asked_it = row.next == NextStep::Send;
    let taken = matches!(row.state, State::Accepted | State::Reverted);
    match says {
        Says::Nothing => Event::Lost,
        Says::Foreign if config.is(Mutant::ForeignAccepted) => Event::Seen(Seen::Completed),
        Says::Foreign => Event::Lost,
        Says::Stands(standing) => Event::Seen(match standing {
            Standing::Completed => Seen::Completed,
            Standing::InProgress(_) => Seen::InProgress,
            Standing::Escalated(_) => Seen::Escalated,
            Standing::Canceled => Seen::Over,
            Standing::Open(Why::Declined) if asked_it || taken => Seen::Declined,
            Standing::Open(Why::NotTaken) if asked_it || taken => Seen::NotTaken,
            Standing::Open(_) => Seen::Open,
        }),
    }
}
