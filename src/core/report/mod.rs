//! Reports: each is a pure function of the tickets, the policy and a [`Scope`],
//! and gives a struct that is its own JSON.
//!
//! Durations say their unit in the key; times are RFC 3339 with the offset of
//! the report's zone. What cannot be divided is null, never 0 or 100.

mod backlog;
mod book;
mod breakdown;
mod channels;
mod compliance;
mod customer;
mod dimension;
mod frames;
mod gate;
mod heading;
mod inflation;
mod kept;
mod measure;
mod months;
mod parts;
mod promises;
mod quality;
mod recurrence;
mod scope;
mod snapshot;
mod sum;
mod summary;
mod times;
mod verdict;
mod volume;
mod work;
mod workload;

pub use backlog::{Age, Backlog, Oldest, Turns, backlog};
pub use book::{Changed, Turned};
pub use breakdown::{Breakdown, Breakdowns, Row};
pub use channels::{Channel, Channels, Contacts, channels};
pub use compliance::{
    Agreed, Compliance, KeptInMonth, OWN_DIMENSIONS, Paused, PausedFor, compliance,
};
pub use customer::{
    Breach, Customer, GrantedTarget, Handled, Pending, VoidedTarget, Worked, customer, told_of,
};
pub use dimension::{Dimension, NoSuchDimension};
pub use gate::{Check, Condition, Conditions, Gate, Outcome};
pub use heading::{Heading, Report};
pub use inflation::{Claims, Inflation, inflation};
pub use kept::{ByTarget, Kept, Words};
pub use measure::{Counts, Length, Open, Ranked, Ratio, Tally, Times};
pub use months::{Bucket, Month};
pub use promises::Promises;
pub use quality::{Quality, Solved, Waited, quality};
pub use recurrence::{Candidate, Recurrence, Run, Training, recurrence};
pub use scope::{Reading, Scope, Window};
pub use sum::Tickets;
pub use summary::{Pressing, Standing, Summary, summary};
pub use times::{Lengths, OfTickets, OfTimes, TimesReport, times};
pub use verdict::{BrokenEarlier, GrantedByDesk, Verdict, Voided};
pub use volume::{Volume, volume};
pub use workload::{Load, Workload, workload};

#[cfg(test)]
mod tests;

#[cfg(test)]
mod servicenow_tests;
