//! The id of a foreign ticket: the same in every clone.

use chrono::{Datelike as _, NaiveDate};
use sha2::{Digest as _, Sha256};

use crate::core::fields::Source;
use crate::core::id::TicketId;

/// How many ids are tried: each is taken only if another foreign ticket of the
/// same day, or one filed here, has the same five characters.
pub const DRAWS: u64 = 64;

/// The bits from which a foreign ticket's characters come: SHA-256 of
/// `system/id`.
#[must_use]
pub fn bits(source: &Source) -> u64 {
    let digest = Sha256::digest(format!("{}/{}", source.system, source.id));
    digest
        .iter()
        .take(8)
        .fold(0, |bits, byte| bits << 8 | u64::from(*byte))
}

/// The `draw`th id that a foreign ticket may have: the next one in order for
/// each clash.
///
/// # Errors
/// An opening date outside the century that ids can hold.
pub fn id(prefix: &str, opened: NaiveDate, bits: u64, draw: u64) -> Result<TicketId, String> {
    if (2000..2100).contains(&opened.year()) {
        Ok(TicketId::new(prefix, opened, bits.wrapping_add(draw)))
    } else {
        Err(format!(
            "it was opened in {}, and ids hold the years 2000 to 2099",
            opened.year()
        ))
    }
}

/// The characters of an id after its date: the same whatever the date is, so
/// that a ticket whose foreign opening date was mended is found again.
#[must_use]
pub fn characters(id: &TicketId) -> &str {
    id.as_str().rsplit('-').next().unwrap_or_default()
}
