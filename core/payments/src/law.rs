//! The law of a payment attempt: a pure machine from state and event to state and next step.
//!
//! Rules (UCP 2026-04-08 checkout "lost responses"; notes on wallets in `core/adr/0004`):
//! 1. Key, bytes, amount, payee and expiry are on disk before the sheet is shown or a request leaves.
//! 2. A wallet's or a connection's word is a hint; only the merchant's answer ends an attempt that was sent.
//! 3. A lost answer is settled by asking; then the identical request goes again with the same key. Complete is never
//!    used to ask. An engine that knows no repeated request ([`Idempotency::AskOnly`]) is only asked, never sent to twice; so is any
//!    engine once a request is older than the time for which it is known again (`Facts::window`).
//! 4. Unanswered past its `dead_after`, an attempt is Unknown: settled by asking and, if not completed, by cancelling.
//!    Where nothing was sent, nothing is unknown: a sheet that stays silent is cancelled, unless its wallet takes the
//!    money itself ([`Charges::WhenApproved`]).
//! 5. Declined is said only after a decline message in the very answer, or after a definite refusal of this request
//!    (402, 400, 403, 422) once a question shows the checkout still open. A bare "still open" is asked about again.
//! 6. What the merchant took (`complete_in_progress`) is not sent again and is only asked about: it waits for the person or
//!    their bank. What comes back from a surface (an activity's result, a return link) is a claim: it makes the next
//!    question come at once and decides nothing. Shown as still to be paid twice, the merchant has let it go: a later try
//!    has a key of its own. Where nothing keeps a second request from paying, the session is cancelled first.
//! 7. The person may stop what the merchant waits for them with: the merchant is told to cancel, and only its word ends it. A
//!    voucher that is out holds up nothing else; it is asked about until the merchant says how it ended.
//! 8. Only the merchant's word frees the person to pay this merchant again, or the person who puts an Unknown attempt
//!    aside; what was put aside or cancelled after it was sent is looked at again before the next payment.

use crate::policy::Charges;
use std::time::Duration;
use tradewind_commerce::Idempotency;

pub use tradewind_person::AttemptState as State;

/// What the engine and the wallet of an attempt promise; the table below is read under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// What keeps a request that goes out twice from being two payments.
    pub idempotency: Idempotency,
    /// What takes the money.
    pub charges: Charges,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The sheet is up.
    SheetShown,
    /// The sheet could not be shown.
    SheetFailed,
    /// The person approved; the request's bytes are made.
    Approved,
    /// The wallet declined.
    WalletDeclined,
    /// The person closed the sheet.
    WalletCancelled,
    /// The merchant said how the checkout stands.
    Seen(Seen),
    /// The merchant refused this very request, definitely.
    Refused,
    /// The sheet stayed silent for as long as a sheet may.
    SheetSilent,
    /// The person puts an Unknown attempt aside.
    PutAside,
    /// The person gives up what the merchant waits for them with.
    LetGo,
    /// What the merchant waits for is a voucher, which is paid days afterwards; it is written down and shown.
    VoucherOut,
    /// Something came back from the surface that the person was sent to. Only ever a reason to ask.
    Claimed(Claim),
    /// No good answer; the request may have been acted on.
    Lost,
    /// Nothing was sent.
    NotSent,
    /// `dead_after` is over.
    Dead,
    /// The process began anew and found the attempt in the journal.
    Reopened,
    /// As that, in a journal that was copied or restored: another phone began it, and may go on with it.
    Elsewhere,
}

impl Event {
    /// All events there are.
    pub const ALL: [Self; 26] = [
        Self::SheetShown,
        Self::SheetFailed,
        Self::Approved,
        Self::WalletDeclined,
        Self::WalletCancelled,
        Self::Seen(Seen::Completed),
        Self::Seen(Seen::InProgress),
        Self::Seen(Seen::Open),
        Self::Seen(Seen::Declined),
        Self::Seen(Seen::NotTaken),
        Self::Seen(Seen::Escalated),
        Self::Seen(Seen::Over),
        Self::Refused,
        Self::SheetSilent,
        Self::PutAside,
        Self::LetGo,
        Self::VoucherOut,
        Self::Claimed(Claim::Ok),
        Self::Claimed(Claim::Cancelled),
        Self::Claimed(Claim::Failed),
        Self::Claimed(Claim::Silent),
        Self::Lost,
        Self::NotSent,
        Self::Dead,
        Self::Reopened,
        Self::Elsewhere,
    ];
}

/// What a surface says of itself: an app that was switched to, a browser, a bank's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It says that it went well.
    Ok,
    /// It says that the person gave up.
    Cancelled,
    /// It says that it failed.
    Failed,
    /// The person is back, and it says nothing.
    Silent,
}

/// How a checkout stands at the merchant, as far as an attempt cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Bought.
    Completed,
    /// The merchant is at it.
    InProgress,
    /// Still to be paid, and no word why.
    Open,
    /// Still to be paid, and the very answer says that the payment was declined. Never of a question: a decline seen there
    /// may be an earlier attempt's.
    Declined,
    /// Still to be paid, and the very answer says what else was in the way. Never of a question.
    NotTaken,
    /// To be continued in a browser.
    Escalated,
    /// Over without a purchase.
    Over,
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Show the sheet.
    ShowSheet,
    /// Wait for the wallet, until dead.
    AwaitWallet,
    /// Send the journalled bytes.
    Send,
    /// Ask the merchant, after the backoff.
    Ask,
    /// Cancel the checkout.
    Cancel,
    /// Nothing: settled.
    Done,
}

/// One step. An event that means nothing in a state changes nothing: late answers are normal.
pub fn step(state: State, event: Event, rules: Rules) -> (State, Next) {
    use Event as E;
    use State as S;
    let wallet_charges = rules.charges == Charges::WhenApproved;
    match (state, event) {
        // A wallet that takes the money itself may have taken it behind a silent sheet.
        (S::HandedOff, E::SheetSilent | E::Dead) if wallet_charges => return (S::Unknown, Next::Ask),
        _ => {}
    }
    let (then, next) = table(state, event);
    let sends = next == Next::Send;
    let is_first =
        matches!((state, event), (S::Prepared | S::HandedOff, E::Approved) | (S::Sending, E::NotSent));
    match rules.idempotency {
        // What may have arrived is never sent again: only asked about, and cancelled once it is Unknown.
        Idempotency::AskOnly if sends && !is_first => (S::Asking, Next::Ask),
        // Let go by the merchant's word alone, it could still be charged beside the next try: it is voided first.
        Idempotency::AskOnly if state == S::Reverted && matches!(then, S::Declined | S::NotTaken) => {
            (S::Unknown, Next::Cancel)
        }
        _ => (then, next),
    }
}

/// The table, as it stands for an engine that knows a repeated request and a wallet that takes no money itself.
fn table(state: State, event: Event) -> (State, Next) {
    use Event as E;
    use State as S;
    match (state, event) {
        // The wallet, before anything is sent.
        (S::Prepared, E::SheetShown) => (S::HandedOff, Next::AwaitWallet),
        (S::Prepared | S::HandedOff, E::SheetFailed) => (S::Cancelled, Next::Done),
        (S::Prepared | S::HandedOff, E::Approved) => (S::Sending, Next::Send),
        (S::Prepared | S::HandedOff, E::WalletDeclined) => (S::Declined, Next::Done),
        (S::Prepared | S::HandedOff, E::WalletCancelled) => (S::Cancelled, Next::Done),

        // Nothing was sent: nothing is unknown.
        (S::Prepared | S::HandedOff, E::SheetSilent | E::Dead) => (S::Cancelled, Next::Done),

        // Whatever was asked or sent, these are the ends of it.
        (S::Prepared | S::HandedOff, E::Seen(Seen::Completed)) => (S::Succeeded, Next::Done),
        (S::Prepared | S::HandedOff, E::Seen(Seen::Over)) => (S::Ended, Next::Done),
        (state, E::Seen(Seen::Completed)) if may_be_there(state) => (S::Succeeded, Next::Done),
        (state, E::Seen(Seen::Over)) if may_be_there(state) => (S::Ended, Next::Done),
        (state, E::Seen(Seen::Escalated)) if may_be_there(state) => (S::Escalated, Next::Done),

        // The answer to what was sent.
        (S::Sending | S::Asking | S::Reverted, E::Seen(Seen::InProgress)) => (S::Accepted, Next::Ask),
        (S::Sending, E::Seen(Seen::Declined)) => (S::Declined, Next::Done),
        (S::Sending, E::Seen(Seen::NotTaken)) => (S::NotTaken, Next::Done),
        // Taken or not, it does not say: a gateway may answer before the shop has acted.
        (S::Sending, E::Seen(Seen::Open)) => (S::Asking, Next::Ask),
        (S::Sending, E::Refused) => (S::Refused, Next::Ask),
        (S::Sending, E::Lost) => (S::Asking, Next::Ask),
        (S::Sending, E::NotSent) => (S::Sending, Next::Send),

        // Asking: still to be paid means that the request got lost or declined, or is still on its way. The same bytes
        // under the same key tell which, without ever paying twice; a decline seen here may be an earlier attempt's.
        (S::Asking, E::Seen(Seen::Open | Seen::Declined | Seen::NotTaken)) => (S::Sending, Next::Send),
        (S::Asking, E::Lost | E::NotSent | E::Refused) => (S::Asking, Next::Ask),

        // Taken, and then open: an older answer may be read late, so it is asked once more before it is believed.
        (S::Accepted, E::Seen(Seen::Open | Seen::Declined | Seen::NotTaken)) => (S::Reverted, Next::Ask),
        (S::Reverted, E::Seen(Seen::Declined)) => (S::Declined, Next::Done),
        (S::Reverted, E::Seen(Seen::Open | Seen::NotTaken)) => (S::NotTaken, Next::Done),

        // Refused, and the question shows it open: the refusal's own words decide what it was.
        (S::Refused, E::Seen(Seen::Declined)) => (S::Declined, Next::Done),
        (S::Refused, E::Seen(Seen::NotTaken | Seen::Open)) => (S::NotTaken, Next::Done),
        (S::Refused, E::Seen(Seen::InProgress) | E::Lost | E::NotSent | E::Refused) => {
            (S::Refused, Next::Ask)
        }

        // Unknown: not completed means cancel, then ask what became of it.
        (S::Unknown, E::Seen(Seen::Open | Seen::Declined | Seen::NotTaken)) => (S::Unknown, Next::Cancel),
        (S::Unknown, E::Seen(Seen::InProgress) | E::Lost | E::NotSent | E::Refused) => {
            (S::Unknown, Next::Ask)
        }
        (S::Unknown, E::PutAside) => (S::PutAside, Next::Done),

        // The merchant waits for the person.
        (S::Accepted | S::Reverted, E::LetGo) => (S::Unknown, Next::Cancel),
        (S::Accepted, E::VoucherOut) => (S::Deferred, Next::Done),

        (S::Sending | S::Asking | S::Refused, E::Dead) => (S::Unknown, Next::Ask),
        // What was handed over is of no use any more: the merchant is told to let go of it.
        (S::Accepted | S::Reverted, E::Dead) => (S::Unknown, Next::Cancel),

        // Another phone may send it yet: it is asked about, and voided before anything else is paid. Never sent from here.
        (state, E::Elsewhere) if !state.is_settled() => (S::Unknown, Next::Ask),

        // After a restart the sheet is gone and the request may be out.
        (S::Prepared | S::HandedOff, E::Reopened) => (state, Next::AwaitWallet),
        (S::Sending, E::Reopened) => (S::Asking, Next::Ask),

        (state, _) if state.is_settled() => (state, Next::Done),
        (S::Prepared, _) => (state, Next::ShowSheet),
        (S::HandedOff, _) => (state, Next::AwaitWallet),
        (S::Sending, _) => (state, Next::Send),
        (state, _) => (state, Next::Ask),
    }
}

/// Whether the request may be at the merchant.
const fn may_be_there(state: State) -> bool {
    use State as S;
    matches!(state, S::Sending | S::Asking | S::Accepted | S::Reverted | S::Refused | S::Unknown)
}

/// How long to wait before the `n`th question (from 0): 0.5, 1, 2, 4, then 5 seconds; jitter comes on top.
pub fn backoff(n: u32) -> Duration {
    Duration::from_millis(500_u64.saturating_mul(1 << n.min(4))).min(Duration::from_secs(5))
}

#[cfg(test)]
mod tests;
