//! Time spent, as events say it.

use crate::core::duration::{Seconds, parse_duration};
use crate::core::timeline::Event;

use super::scope::Span;
use super::snapshot::Case;

/// The time an event says was spent; what cannot be read is `check`'s matter.
pub(super) fn spent(event: &Event) -> Seconds {
    let spent = event.detail("spent");
    spent
        .and_then(|text| parse_duration(text).ok())
        .unwrap_or(0)
}

/// A case's events of the time in which time was spent.
pub(super) fn worked<'a>(
    case: &Case<'a>,
    span: &Span,
) -> impl Iterator<Item = (&'a Event, Seconds)> {
    let events = case.ticket.timeline.iter();
    let events = events.filter(move |event| span.contains(event.at));
    events
        .map(|event| (event, spent(event)))
        .filter(|(_, seconds)| *seconds > 0)
}
