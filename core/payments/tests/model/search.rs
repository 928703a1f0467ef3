//! Walks every world that can be reached, breadth first, and asks of each whether something is wrong in it.

use crate::world::{Attempt, Config, What, World};
use std::collections::HashMap;
use tradewind_payments::law::State;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breach {
    /// Two attempts were charged that the person had not put aside.
    Doubled,
    /// Shown as bought, and nothing was charged for it.
    FalseSuccess,
    /// Charged, and from here on never shown as bought, though nothing more goes wrong.
    Lost,
    /// Never settled from here on, though nothing more goes wrong.
    LockedOut,
}

pub(crate) struct Found {
    pub(crate) worlds: usize,
    pub(crate) edges: usize,
    /// What is wrong, and the shortest story of it.
    pub(crate) breach: Option<(Breach, Vec<String>)>,
}

/// About a gigabyte of them.
const MOST_WORLDS: usize = 2_000_000;

pub(crate) fn search(config: &Config) -> Found {
    let first = World::new(config);
    let mut numbers: HashMap<World, usize> = HashMap::from([(first.clone(), 0)]);
    let mut worlds = vec![first];
    // By which step each world was reached first.
    let mut came: Vec<(usize, What)> = vec![(0, What("", 0, 0))];
    // Steps in which nothing goes wrong, backwards.
    let mut fair_before: Vec<Vec<usize>> = vec![Vec::new()];
    let (mut at, mut edges) = (0, 0);
    while at < worlds.len() {
        assert!(worlds.len() < MOST_WORLDS, "more worlds than this machine can hold: {:?}", config.budget);
        if let Some(breach) = wrong(&worlds[at]) {
            return Found { worlds: worlds.len(), edges, breach: Some((breach, story(&came, at))) };
        }
        for step in worlds[at].steps(config) {
            edges += 1;
            let number = *numbers.entry(step.then).or_insert_with_key(|world| {
                worlds.push(world.clone());
                came.push((at, step.what));
                fair_before.push(Vec::new());
                worlds.len() - 1
            });
            if step.fair {
                fair_before[number].push(at);
            }
        }
        at += 1;
    }
    let ends = reach(&fair_before, |number| worlds[number].is_quiet());
    let shown = reach(&fair_before, |number| is_told(&worlds[number]));
    let never = |from: &[bool]| from.iter().position(|reaches| !reaches);
    let breach = match (never(&ends), never(&shown)) {
        (Some(at), _) => Some((Breach::LockedOut, story(&came, at))),
        (None, Some(at)) => Some((Breach::Lost, story(&came, at))),
        (None, None) => None,
    };
    Found { worlds: worlds.len(), edges, breach }
}

/// What is wrong in this very world.
fn wrong(world: &World) -> Option<Breach> {
    let live: Vec<u8> = world.captures.iter().copied().filter(|attempt| !world.is_aside(*attempt)).collect();
    // Two phones that know nothing of each other are two people as far as anybody can tell.
    let known_to_one = |one: u8, other: u8| {
        let knows = |rows: &[Attempt], id: u8| rows.iter().any(|row| row.id == id);
        world.phones.iter().any(|phone| knows(&phone.attempts, one) && knows(&phone.attempts, other))
    };
    let pairs =
        live.iter().enumerate().flat_map(|(at, one)| live[at + 1..].iter().map(move |other| (*one, *other)));
    if pairs.into_iter().any(|(one, other)| known_to_one(one, other)) {
        return Some(Breach::Doubled);
    }
    let rows = world.phones.iter().flat_map(|phone| &phone.attempts);
    let charged = |session: u8| {
        let sessions = world.captures.iter().flat_map(|attempt| world.rows(*attempt));
        sessions.map(|row| row.session).any(|other| other == session)
    };
    let mut bought = rows.filter(|row| row.state == State::Succeeded);
    bought.any(|row| !charged(row.session)).then_some(Breach::FalseSuccess)
}

/// Whether everything that was charged is shown as bought, on a phone that knows of it.
fn is_told(world: &World) -> bool {
    world.captures.iter().all(|attempt| {
        let session = world.rows(*attempt).map(|row| row.session).next();
        let rows = world.phones.iter().flat_map(|phone| &phone.attempts);
        rows.filter(|row| Some(row.session) == session).any(|row| row.state == State::Succeeded)
    })
}

/// From which worlds one that is `wanted` can be reached.
fn reach(before: &[Vec<usize>], wanted: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut reaches: Vec<bool> = (0..before.len()).map(wanted).collect();
    let mut todo: Vec<usize> = (0..before.len()).filter(|at| reaches[*at]).collect();
    while let Some(at) = todo.pop() {
        for earlier in &before[at] {
            if !std::mem::replace(&mut reaches[*earlier], true) {
                todo.push(*earlier);
            }
        }
    }
    reaches
}

fn story(came: &[(usize, What)], mut at: usize) -> Vec<String> {
    let mut steps = Vec::new();
    while at != 0 {
        let (before, What(text, who, about)) = came[at];
        steps.push(format!("{text} ({who}, {about})"));
        at = before;
    }
    steps.reverse();
    steps
}
