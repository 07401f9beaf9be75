//! Which tickets an answer can depend on.

use super::fields::Status;
use super::ticket::Ticket;

/// A bound on the tickets an answer can depend on, so that the others need not
/// be read. It may let through more than are needed, never fewer; the default
/// lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Only tickets that stand in one of these.
    pub statuses: Option<Vec<Status>>,
    /// Whatever their status, tickets to which something happened after this
    /// instant, in seconds since 1970: they stood elsewhere then.
    pub changed_after: Option<i64>,
    /// Only tickets that are active or to which something happened at or after
    /// this instant, in seconds since 1970.
    pub alive_at: Option<i64>,
    /// Only tickets to which something happened before this instant, in
    /// seconds since 1970.
    pub begun_before: Option<i64>,
    /// Only tickets of which a merge left something to somebody.
    pub unmerged: bool,
    /// Whether the text below the front matter is needed. Without it the
    /// bodies of the tickets may be empty.
    pub bodies: bool,
    /// Whether the events are needed. Without them the timelines of the
    /// tickets may be empty; the fields are what they are.
    pub timelines: bool,
}

impl Reach {
    /// All tickets, whole.
    #[must_use]
    pub fn everything() -> Self {
        Self {
            bodies: true,
            timelines: true,
            ..Self::default()
        }
    }
}

/// The instants between which a ticket's history lies, in seconds since 1970:
/// those of its events, and the opening it states. One whose file says another
/// status than its record may stand anywhere at any time: answers about the past
/// go by the record.
#[must_use]
pub fn span(ticket: &Ticket) -> (i64, i64) {
    let recorded = ticket.status_event().and_then(|event| event.set.status());
    if recorded.is_some() && recorded != ticket.fields.status {
        return (i64::MIN, i64::MAX);
    }
    let events = ticket.timeline.iter();
    let instants = events.flat_map(|event| [event.at, event.written()]);
    let instants = instants.chain(ticket.fields.opened_at);
    let seconds = instants.map(|instant| instant.timestamp());
    // One without a date may belong to any time.
    seconds
        .fold(None, |span: Option<(i64, i64)>, second| {
            Some(span.map_or((second, second), |(first, last)| {
                (first.min(second), last.max(second))
            }))
        })
        .unwrap_or((i64::MIN, i64::MAX))
}
