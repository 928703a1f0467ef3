//! The fail point port: named points at which a test may stop the process.

/// Passed before and after each step whose loss would matter: a journal write, a sync, a rename, a request sent,
/// an answer received. The real fail point is [`NoFailPoint`], which does nothing; a kill test lends one that stops the
/// process at a chosen point, so that SIGKILL finds it exactly there.
///
/// Points before and after a transaction are passed with no lock held. Those within one (`catalog.rows.after`,
/// `catalog.commit.before`) are passed while its connection is held, for a kill is to find it half written: a fail point
/// ends the process or returns, and calls nothing of the core.
pub trait FailPoint: Send + Sync {
    /// Passes the point `name`, for example `attempt.send.before`. May never return, when a test says so.
    fn pass(&self, name: &'static str);
}

/// The fail point that stops nothing.
#[derive(Debug, Default)]
pub struct NoFailPoint;

impl FailPoint for NoFailPoint {
    fn pass(&self, _name: &'static str) {}
}
