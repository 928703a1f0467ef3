//! Effects: what the reducers want done, by executor; and the outcomes that come back.

pub(crate) mod catalog;
pub(crate) mod effect;
pub(crate) mod live;
pub(crate) mod network;
pub(crate) mod outcome;
pub(crate) mod payment;
pub(crate) mod person;
pub(crate) mod preview;
pub(crate) mod ticket;

pub(crate) use catalog::{
    CatalogOp, CategoryRead, FoundRow, Head, HomeRead, ItemRead, ItemRef, ProposedRead, Query, SearchOp,
    SearchRead,
};
pub(crate) use effect::{Effect, Effects};
pub(crate) use live::{LiveLine, LiveNews, LiveOp};
pub(crate) use network::{NetworkOp, OrdersOp, RefreshFailed, Refreshed};
pub(crate) use outcome::{Outcome, Report};
pub(crate) use payment::{Ending, PaymentOp, PaymentState, PaymentUpdate};
pub(crate) use person::{Loaded, PersonOp};
pub(crate) use preview::{PreviewOp, Refusal, Subject};
pub(crate) use ticket::Ticket;
