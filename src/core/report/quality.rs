//! How well tickets were solved, and how long others kept them waiting.

use std::ops::AddAssign;

use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::duration::Seconds;
use crate::core::event::{Detail, Event, Message, Name};
use crate::core::fields::{Set, Status, WaitingOn};
use crate::core::policy::Policy;
use crate::core::stamp::Timestamp;

use super::breakdown::{Breakdowns, summed};
use super::dimension::Dimension;
use super::heading::{Heading, Report};
use super::measure::{Ratio, Tally};
use super::months::{Bucket, buckets};
use super::parts::{Part, months_of, parts};
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::Tickets;

/// By what quality is broken down unless one field is asked for.
const FIELDS: [&str; 4] = ["channel", "kind", "category", "customer"];
/// A ticket that comes back within so many days was not solved at first
/// contact.
const SETTLED: TimeDelta = TimeDelta::days(7);

/// How well the tickets were solved that became resolved in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quality {
    /// All of them.
    pub total: Solved,
    /// Those solved at first contact that may still come back: seven days had
    /// not passed at the end of the month.
    pub unsettled: usize,
    /// What they waited for others.
    pub paused: Waited,
    /// By the values of fields.
    pub by: Breakdowns<Solved>,
    /// By month; only when months were asked for.
    pub by_month: Vec<Bucket<Solved>>,
}

/// How tickets were solved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Solved {
    /// Tickets that became resolved.
    pub resolved: usize,
    /// With at most one public message, by the one who had it first, without
    /// an escalation, and not back within seven days.
    pub first_contact: Ratio,
    /// Without leaving tier 1.
    pub first_level: Ratio,
    /// Imported without messages: in no denominator of first contacts.
    pub first_contact_unknown: usize,
    /// Imported without levels: in no denominator of first levels.
    pub first_level_unknown: usize,
    /// How often tickets came back, of how often they were resolved.
    pub reopened: Ratio,
}

/// Elapsed time between `opened_at` and the resolution in which somebody
/// outside the desk was on turn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(into = "Written")]
pub struct Waited {
    /// The requester.
    pub customer: Seconds,
    /// A supplier.
    pub supplier: Seconds,
    /// Nobody before a date.
    pub schedule: Seconds,
    /// Somebody the record does not name, as imported histories have it.
    pub unknown: Seconds,
    /// All the time from `opened_at` to the resolution.
    pub whole: Seconds,
}

impl Waited {
    /// Seconds in which the desk was not on turn.
    #[must_use]
    pub fn total(&self) -> Seconds {
        self.customer + self.supplier + self.schedule + self.unknown
    }

    /// The share of a part in the whole, in tenths of a percent, never rounded
    /// up; `None` when there is nothing to divide.
    #[must_use]
    pub fn tenths(&self, part: Seconds) -> Option<i64> {
        let tenths = (i128::from(part) * 1000).checked_div(i128::from(self.whole))?;
        i64::try_from(tenths).ok()
    }
}

/// What was waited for, as programs read it.
#[derive(Serialize, JsonSchema)]
struct Written {
    customer_s: Seconds,
    supplier_s: Seconds,
    schedule_s: Seconds,
    unknown_s: Seconds,
    /// All of these.
    paused_s: Seconds,
    /// All the time from `opened_at` to the resolution.
    whole_s: Seconds,
    /// Of `paused_s` in `whole_s`, cut; null where there is nothing to divide.
    percent: Option<f64>,
}

impl From<Waited> for Written {
    fn from(waited: Waited) -> Self {
        let tenths = waited.tenths(waited.total());
        let tenths = tenths.and_then(|tenths| i32::try_from(tenths).ok());
        Self {
            customer_s: waited.customer,
            supplier_s: waited.supplier,
            schedule_s: waited.schedule,
            unknown_s: waited.unknown,
            paused_s: waited.total(),
            whole_s: waited.whole,
            percent: tenths.map(|tenths| f64::from(tenths) / 10.0),
        }
    }
}

impl Tally for Solved {
    fn first(&self) -> usize {
        self.resolved
    }
}

impl AddAssign for Solved {
    fn add_assign(&mut self, other: Self) {
        self.resolved += other.resolved;
        self.first_contact += other.first_contact;
        self.first_level += other.first_level;
        self.first_contact_unknown += other.first_contact_unknown;
        self.first_level_unknown += other.first_level_unknown;
        self.reopened += other.reopened;
    }
}

impl Solved {
    fn of(case: &Case<'_>, span: &Window) -> Self {
        // Whatever comes back in a month counts in it, whenever it was resolved.
        let reopened = Ratio {
            numerator: case.reopenings(span),
            denominator: case.resolutions(span),
        };
        let Some(resolved_at) = case.resolved_in(span) else {
            return Self {
                reopened,
                ..Self::default()
            };
        };
        let told = case.ticket.told();
        let known = |is_known: bool, answer: bool| {
            if is_known {
                (Ratio::one(answer), 0)
            } else {
                (Ratio::default(), 1)
            }
        };
        let (first_contact, first_contact_unknown) =
            known(told.messages, is_first_contact(case, resolved_at));
        let (first_level, first_level_unknown) =
            known(told.levels, is_first_level(case, resolved_at));
        Self {
            resolved: 1,
            first_contact,
            first_level,
            first_contact_unknown,
            first_level_unknown,
            reopened,
        }
    }

    fn total(cases: &[Case<'_>], span: &Window) -> Self {
        let mut total = Self::default();
        for case in cases {
            total += Self::of(case, span);
        }
        total
    }
}

/// The quality of a period's resolutions.
///
/// # Errors
/// The tickets cannot be read.
pub fn quality<T: Tickets>(
    tickets: T,
    policy: &Policy,
    scope: &Scope,
) -> Result<Report<Quality>, T::Error> {
    let known = recorded(tickets.all()?, scope);
    let parts = parts(&known.tickets, scope);
    let fields = scope.fields(&FIELDS);
    let (total, by) = summed(&parts, &fields, policy, Solved::of);
    let mut figures = Quality {
        total,
        unsettled: 0,
        paused: Waited::default(),
        by,
        by_month: Vec::new(),
    };
    for part in &parts {
        let cases = part.cases();
        let unsettled = cases.iter().filter(|case| is_unsettled(case, part));
        figures.unsettled += unsettled.count();
        paused(&cases, &part.span, &mut figures.paused);
    }
    if scope.by == Some(Dimension::Month) {
        figures.by_month = buckets(&months_of(&known.tickets, scope), Solved::total);
    }
    drop(parts);
    let heading = Heading::new(&Snapshot::of(known, scope), scope);
    Ok(Report { heading, figures })
}

/// The events up to an instant, which is that of one of them.
fn until<'a>(case: &Case<'a>, instant: Timestamp) -> impl Iterator<Item = &'a Event> {
    let events = case.ticket.timeline.iter();
    events.take_while(move |event| event.at <= instant)
}

fn is_first_contact(case: &Case<'_>, resolved_at: Timestamp) -> bool {
    let is_public = |event: &&Event| {
        event.message() == Some(Message::Public)
            && !event.is(&Detail::Auto)
            && event.event != Name::Closed
    };
    let mut owner = None;
    let mut is_passed_on = false;
    for event in until(case, resolved_at) {
        is_passed_on |= event.event == Name::Escalated;
        for set in &event.set.0 {
            if let Set::Assignee(Some(agent)) = set {
                is_passed_on |= owner.is_some_and(|owner| owner != agent);
                owner = Some(agent);
            }
        }
    }
    !is_passed_on
        && until(case, resolved_at).filter(is_public).count() <= 1
        && !case.came_back_before(resolved_at + SETTLED)
}

fn is_first_level(case: &Case<'_>, resolved_at: Timestamp) -> bool {
    let mut sets = until(case, resolved_at).flat_map(|event| &event.set.0);
    !sets.any(|set| matches!(set, Set::Tier(Some(tier)) if *tier > 1))
}

fn is_unsettled(case: &Case<'_>, part: &Part<'_>) -> bool {
    case.resolved_in(&part.span).is_some_and(|resolved_at| {
        resolved_at + SETTLED > part.as_of.at && is_first_contact(case, resolved_at)
    })
}

fn paused(cases: &[Case<'_>], span: &Window, paused: &mut Waited) {
    for case in cases {
        if let Some(resolved_at) = case.resolved_in(span) {
            wait(case, resolved_at, paused);
        }
    }
}

/// Adds the stretches of a ticket's life in which it waited.
fn wait(case: &Case<'_>, resolved_at: Timestamp, paused: &mut Waited) {
    paused.whole += (resolved_at - case.opened_at).num_seconds();
    let mut since = case.opened_at;
    let (mut status, mut waiting_on) = (None, None);
    for event in until(case, resolved_at) {
        if status == Some(Status::Waiting) {
            let seconds = (event.at - since.max(case.opened_at)).num_seconds().max(0);
            *match waiting_on {
                Some(WaitingOn::Customer) => &mut paused.customer,
                Some(WaitingOn::Supplier) => &mut paused.supplier,
                Some(WaitingOn::Schedule) => &mut paused.schedule,
                None => &mut paused.unknown,
            } += seconds;
        }
        since = event.at;
        for set in &event.set.0 {
            match set {
                Set::Status(now) => status = *now,
                Set::WaitingOn(now) => waiting_on = *now,
                _ => {}
            }
        }
    }
}
