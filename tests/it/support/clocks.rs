//! The clocks of a ticket, computed by the program's own engine.

use bitacora::core::sla::Clocks;
use bitacora::desk::books::{Books, BooksOptions, Clock};
use chrono::DateTime;

use super::Desk;

impl Desk {
    /// The clocks of a ticket as of an instant (RFC 3339); `None` where no
    /// contract binds it.
    pub(crate) fn clocks(&self, id: &str, as_of: &str) -> Option<Clocks> {
        let now = DateTime::parse_from_rfc3339(as_of).unwrap().to_utc();
        let options = BooksOptions::of(self.store(), Clock::Stopped(now));
        let books = Books::open(options).unwrap();
        let mut ticket = books.ticket(id).unwrap();
        ticket.rewind(|event| event.at < now);
        let ask = |agreements: &bitacora::core::sla::Agreements<'_>| {
            Ok(agreements.clocks(&ticket, now.timestamp())?)
        };
        books.by_agreements(ask).unwrap()
    }
}
