//! The clocks of a ticket, computed by the program's own engine.

use std::time::Duration;

use bitacora::core::sla::Clocks;
use bitacora::desk::{self, Clock, Options, Output};
use bitacora::render::{Format, Style};
use chrono::DateTime;

use super::Desk;

impl Desk {
    /// The clocks of a ticket as of an instant (RFC 3339); `None` where no
    /// contract binds it.
    pub(crate) fn clocks(&self, id: &str, as_of: &str) -> Option<Clocks> {
        let now = DateTime::parse_from_rfc3339(as_of).unwrap().to_utc();
        let options = Options {
            folder: self.store(),
            format: Format::Json,
            quiet: true,
            reads: true,
            dry_run: true,
            no_verify: false,
            no_gpg_sign: false,
            maintain: false,
            lock_timeout: Duration::ZERO,
            at: None,
            agent: None,
            clock: Clock::Stopped(now),
            entropy: 0,
            no_index: false,
            verbose: false,
            step_summary: None,
            style: Style::default(),
            error_style: Style::default(),
            interactive: false,
            output: Output::captured(),
        };
        let desk = desk::Desk::open(options).unwrap();
        let mut ticket = desk.ticket(id).unwrap();
        ticket.rewind(|event| event.at < now);
        let ask = |agreements: &bitacora::core::sla::Agreements<'_>| {
            Ok(agreements.clocks(&ticket, now.timestamp())?)
        };
        desk.by_agreements(ask).unwrap()
    }
}
