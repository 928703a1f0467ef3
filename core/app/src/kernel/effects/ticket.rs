//! Tickets: which answer belongs to which question.

/// Numbers a question, so that a late answer to an earlier one can be dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(pub(crate) u64);
