//! What a report is about, and as of when.

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::Second;
use crate::core::period::Period;
use crate::core::query::Query;
use crate::core::reach::Reach;
use crate::core::sla::{Basis, Clocks};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::dimension::Dimension;

/// How far midnights of two zones may lie apart, and a little more: what ended
/// so long before a period has nothing in it.
pub(super) const APART: TimeDelta = TimeDelta::days(2);
/// How far back from a period something may lie that recurs in it.
pub(super) const WITHIN: TimeDelta = TimeDelta::days(30);

/// What a report is about.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The days it is about; without, everything up to `as_of`.
    pub period: Option<Period>,
    /// As of when.
    pub as_of: AsOf,
    /// No later than this is anything read: now, or what was asked for. The
    /// books of a contract go by its own midnights, up to here.
    pub limit: AsOf,
    /// The instant that was asked for, whether or not it is later than the
    /// end: what changed by then is told.
    pub later: Option<AsOf>,
    /// Events recorded after it are not known.
    pub known_at: Option<Timestamp>,
    /// Whose midnights bound months, and the offset of times in the answer.
    pub zone: Zone,
    /// The one field to break counts down by, instead of the usual ones.
    pub by: Option<Dimension>,
    /// What tickets must answer, as they stood at `as_of`.
    pub filter: Query,
    /// What the clocks depend on that the filter asks for; none: it asks for
    /// no clocks.
    pub basis: Option<Basis>,
    /// Whose report it is, where it is that of a customer.
    pub customer: Option<String>,
    /// Whether of what is counted, one by one, only breaches are told: tables
    /// show no others.
    pub only_breaches: bool,
    /// Where the tickets come from.
    pub reading: Reading,
}

/// What was read to make a report, to be shown beside it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The query as typed.
    pub filter: Option<String>,
    /// The commit that was read, or the one HEAD stands for.
    pub commit: Option<String>,
}

/// A stretch of time, `[from, to)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Window {
    /// `2026-10`; `everything` when nothing bounds it.
    pub label: String,
    /// Its first instant; null: since ever.
    pub from: Option<Timestamp>,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Window {
    /// Whether the instant lies in it.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= instant) && instant < self.to
    }

    /// The same of seconds since 1970.
    #[must_use]
    pub fn holds(&self, at: Second) -> bool {
        self.from.is_none_or(|from| from.timestamp() <= at) && at < self.to.timestamp()
    }
}

impl From<&Period> for Window {
    fn from(period: &Period) -> Self {
        Self {
            label: period.label.clone(),
            from: Some(period.from),
            to: period.to,
        }
    }
}

impl Scope {
    /// Everything of the period, as of its end or of now, whichever is first.
    #[must_use]
    pub fn new(period: Option<Period>, now: DateTime<Utc>, zone: Zone) -> Self {
        let now = AsOf::now(in_zone(now, zone));
        let as_of = period.as_ref().map_or(now, |period| now.or_end(period.to));
        Self {
            period,
            as_of,
            limit: now,
            later: None,
            known_at: None,
            zone,
            by: None,
            filter: Query::default(),
            basis: None,
            customer: None,
            only_breaches: false,
            reading: Reading::default(),
        }
    }

    /// The same, read as of an instant that was asked for.
    #[must_use]
    pub fn read_as_of(self, as_of: AsOf) -> Self {
        Self {
            as_of,
            limit: as_of,
            later: Some(as_of),
            ..self
        }
    }

    /// The same questions about the period before, as of its end; `None` where
    /// nothing is before.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let period = self.period.as_ref()?.previous()?;
        Some(Self {
            as_of: self.as_of.or_end(period.to),
            period: Some(period),
            later: None,
            ..self.clone()
        })
    }

    /// The fields to break counts down by: the one asked for, else the usual
    /// ones of the report; none for months.
    pub(super) fn fields<'a>(&'a self, usual: &[&'a str]) -> Vec<&'a str> {
        match &self.by {
            None => usual.to_vec(),
            Some(Dimension::Month) => Vec::new(),
            Some(Dimension::Field(field)) => vec![field],
        }
    }

    /// Which tickets the report can depend on: those that were open in its time
    /// or to which something happened in it, for one that `looks_back` also in
    /// the days before that recurrence looks at. A ticket that had ended by
    /// then concludes nothing more.
    #[must_use]
    pub fn reach(&self, looks_back: bool) -> Reach {
        let since = self.period.as_ref().map(|period| {
            let since = period.from.min(self.as_of.at);
            // What ended it may not be known yet.
            let since = self.known_at.map_or(since, |known| known.min(since)) - APART;
            let since = if looks_back { since - WITHIN } else { since };
            since.timestamp()
        });
        Reach {
            alive_at: since,
            begun_before: Some((self.as_of.until + APART).timestamp()),
            bodies: self.filter.reach().bodies,
            timelines: true,
            ..Reach::default()
        }
    }

    /// Whether a ticket answered the query as it stood `then`, which has no body.
    pub(super) fn answers(
        &self,
        ticket: &Ticket,
        then: &Ticket,
        clocks: impl FnOnce() -> Option<Clocks>,
    ) -> bool {
        if self.filter.reach().bodies {
            let whole = Ticket {
                body: ticket.body.clone(),
                ..then.clone()
            };
            return self.filter.matches(&whole, clocks);
        }
        self.filter.matches(then, clocks)
    }

    /// The time the report is about.
    #[must_use]
    pub fn span(&self) -> Window {
        self.period.as_ref().map_or_else(
            || Window {
                label: "everything".to_owned(),
                from: None,
                to: self.as_of.until,
            },
            Window::from,
        )
    }
}
