//! The talk with a page that a bank runs in a surface of ours: what the page says, and what it is answered.

/// The talk with one page. A machine without I/O: the host passes on where a message came from and what it said.
pub trait SurfaceTalk: Send {
    /// What a message means. One from another origin than those that the talk began with means nothing.
    fn heard(&mut self, origin: &str, text: &str) -> SurfaceHeard;
}

/// What a message of the page means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SurfaceHeard {
    /// Nothing.
    Nothing,
    /// The page is to be answered with this text.
    Reply(String),
    /// The page is done: the surface is taken away and the merchant is asked. It says nothing of how the payment ends.
    End {
        /// A last answer to the page.
        reply: Option<String>,
        /// How it says that it ended.
        how: SurfaceEnd,
    },
}

/// How a surface ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurfaceEnd {
    /// The page says that its work is done.
    Done,
    /// The page says that it failed, was closed, or stayed silent.
    Failed,
}
