//! Whether two files are versions of one ticket.

use super::side::{Side, Told, said};
use super::undecided::Undecided;

/// Refuses two tickets in the place of one.
pub(super) fn are_one(base: Option<&Side>, a: &Side, b: &Side) -> Result<(), Undecided> {
    let id = |side: &Side| side.front.id.to_string();
    for other in base.into_iter().chain([b]) {
        if id(a) != id(other) {
            let (one, other) = (id(a).min(id(other)), id(a).max(id(other)));
            return Err(Undecided::OtherTicket(one, other));
        }
    }
    if is_one(a, b) {
        Ok(())
    } else {
        Err(Undecided::IdDrawnTwice(id(a)))
    }
}

/// Whether two files of one id are of one ticket, whatever was done to them since.
/// Two exports of one history may begin with other rows: where they come from tells.
pub(super) fn is_one(a: &Side, b: &Side) -> bool {
    let source = |side: &Side| side.front.fields.source.clone();
    if source(a) == source(b) && source(a).is_some() {
        return true;
    }
    match (a.first(), b.first()) {
        (Some(a), Some(b)) => name_of_event(a) == name_of_event(b),
        _ => source(a) == source(b),
    }
}

/// What tells a ticket from any other; the same in whatever version of it.
pub(super) fn origin(side: &Side) -> String {
    side.first().map(name_of_event).unwrap_or_default()
}

/// Rows of foreign histories are counted, each from 1: what they say tells them apart.
fn name_of_event(told: &Told) -> String {
    let ev = || told.event.ev.to_string();
    if told.event.imported {
        said(&told.raw).unwrap_or_else(|_| ev())
    } else {
        ev()
    }
}
