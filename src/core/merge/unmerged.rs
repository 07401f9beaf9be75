//! What a merge left to somebody.

use serde_json::Value;

use crate::core::event::Event;
use crate::core::ticket::Ticket;
use crate::core::timeline::left;

use super::kept::UNMERGED;
use super::text::is_block;

/// What of a ticket is unmerged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unmerged<'t> {
    /// Values of keys, under a key of their own.
    Keys,
    /// A text, in a block of its own.
    Text,
    /// A step without effect, the last one, until somebody takes a later one.
    Step(&'t Event),
}

/// What of a ticket is unmerged, a value or a text before a step.
#[must_use]
pub fn unmerged(ticket: &Ticket) -> Option<Unmerged<'_>> {
    let held = ticket.fields.extra.get(UNMERGED);
    if held.is_some_and(|held| *held != Value::Null) {
        return Some(Unmerged::Keys);
    }
    // In a message it is quoted.
    let mut lines = ticket.body.lines();
    if lines.any(|line| is_block(line.strip_prefix("> ").unwrap_or(line))) {
        return Some(Unmerged::Text);
    }
    let (step, _) = left(&ticket.timeline).pop()?;
    Some(Unmerged::Step(step))
}
