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
    /// What is missing is not asked for.
    GapIsLeft,
    /// That a person was told of a card is not kept.
    ToldForgotten,
    /// What was sought over is not listed.
    SoughtOverIsLost,
    /// That the picture has ended ends nothing.
    EndIsNotSeen,
}

impl Mutant {
    pub(crate) const ALL: [Self; 6] = [
        Self::ShownOnArrival,
        Self::SourcesApart,
        Self::GapIsLeft,
        Self::ToldForgotten,
        Self::SoughtOverIsLost,
        Self::EndIsNotSeen,
    ];
}

pub(crate) struct Line {
    timeline: Timeline,
    mutant: Option<Mutant>,
}

impl Line {
    pub(crate) fn new(mode: Mode, mutant: Option<Mutant>) -> Self {
        Self { timeline: Timeline::new(session(), mode), mutant }
    }

    pub(crate) fn keep(&self) -> Kept {
        Kept(self.timeline.keep())
    }

    pub(crate) fn restore(kept: &Kept, mutant: Option<Mutant>) -> Self {
        let text = String::from_utf8(kept.0.clone()).expect("JSON");
        let text = match mutant {
            Some(Mutant::ToldForgotten) => text.replace("\"told\":true", "\"told\":false"),
            _ => text,
        };
        let timeline = Timeline::restore(&session(), text.as_bytes()).expect("as it was");
        Self { timeline, mutant }
    }

    pub(crate) fn take_cues(&mut self, mut cues: Vec<Cue>) -> bool {
        if self.mutant == Some(Mutant::SourcesApart) {
            for cue in &mut cues {
                cue.id = CueId::parse(format!("p.{}", cue.id)).expect("still an id");
            }
        }
        self.timeline.take_cues(cues).changed > 0
    }

    pub(crate) fn take_event(&mut self, id: Option<&str>, event: LiveEvent) -> bool {
        self.timeline.take_event(id, event)
    }

    pub(crate) fn missing(&self) -> Option<u64> {
        self.timeline.missing().filter(|_| self.mutant != Some(Mutant::GapIsLeft))
    }

    pub(crate) fn give_up(&mut self, seq: u64) {
        self.timeline.give_up(seq);
    }

    pub(crate) fn picture_ends(&mut self, last: Option<Timestamp>) {
        if self.mutant != Some(Mutant::EndIsNotSeen) {
            self.timeline.picture_ends(last);
        }
    }

    pub(crate) fn is_over(&self, moment: i64) -> bool {
        self.timeline.is_over(Timestamp(moment))
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
pub(crate) struct Kept(Vec<u8>);

fn item(cue: &Cue) -> String {
    match &cue.content {
        Content::Card(card) => card.item.as_str().to_owned(),
        _ => cue.id.as_str().to_owned(),
    }
}
