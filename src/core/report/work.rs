//! Time spent, as events say it.

use chrono::TimeDelta;

use crate::core::duration::{Seconds, parse_duration};
use crate::core::stamp::Timestamp;
use crate::core::timeline::Event;

/// The time an event says was spent; what cannot be read is `check`'s matter.
pub(super) fn spent(event: &Event) -> Seconds {
    let spent = event.detail("spent");
    spent
        .and_then(|text| parse_duration(text).ok())
        .unwrap_or(0)
}

/// When the work of an event began, of one in which time was spent: as it says
/// so, else that long before it happened.
pub(super) fn began(event: &Event) -> Option<Timestamp> {
    let seconds = Some(spent(event)).filter(|seconds| *seconds > 0)?;
    let said = event.detail("began");
    let said = said.and_then(|text| Timestamp::parse_from_rfc3339(text).ok());
    said.or_else(|| {
        event
            .at
            .checked_sub_signed(TimeDelta::try_seconds(seconds)?)
    })
}
