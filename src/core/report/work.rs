//! Time spent, as events say it.

use crate::core::duration::Seconds;
use crate::core::event::Event;
use crate::core::stamp::Timestamp;

/// The time an event says was spent.
pub(super) fn spent(event: &Event) -> Seconds {
    event.spent()
}

/// When the work of an event began.
pub(super) fn began(event: &Event) -> Option<Timestamp> {
    event.began()
}
