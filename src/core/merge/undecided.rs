//! What no merge decides.

use thiserror::Error;

/// Why two versions of a file are not one ticket. A person must decide.
#[derive(Debug, Error, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undecided {
    /// Git took a ticket for another one renamed.
    #[error("the two are different tickets: {0} and {1}")]
    OtherTicket(String, String),
    /// Two clones drew the same id.
    #[error("the id {0} was drawn twice")]
    IdDrawnTwice(String),
    /// Two clones drew the same `ev` for different events.
    #[error("the event {0} was drawn twice")]
    EvDrawnTwice(String),
    /// A side that is no ticket's file.
    #[error("{0}")]
    Unreadable(String),
}
