//! The model merchant: the weakest one that keeps its promise about a repeated request. What it does with a request, and what
//! it may do by itself.

use crate::world::{Ask, Config, Flow, Letter, Says, Step, What, World};
use tradewind_commerce::Idempotency;

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// To be paid; why it was not, if it says so.
    Open(Why),
    /// This attempt is being charged, or waits for the person or their bank.
    InProgress(u8),
    /// In the bank's hands: to be continued in a browser.
    Escalated(u8),
    Completed,
    Canceled,
}

/// What an open session says of the last try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Why {
    Nothing,
    Declined,
    NotTaken,
}

/// One checkout at the merchant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Session {
    pub(crate) now: Standing,
    /// How it stood before, for an older copy of the database.
    pub(crate) before: Standing,
    /// Keys of requests that were acted on.
    pub(crate) keys: Vec<u8>,
}

impl Session {
    pub(crate) fn new() -> Self {
        let open = Standing::Open(Why::Nothing);
        Self { now: open, before: open, keys: Vec::new() }
    }

    pub(crate) fn cancel(&mut self) {
        self.move_to(Standing::Canceled);
    }

    pub(crate) fn move_to(&mut self, standing: Standing) {
        if self.now != standing {
            (self.before, self.now) = (self.now, standing);
        }
    }
}

impl World {
    pub(crate) fn shop_steps(&self, config: &Config, steps: &mut Vec<Step>) {
        for at in 0..self.wire.len() {
            if let Letter::Request { phone, session, ask, awaited } = self.wire[at] {
                let taken = self.with(|world| {
                    world.wire.remove(at);
                });
                taken.arrives(config, phone, session, ask, awaited, true, steps);
                // No phone can keep a network from doubling what nobody knows again.
                let known = config.promise != Idempotency::AskOnly || ask == Ask::Get;
                if self.left.twice > 0 && known {
                    let again = self.with(|world| world.left.twice -= 1);
                    // Its first copy is heard by nobody; the second is under way still.
                    again.arrives(config, phone, session, ask, false, false, steps);
                }
            }
        }
        for (at, session) in self.sessions.iter().enumerate() {
            let becomes = |what: &'static str, standing: Standing, charged: Option<u8>| Step {
                what: What(what, at, 0),
                fair: true,
                then: self.with(|world| {
                    world.sessions[at].move_to(standing);
                    world.captures.extend(charged);
                }),
            };
            match session.now {
                Standing::InProgress(attempt) | Standing::Escalated(attempt) => {
                    steps.push(becomes("the merchant charges", Standing::Completed, Some(attempt)));
                    steps.push(becomes("the merchant lets go", Standing::Open(Why::Nothing), None));
                    steps.push(becomes("the merchant declines", Standing::Open(Why::Declined), None));
                }
                Standing::Open(_) | Standing::Completed | Standing::Canceled => {}
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a request and what is done with it")]
    fn arrives(
        &self,
        config: &Config,
        phone: u8,
        session: u8,
        ask: Ask,
        awaited: bool,
        fair: bool,
        steps: &mut Vec<Step>,
    ) {
        let at = usize::from(session);
        let now = self.sessions[at].now;
        let mut push =
            |what: &'static str, fair: bool, becomes: Option<Standing>, charged: Vec<u8>, says: Says| {
                steps.push(Step {
                    what: What(what, at, phone),
                    fair,
                    then: self.with(|world| {
                        if let Ask::Complete { key, .. } = ask
                            && says != Says::Nothing
                        {
                            let keys = &mut world.sessions[at].keys;
                            if !keys.contains(&key) {
                                keys.push(key);
                            }
                        }
                        if let Some(standing) = becomes {
                            world.sessions[at].move_to(standing);
                        }
                        world.captures.extend(charged);
                        if awaited {
                            world.wire.push(Letter::Answer { phone, says });
                        }
                    }),
                });
            };
        let stands = |standing| Says::Stands(standing);
        match ask {
            Ask::Get => {
                push("answered", fair, None, vec![], stands(now));
                let before = self.sessions[at].before;
                if self.left.older > 0 && before != now {
                    let older = self.with(|world| world.left.older -= 1);
                    steps.push(Step {
                        what: What("answered from an older copy", at, phone),
                        fair: false,
                        then: older.with(|world| {
                            if awaited {
                                world.wire.push(Letter::Answer { phone, says: stands(before) });
                            }
                        }),
                    });
                }
                if self.left.foreign > 0 && awaited {
                    let foreign = self.with(|world| world.left.foreign -= 1);
                    steps.push(Step {
                        what: What("answered about another session", at, phone),
                        fair: false,
                        then: foreign
                            .with(|world| world.wire.push(Letter::Answer { phone, says: Says::Foreign })),
                    });
                }
            }
            Ask::Cancel => match now {
                Standing::Open(_) | Standing::Escalated(_) | Standing::Canceled => {
                    push("canceled", fair, Some(Standing::Canceled), vec![], stands(Standing::Canceled));
                }
                Standing::InProgress(_) => {
                    push("voided", fair, Some(Standing::Canceled), vec![], stands(Standing::Canceled));
                    push("refused while it is charged", fair, None, vec![], Says::Nothing);
                }
                Standing::Completed => push("too late", fair, None, vec![], stands(now)),
            },
            Ask::Complete { key, attempt } => {
                let known = config.promise == Idempotency::ByKey && self.sessions[at].keys.contains(&key);
                match now {
                    _ if known => push("known again", fair, None, vec![], stands(now)),
                    Standing::Open(_) => {
                        if config.flow == Flow::SheetFirst {
                            let done = Standing::Completed;
                            push("charged", fair, Some(done), vec![attempt], stands(done));
                            let bank = Standing::Escalated(attempt);
                            push("to the bank", fair, Some(bank), vec![], stands(bank));
                        }
                        let taken = Standing::InProgress(attempt);
                        push("taken", fair, Some(taken), vec![], stands(taken));
                        for why in [Why::Declined, Why::NotTaken] {
                            let open = Standing::Open(why);
                            push("not taken", fair, Some(open), vec![], stands(open));
                        }
                        push("failed", false, None, vec![], Says::Nothing);
                    }
                    Standing::Canceled => push("over", fair, None, vec![], stands(now)),
                    // One cart, one order: the one promise that another key does not get round.
                    Standing::InProgress(_) | Standing::Escalated(_)
                        if config.promise == Idempotency::ByCart =>
                    {
                        push("in conflict", fair, None, vec![], Says::Nothing);
                    }
                    Standing::Completed if config.promise == Idempotency::ByCart => {
                        push("bought already", fair, None, vec![], stands(now));
                    }
                    Standing::InProgress(first) | Standing::Escalated(first) => {
                        let done = Standing::Completed;
                        push("both charged", fair, Some(done), vec![first, attempt], stands(done));
                    }
                    Standing::Completed => {
                        push("charged again", fair, None, vec![attempt], stands(now));
                    }
                }
            }
        }
    }
}
