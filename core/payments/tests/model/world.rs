//! A world: phones, the merchant, and what is under way between them.

use crate::shop::{Session, Standing};
use tradewind_commerce::Idempotency;
use tradewind_payments::law::{Next, Rules, State};
use tradewind_payments::policy::Charges;

/// Who is told first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// A wallet's sheet gives a token, which then goes to the merchant.
    SheetFirst,
    /// The merchant is asked first, and hands over where the person is to go: an app, a page, a code.
    MerchantFirst,
}

/// How much may go wrong in one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Budget {
    /// Attempts of each phone.
    pub(crate) attempts: u8,
    /// Ends of the process.
    pub(crate) crashes: u8,
    /// Requests or answers that do not arrive in time; a request may still arrive later.
    pub(crate) lost: u8,
    /// Requests that arrive twice.
    pub(crate) twice: u8,
    /// Questions that are answered from an older copy of the merchant's database.
    pub(crate) older: u8,
    /// Answers about another session.
    pub(crate) foreign: u8,
    /// A second device that begins with a copy of the first one's file.
    pub(crate) copies: u8,
    /// The person stops what the merchant waits for them with.
    pub(crate) stops: u8,
    /// The merchant hands out a voucher.
    pub(crate) vouchers: u8,
    /// The person approves before a wallet that takes the money itself, and nobody hears of it.
    pub(crate) unheard: u8,
}

/// A wrong law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mutant {
    /// What may have arrived is sent again under another key.
    NewKeyOnRetry,
    /// What the surface says ends the attempt.
    ClaimTrusted,
    /// The journal is not written before the request goes out.
    NotSynced,
    /// A new attempt begins while one is open.
    TwoLiveAttempts,
    /// An answer about another session counts.
    ForeignAccepted,
    /// An engine that knows no repeated request is sent to again.
    SentTwice,
    /// What was taken and is shown as open once is over.
    OpenBelievedAtOnce,
    /// An attempt past its time is over without a question.
    UnknownForgotten,
    /// What was given up is never looked at again.
    NeverLooksAgain,
    /// An Unknown attempt is only asked about.
    NeverCancels,
    /// Another payment is begun beside a voucher that is out.
    VoucherForgotten,
    /// A silent sheet is taken for one that was closed, though its wallet takes the money itself.
    SilentSheetForgotten,
}

/// One search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Config {
    pub(crate) promise: Idempotency,
    pub(crate) charges: Charges,
    pub(crate) flow: Flow,
    pub(crate) budget: Budget,
    pub(crate) mutant: Option<Mutant>,
}

impl Config {
    pub(crate) fn is(&self, mutant: Mutant) -> bool {
        self.mutant == Some(mutant)
    }

    pub(crate) fn rules(&self) -> Rules {
        let idempotency = if self.is(Mutant::SentTwice) { Idempotency::ByKey } else { self.promise };
        let charges = if self.is(Mutant::SilentSheetForgotten) { Charges::WithRequest } else { self.charges };
        Rules { idempotency, charges }
    }
}

/// An attempt in a phone's journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Attempt {
    /// Which: the same number is the same attempt, also in a copied file.
    pub(crate) id: u8,
    /// Its idempotency key.
    pub(crate) key: u8,
    pub(crate) session: u8,
    pub(crate) state: State,
    pub(crate) next: NextStep,
    /// Whether it ever went out.
    pub(crate) sent: bool,
    /// Whether the next question is the first of this run; then nothing has to be waited for.
    pub(crate) aside: bool,
    /// Begun by the other phone: never sent from here.
    pub(crate) copied: bool,
    /// Approved before its wallet, which takes the money itself, and nobody heard of it.
    pub(crate) unheard: bool,
    /// State on the disk.
    pub(crate) disk: State,
}

/// [`Next`], as a key of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NextStep {
    Wallet,
    Send,
    Ask,
    Cancel,
    Done,
}

impl From<Next> for NextStep {
    fn from(next: Next) -> Self {
        match next {
            Next::ShowSheet | Next::AwaitWallet => Self::Wallet,
            Next::Send => Self::Send,
            Next::Ask => Self::Ask,
            Next::Cancel => Self::Cancel,
            Next::Done => Self::Done,
        }
    }
}

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Ask {
    Complete { key: u8, attempt: u8 },
    Get,
    Cancel,
}

impl Ask {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Complete { .. } => "sends",
            Self::Get => "asks",
            Self::Cancel => "cancels",
        }
    }
}

/// On the wire. A request whose sender does not wait any more still arrives; its answer is heard by nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Letter {
    Request { phone: u8, session: u8, ask: Ask, awaited: bool },
    Answer { phone: u8, says: Says },
}

/// What an answer says of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Says {
    Stands(Standing),
    /// Nothing that can be used: 5xx, 409, garbage.
    Nothing,
    /// That another session was bought.
    Foreign,
}

impl Says {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Stands(Standing::Open(_)) => "hears: open",
            Self::Stands(Standing::InProgress(_)) => "hears: in progress",
            Self::Stands(Standing::Escalated(_)) => "hears: to a browser",
            Self::Stands(Standing::Completed) => "hears: completed",
            Self::Stands(Standing::Canceled) => "hears: canceled",
            Self::Nothing => "hears nothing of use",
            Self::Foreign => "hears of another session",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Phone {
    pub(crate) attempts: Vec<Attempt>,
    /// Whether an answer is waited for.
    pub(crate) waits: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) phones: Vec<Phone>,
    pub(crate) sessions: Vec<Session>,
    /// Attempts that were charged, in order.
    pub(crate) captures: Vec<u8>,
    pub(crate) wire: Vec<Letter>,
    pub(crate) left: Budget,
    /// Numbers of attempts and keys given so far.
    pub(crate) given: u8,
}

/// What happens in a step: a sentence, and the numbers of whom and what it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct What(pub(crate) &'static str, pub(crate) usize, pub(crate) u8);

/// A step, and whether nothing goes wrong in it.
pub(crate) struct Step {
    pub(crate) what: What,
    pub(crate) fair: bool,
    pub(crate) then: World,
}

impl World {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            phones: vec![Phone::default()],
            sessions: Vec::new(),
            captures: Vec::new(),
            wire: Vec::new(),
            left: config.budget,
            given: 0,
        }
    }

    pub(crate) fn steps(&self, config: &Config) -> Vec<Step> {
        let mut steps = Vec::new();
        self.phone_steps(config, &mut steps);
        self.shop_steps(config, &mut steps);
        steps
    }

    /// A copy of this world with `change` in it.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut then = self.clone();
        change(&mut then);
        then.wire.sort_unstable();
        then.captures.sort_unstable();
        if then.left.older == 0 {
            // Nobody reads an older copy any more.
            then.sessions.iter_mut().for_each(|session| session.before = session.now);
        }
        then
    }

    /// Whether the person put an attempt aside, on either phone.
    pub(crate) fn is_aside(&self, attempt: u8) -> bool {
        self.rows(attempt).any(|row| row.aside)
    }

    pub(crate) fn rows(&self, attempt: u8) -> impl Iterator<Item = &Attempt> {
        self.phones.iter().flat_map(|phone| &phone.attempts).filter(move |row| row.id == attempt)
    }

    /// Nothing is open and nothing is under way.
    pub(crate) fn is_quiet(&self) -> bool {
        let open = |phone: &Phone| phone.waits || phone.attempts.iter().any(|row| !row.state.is_settled());
        !self.phones.iter().any(open)
    }
}
