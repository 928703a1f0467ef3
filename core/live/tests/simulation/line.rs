//! The timeline, and wrong ones: each puts one old fault back, for the simulation to find. The timeline itself has no switch for
//! them.

use crate::show::session;
use tradewind_domain::Timestamp;
use tradewind_live::{Content, Cue, CueId, LiveEvent, Mode, ShownCue, Timeline};

/// Which fault is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mutant {
    /// What has come is shown, whatever the picture is at.
    ShownOnArrival,
    /// A cue of the playlist is another than the same one of the stream.
    SourcesApart,
    /// A stream is resumed from the newest event that came.
    NewestResumes,
    /// That a person was told of a card is not kept.
    ToldForgotten,
    /// What was sought over is not listed.
    SoughtOverIsLost,
}

impl Mutant {
    pub(crate) const ALL: [Self; 5] = [
        Self::ShownOnArrival,
        Self::SourcesApart,
        Self::NewestResumes,
        Self::ToldForgotten,
        Self::SoughtOverIsLost,
    ];
}

pub(crate) struct Line {
    timeline: Timeline,
    mutant: Option<Mutant>,
    newest: Option<String>,
}

impl Line {
    pub(crate) fn new(mode: Mode, mutant: Option<Mutant>) -> Self {
        Self { timeline: Timeline::new(session(), mode), mutant, newest: None }
    }

    pub(crate) fn keep(&self) -> Kept {
        Kept { bytes: self.timeline.keep(), newest: self.newest.clone() }
    }

    pub(crate) fn restore(kept: &Kept, mutant: Option<Mutant>) -> Self {
        let text = String::from_utf8(kept.bytes.clone()).expect("JSON");
        let text = match mutant {
            Some(Mutant::ToldForgotten) => text.replace("\"told\":true", "\"told\":false"),
            _ => text,
        };
        let timeline = Timeline::restore(&session(), text.as_bytes()).expect("as it was");
        Self { timeline, mutant, newest: kept.newest.clone() }
    }

    pub(crate) fn take_cues(&mut self, mut cues: Vec<Cue>) -> bool {
        if self.mutant == Some(Mutant::SourcesApart) {
            for cue in &mut cues {
                cue.id = CueId::parse(format!("p.{}", cue.id)).expect("still an id");
            }
        }
        self.timeline.take_cues(cues).changed > 0
    }

    pub(crate) fn take_event(&mut self, id: Option<String>, event: LiveEvent) -> bool {
        let changed = self.timeline.take_event(id.as_deref(), event);
        if let Some(id) = id {
            self.newest = Some(id);
        }
        changed
    }

    pub(crate) fn resume(&self) -> Option<&str> {
        match self.mutant {
            Some(Mutant::NewestResumes) => self.newest.as_deref(),
            _ => self.timeline.resume(),
        }
    }

    pub(crate) fn has_gap(&self) -> bool {
        self.timeline.has_gap()
    }

    /// Items of what is due, each told once.
    pub(crate) fn advance(&mut self, moment: i64) -> Vec<String> {
        let due = self.timeline.advance(self.at_least(moment));
        let all = self.timeline.told(Timestamp(moment));
        let named = |id: &CueId| all.iter().find(|shown| shown.cue.id == *id).map(|shown| item(shown.cue));
        due.iter().filter_map(|due| named(&due.id)).collect()
    }

    /// Items of what stands beside the picture.
    pub(crate) fn at(&self, moment: i64) -> Vec<String> {
        self.timeline.at(self.at_least(moment)).iter().map(|shown| item(shown.cue)).collect()
    }

    /// Items of the show's list, with the price that each is said to have.
    pub(crate) fn listed(&self, moment: i64) -> Vec<(String, Option<i64>)> {
        let all = self.timeline.told(Timestamp(moment));
        let lost = |shown: &ShownCue<'_>| self.mutant == Some(Mutant::SoughtOverIsLost) && !shown.stands;
        let listed = all.iter().filter(|shown| !lost(shown));
        listed.map(|shown| (item(shown.cue), shown.said.map(|said| said.minor))).collect()
    }

    fn at_least(&self, moment: i64) -> Timestamp {
        let ahead = if self.mutant == Some(Mutant::ShownOnArrival) { 3_600_000 } else { 0 };
        Timestamp(moment + ahead)
    }
}

/// What lies in the person's file.
pub(crate) struct Kept {
    bytes: Vec<u8>,
    newest: Option<String>,
}

fn item(cue: &Cue) -> String {
    match &cue.content {
        Content::Card(card) => card.item.as_str().to_owned(),
        _ => cue.id.as_str().to_owned(),
    }
}
