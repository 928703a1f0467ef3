//! What the newest link proposes, and what is known of its items.

use crate::kernel::effects::Ticket;
use crate::kernel::error::Fault;
use std::collections::{BTreeMap, BTreeSet};
use tradewind_domain::{Item, ItemId, Market, Quantity};
use tradewind_links::{DiscountCode, Dropped, Line, Proposal};

#[derive(Debug, Default)]
pub(crate) struct ProposalState {
    /// The last question: an answer to any other one is dropped.
    pub(crate) ticket: Ticket,
    /// As the link has them, each item once.
    pub(crate) linked: Vec<Line>,
    /// Whether the link may call items as an engine numbers them.
    pub(crate) numbers: bool,
    /// The same, called as the catalog calls them where it calls them otherwise.
    pub(crate) lines: Vec<Line>,
    /// What more than one item of the catalog may be meant by.
    pub(crate) unclear: BTreeSet<ItemId>,
    /// The discount code: a creator's, whose signature is good, before the link's own.
    pub(crate) code: Option<String>,
    /// What of the link was left out.
    pub(crate) dropped: Vec<Dropped>,
    /// What the items are now, as far as the catalog knows.
    pub(crate) items: BTreeMap<ItemId, Item>,
    /// Where those are sold that are not here.
    pub(crate) elsewhere: BTreeMap<ItemId, Market>,
    pub(crate) lookup: Lookup,
    /// The merchant is being asked for it, or for one of before that nobody looks at any more.
    pub(crate) asking: bool,
}

/// How far the looking for the items is.
#[derive(Debug, Default, PartialEq)]
pub(crate) enum Lookup {
    /// The catalog of this phone is being read.
    #[default]
    Loading,
    /// Some are not in there: a merchant without packs is being asked, once.
    Asked,
    /// There is no catalog, or one is on its way and some are not in the one that is here.
    Waiting,
    /// What can be known is known.
    Here,
    Failed(Fault),
}

impl ProposalState {
    /// Another link proposes something: what stood is forgotten.
    pub(crate) fn offer(
        &mut self,
        proposal: Proposal,
        promised: Option<DiscountCode>,
        dropped: Vec<Dropped>,
    ) {
        let code = promised.or(proposal.code).map(|code| code.as_str().to_owned());
        let numbers = proposal.dialect.numbers();
        let (linked, lines) = (proposal.lines.clone(), proposal.lines);
        *self = Self { linked, numbers, lines, code, dropped, asking: self.asking, ..Self::default() };
    }

    /// The person does not want it.
    pub(crate) fn let_go(&mut self) {
        *self = Self { asking: self.asking, ..Self::default() };
    }

    /// The signature of the link could be checked only now.
    pub(crate) fn checked(&mut self, promised: Option<DiscountCode>, dropped: Vec<Dropped>) {
        if let Some(code) = promised {
            self.code = Some(code.as_str().to_owned());
        }
        self.dropped = dropped;
    }

    /// The catalog is read from the beginning: what was called otherwise may be called otherwise still.
    pub(crate) fn read_anew(&mut self) {
        self.items.clear();
        self.unclear.clear();
        self.lines.clone_from(&self.linked);
    }

    /// What a link calls `from` is called `to` in the catalog. Two lines of one item are one.
    pub(crate) fn call(&mut self, from: &ItemId, to: ItemId) {
        let Some(at) = self.lines.iter().position(|line| line.item == *from) else { return };
        let quantity = self.lines[at].quantity;
        match self.lines.iter_mut().find(|line| line.item == to) {
            Some(known) => {
                let both = known.quantity.count() + quantity.count();
                known.quantity = Quantity::new(both).unwrap_or(Quantity::MAX);
                self.lines.remove(at);
            }
            None => self.lines[at].item = to,
        }
    }

    /// What is known is of another market; what is looked for is still looked for.
    pub(crate) fn forget_items(&mut self) {
        self.items.clear();
        self.elsewhere.clear();
        if !self.is_open() {
            self.lookup = Lookup::Waiting;
        }
    }

    /// The items that are proposed and not known here.
    pub(crate) fn missing(&self) -> Vec<ItemId> {
        let known = |id: &ItemId| self.items.contains_key(id) || self.unclear.contains(id);
        let missing = self.lines.iter().filter(|line| !known(&line.item));
        missing.map(|line| line.item.clone()).collect()
    }

    /// Whether a catalog on its way is waited for.
    pub(crate) fn waits(&self) -> bool {
        self.lookup == Lookup::Waiting
    }

    /// Whether more may still become known.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.lookup, Lookup::Loading | Lookup::Asked | Lookup::Waiting)
    }
}
