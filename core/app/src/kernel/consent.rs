//! What the person agreed to, and what is kept because of it: plain state. What is done with it is in `attribution.rs`.

use crate::kernel::campaign::CampaignParts;
use std::time::Duration;
use tradewind_domain::{Code, Timestamp};
use tradewind_person::{Attributed, Consent, Purpose, Touch};

/// The wording of what is asked and of the sentences beside the switches. It is raised when one of them says more than it did: a yes to
/// fewer words is none to more.
pub(crate) const WORDING: u32 = 1;
/// How long it is kept by which link a person came, by the phone's clock.
pub(crate) const KEPT: Duration = Duration::from_secs(30 * 86_400);
/// What shells send for a yes and for a no.
pub(crate) const YES: &str = "granted";
pub(crate) const NO: &str = "refused";

/// What is known of consent.
#[derive(Debug, Default)]
pub(crate) struct ConsentState {
    /// The last answers, one a purpose at most.
    answers: Vec<Consent>,
    /// The first and the latest link, in that order; one that is both is there once.
    pub(crate) touches: Vec<Touch>,
    /// Checkouts whose merchant was told of it.
    pub(crate) attributed: Vec<Attributed>,
    /// What a link said that the person is asked about, and when it came. Nothing of it is written.
    pub(crate) waiting: Option<(Timestamp, CampaignParts)>,
    /// Something of it may have been told for the checkout in progress.
    pub(crate) told: bool,
    /// That checkout is to be given up as soon as no payment of it is open.
    pub(crate) to_give_up: bool,
    /// Something of this could not be written down.
    pub(crate) unkept: Option<Unkept>,
}

/// What the person answered, or had deleted, could not be written down. It holds all the same while the app runs, and `tradewind_person` sees to
/// it that nothing that was withdrawn counts after a restart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unkept {
    pub(crate) code: Code,
    /// When it is tried again, in seconds of the clock that nobody sets; none while it is being tried.
    pub(crate) again: Option<f64>,
}

impl ConsentState {
    /// Takes what the file has. A yes to another wording is none.
    pub(crate) fn read(&mut self, answers: Vec<Consent>) {
        self.answers = answers;
        self.answers.retain(|one| !one.answer.is_granted() || one.wording == WORDING);
    }

    /// The last answer about a purpose; none where it was never asked about.
    pub(crate) fn answer(&self, purpose: Purpose) -> Option<&Consent> {
        self.answers.iter().find(|one| one.purpose == purpose)
    }

    /// All of them.
    pub(crate) fn answers(&self) -> &[Consent] {
        &self.answers
    }

    /// Whether the person agreed. Whoever does something for a purpose asks here first.
    pub(crate) fn allows(&self, purpose: Purpose) -> bool {
        self.answer(purpose).is_some_and(|one| one.answer.is_granted())
    }

    /// An answer takes the place of the one before it.
    pub(crate) fn put(&mut self, consent: Consent) {
        self.answers.retain(|one| one.purpose != consent.purpose);
        self.answers.push(consent);
    }

    /// The person came by a link at `at`. What is said of one link in two steps is one touch.
    pub(crate) fn touch(&mut self, at: Timestamp, parts: CampaignParts) {
        let CampaignParts { campaign, creator } = parts;
        if let Some(last) = self.touches.last_mut().filter(|last| last.at == at) {
            last.campaign.extend(campaign);
            last.creator = creator.or(last.creator.take());
            return;
        }
        self.touches.truncate(1);
        self.touches.push(Touch { at, until: at.after(KEPT), seen: at, campaign, creator });
    }

    /// Lets go of what is over. A clock that was set back takes its moments along, so that nothing is kept for longer. Says whether
    /// something changed that is to be written.
    pub(crate) fn settle(&mut self, now: Timestamp) -> bool {
        let (before, mut moved) = (self.touches.len(), false);
        for touch in &mut self.touches {
            let back = touch.seen.0.saturating_sub(now.0).max(0);
            touch.at.0 = touch.at.0.saturating_sub(back);
            touch.until.0 = touch.until.0.saturating_sub(back);
            touch.seen = now;
            moved |= back > 0;
        }
        self.touches.retain(|touch| now < touch.until);
        moved || self.touches.len() != before
    }

    /// Lets go of what is not agreed to. Says whether something did.
    pub(crate) fn enforce(&mut self) -> bool {
        let campaigns = self.allows(Purpose::MeasureCampaigns);
        let creators = self.allows(Purpose::RewardCreators);
        let before = self.touches.clone();
        for touch in &mut self.touches {
            if !campaigns {
                touch.campaign.clear();
            }
            touch.creator.take_if(|_| !creators);
        }
        self.touches.retain(|touch| !touch.campaign.is_empty() || touch.creator.is_some());
        self.touches != before
    }
}
