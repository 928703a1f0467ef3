//! Sessions, orders and origins that are not ours: what a merchant that mixes things up talks about.

/// The session that nobody here asked about.
pub(crate) const OTHER_SESSION: &str = "chk_of_another";
/// Its order.
pub(crate) const OTHER_ORDER: &str = "ord_of_another";

/// An origin that is not ours; nobody listens there.
pub(crate) const ELSEWHERE: &str = "http://127.0.0.1:9";
