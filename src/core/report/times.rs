//! How long things took.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::NeverOpens;
use crate::core::calendar::clock::Asked;
use crate::core::contract::TargetName;
use crate::core::duration::Seconds;
use crate::core::event::{Detail, Event, Message, Name};
use crate::core::fields::Set;
use crate::core::id::TicketId;
use crate::core::period::Period;
use crate::core::policy::Policy;
use crate::core::sla::{Agreements, Clock};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

use super::breakdown::Row;
use super::dimension::{Dimension, place, values};
use super::frames::{Lives, frames};
use super::heading::{Alive, Heading, Report};
use super::measure::Times;
use super::parts::{Part, months_of, parts};
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::{Pieces, Sum, Tickets, added};

/// By what times are broken down unless another field is asked for: each
/// priority has targets of its own.
const FIELD: &str = "priority";

/// How long it took to respond and to resolve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimesReport {
    /// Over all tickets.
    pub total: OfTickets,
    /// The field of the rows.
    pub field: String,
    /// By its values, in their own order or by name; a month as of its own end.
    pub by: Vec<Row<OfTickets>>,
}

/// The measures of some tickets. Each counts what ended in the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfTickets {
    /// From contact to the first acknowledgement (`take`) or assignment.
    pub acknowledged: OfTimes,
    /// From contact to the first public message that a person of the desk
    /// wrote. An answered call is none.
    pub first_reply: OfTimes,
    /// From contact to what stopped the response clock.
    pub response: Lengths,
    /// From contact to the resolution that holds.
    pub resolution: Lengths,
}

/// A measure by the wall clock, nights and pauses included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfTimes {
    /// The times.
    pub elapsed: Times,
    /// Tickets opened in the time to which it had not happened.
    pub left_out: usize,
}

/// A measure in two flavours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lengths {
    /// In the hours of each target, pauses out.
    pub business: Times,
    /// By the wall clock, pauses in.
    pub elapsed: Times,
    /// Tickets opened in the time that have no end; of a response also those
    /// without a target.
    pub left_out: usize,
}

/// How long things took in a period.
///
/// # Errors
/// A calendar that never opens again, or the tickets cannot be read.
pub fn times<T: Tickets>(
    tickets: T,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<TimesReport>, T::Error>
where
    T::Error: From<NeverOpens>,
{
    let sums = tickets.each(|tickets| Counted::of(tickets, agreements, scope))?;
    let sums = sums.into_iter().collect::<Result<Vec<_>, _>>()?;
    let counted = added(sums);
    let measured = counted.measured.all();
    let measured: Vec<&Measured> = measured.iter().collect();
    let by = match scope.by {
        Some(Dimension::Month) => by_month(&measured, counted.lives, scope),
        _ => by_value(&measured, field(scope), policy),
    };
    let figures = TimesReport {
        total: OfTickets::of(&measured),
        field: field(scope).to_owned(),
        by,
    };
    Ok(Report {
        heading: Heading::of(counted.alive, scope),
        figures,
    })
}

fn field(scope: &Scope) -> &str {
    scope.by.as_ref().map_or(FIELD, Dimension::name)
}

/// What some tickets add.
#[derive(Default)]
struct Counted {
    alive: Alive,
    measured: Pieces<Measured>,
    lives: Lives,
}

impl Counted {
    fn of(
        tickets: Vec<Ticket>,
        agreements: &Agreements<'_>,
        scope: &Scope,
    ) -> Result<Self, NeverOpens> {
        let known = recorded(tickets, scope);
        let parts = match scope.by {
            Some(Dimension::Month) => months_of(&known.tickets, scope),
            _ => parts(&known.tickets, scope),
        };
        let mut measured = Pieces::default();
        for part in &parts {
            measured.extend(measure(part, field(scope), agreements)?);
        }
        drop(parts);
        let lives = Lives::of(&known.tickets, scope);
        let snapshot = Snapshot::of(known, scope);
        Ok(Self {
            measured,
            lives,
            alive: Alive::of(&snapshot.cases(), snapshot.spam, scope),
        })
    }
}

impl Sum for Counted {
    fn add(&mut self, other: Self) {
        self.alive.add(other.alive);
        self.measured.add(other.measured);
        self.lives.add(other.lives);
    }
}

/// What one ticket has of one measure in a month.
#[derive(Debug, Clone, Copy, Default)]
enum Found {
    /// It ended in it: seconds of the target's own hours, and of the wall clock.
    Took(Seconds, Seconds),
    /// It ended in it, and nothing was promised: seconds of the wall clock.
    Elapsed(Seconds),
    /// It was opened in it, and had no end by its end.
    LeftOut,
    #[default]
    Nothing,
}

/// What one ticket has in a month, as of its end.
struct Measured {
    id: TicketId,
    /// When the month begins.
    from: Option<Timestamp>,
    /// Its values of the field of the rows.
    values: Vec<Option<String>>,
    acknowledged: Found,
    first_reply: Found,
    response: Found,
    resolution: Found,
}

fn measure(
    part: &Part<'_>,
    field: &str,
    agreements: &Agreements<'_>,
) -> Result<Vec<Measured>, NeverOpens> {
    let mut measured = Vec::new();
    for case in &part.cases() {
        let at = part.as_of.at.timestamp();
        let clocks = agreements.read(case.ticket, at, Asked::Verdict)?;
        let resolution = clocks
            .as_ref()
            .and_then(|clocks| clocks.get(TargetName::Resolution));
        let clock = |target| {
            let clock = clocks.as_ref().and_then(|clocks| clocks.get(target));
            by_clock(case, clock, &part.span)
        };
        let mut one = Measured {
            id: case.ticket.id.clone(),
            from: part.span.from,
            values: Vec::new(),
            acknowledged: by_event(case, is_acknowledgement, &part.span),
            first_reply: by_event(case, is_reply, &part.span),
            response: clock(TargetName::Response),
            resolution: match resolution {
                Some(_) => clock(TargetName::Resolution),
                None => by_resolution(case, &part.span),
            },
        };
        let all = [
            one.acknowledged,
            one.first_reply,
            one.response,
            one.resolution,
        ];
        if all.iter().any(|found| !matches!(found, Found::Nothing)) {
            one.values = values(case.ticket, field);
            measured.push(one);
        }
    }
    Ok(measured)
}

fn by_event(case: &Case<'_>, is_it: fn(&Event) -> bool, span: &Window) -> Found {
    let opened_at = case.opened_at;
    let mut events = case.ticket.timeline.iter();
    match events.find(|event| event.at >= opened_at && is_it(event)) {
        Some(event) if span.contains(event.at) => {
            let seconds = (event.at - opened_at).num_seconds();
            Found::Took(seconds, seconds)
        }
        None if span.contains(opened_at) => Found::LeftOut,
        _ => Found::Nothing,
    }
}

/// Of a ticket to which no resolution is promised: by the wall clock alone.
fn by_resolution(case: &Case<'_>, span: &Window) -> Found {
    match case.last_resolved().filter(|_| case.is_resolved()) {
        Some(at) if span.contains(at) => Found::Elapsed((at - case.opened_at).num_seconds()),
        None if span.contains(case.opened_at) => Found::LeftOut,
        _ => Found::Nothing,
    }
}

fn by_clock(case: &Case<'_>, clock: Option<&Clock>, span: &Window) -> Found {
    // A clock that became void stopped with its ticket, which is no end.
    let stopped = clock.filter(|clock| clock.void.is_none());
    let stopped = stopped.and_then(|clock| Some((clock, clock.stop?)));
    match stopped {
        Some((clock, stop)) if span.holds(stop) => Found::Took(clock.elapsed, stop - clock.start),
        None if span.contains(case.opened_at) => Found::LeftOut,
        _ => Found::Nothing,
    }
}

fn by_value(measured: &[&Measured], field: &str, policy: &Policy) -> Vec<Row<OfTickets>> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Measured>> = BTreeMap::new();
    for one in measured {
        for value in &one.values {
            groups.entry(value.as_deref()).or_default().push(one);
        }
    }
    let rows = groups.into_iter().map(|(value, of)| Row {
        counts: OfTickets::of(&of),
        value: value.map(str::to_owned),
    });
    let mut rows: Vec<_> = rows.filter(|row| !row.counts.is_empty()).collect();
    // The sort is stable, and the map had the names in order.
    rows.sort_by_key(|row| {
        let value = row.value.as_deref();
        (place(field, value, policy), value.is_none())
    });
    rows
}

fn by_month(measured: &[&Measured], lives: Lives, scope: &Scope) -> Vec<Row<OfTickets>> {
    let row = |month: Period| {
        let of = measured.iter().filter(|one| one.from == Some(month.from));
        Row {
            counts: OfTickets::of(&of.copied().collect::<Vec<_>>()),
            value: Some(month.label),
        }
    };
    let frames = frames(lives, scope, &BTreeSet::new()).into_iter();
    frames.map(row).collect()
}

impl OfTickets {
    fn of(measured: &[&Measured]) -> Self {
        let of_times = |found: fn(&Measured) -> Found| {
            let lengths = Lengths::of(measured, found);
            OfTimes {
                elapsed: lengths.elapsed,
                left_out: lengths.left_out,
            }
        };
        Self {
            acknowledged: of_times(|one| one.acknowledged),
            first_reply: of_times(|one| one.first_reply),
            response: Lengths::of(measured, |one| one.response),
            resolution: Lengths::of(measured, |one| one.resolution),
        }
    }

    /// Whether nothing was counted, nor left out.
    fn is_empty(&self) -> bool {
        let of_times = [&self.acknowledged, &self.first_reply];
        let lengths = [&self.response, &self.resolution];
        of_times
            .iter()
            .all(|times| times.elapsed.n + times.left_out == 0)
            && lengths
                .iter()
                .all(|lengths| lengths.elapsed.n + lengths.left_out == 0)
    }
}

impl Lengths {
    fn of(measured: &[&Measured], found: fn(&Measured) -> Found) -> Self {
        let (mut business, mut elapsed) = (Vec::new(), Vec::new());
        let mut left_out = 0;
        for one in measured {
            match found(one) {
                Found::Took(own, clock) => {
                    business.push((own, &one.id));
                    elapsed.push((clock, &one.id));
                }
                Found::Elapsed(clock) => elapsed.push((clock, &one.id)),
                Found::LeftOut => left_out += 1,
                Found::Nothing => {}
            }
        }
        Self {
            business: Times::new(business),
            elapsed: Times::new(elapsed),
            left_out,
        }
    }
}

fn is_acknowledgement(event: &Event) -> bool {
    let assigns = |set: &Set| matches!(set, Set::Assignee(Some(_)));
    event.event == Name::Attended || event.set.0.iter().any(assigns)
}

fn is_reply(event: &Event) -> bool {
    let is_told = event.imported && event.event == Name::Replied;
    is_told || event.message() == Some(Message::Public) && !event.is(&Detail::Auto)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::report::tests::stories::{
        P2, REPLY, RESOLVED, RESUME, TERMS, WAIT, by_terms, policy, scope, story,
    };

    const HOUR: i64 = 3_600;

    fn figures(tickets: &[Ticket], period: &str) -> TimesReport {
        by_terms(TERMS, |agreements| {
            let report = times(tickets.to_vec(), &policy(), agreements, &scope(period));
            report.unwrap().figures
        })
    }

    fn median(times: &Times) -> Option<(i64, &str)> {
        let ranked = times.median.as_ref()?;
        Some((ranked.length.seconds, ranked.ticket.as_str()))
    }

    #[test]
    fn business_time_leaves_nights_and_pauses_out_and_elapsed_time_does_not() {
        let tickets = [story(
            "00001",
            "06-01 09:00",
            &[
                ("06-01 09:30", "classified", P2),
                ("06-01 10:00", "replied", REPLY),
                ("06-01 11:00", "waited", WAIT),
                ("06-02 10:00", "resumed", RESUME),
                ("06-02 12:00", "resolved", RESOLVED),
            ],
        )];
        let total = figures(&tickets, "2026-06").total;
        let id = "INC-260601-00001";
        assert_eq!(median(&total.response.business), Some((HOUR, id)));
        assert_eq!(median(&total.resolution.business), Some((4 * HOUR, id)));
        assert_eq!(median(&total.resolution.elapsed), Some((27 * HOUR, id)));
    }

    #[test]
    fn an_acknowledgement_and_a_reply_are_two_measures_and_neither_is_automatic() {
        let tickets = [
            story(
                "00001",
                "06-01 09:00",
                &[
                    ("06-01 09:01", "replied", "to: marta, auto: true"),
                    ("06-01 10:00", "assigned", "set: {assignee: ana}"),
                    ("06-01 12:00", "replied", REPLY),
                ],
            ),
            story("00002", "06-01 09:00", &[("06-01 09:10", "attended", "")]),
            story("00003", "06-01 09:00", &[]),
        ];
        let total = figures(&tickets, "2026-06").total;
        assert_eq!(
            (total.acknowledged.elapsed.n, total.acknowledged.left_out),
            (2, 1)
        );
        assert_eq!(
            (total.first_reply.elapsed.n, total.first_reply.left_out),
            (1, 2)
        );
        assert_eq!(
            median(&total.acknowledged.elapsed),
            Some((600, "INC-260601-00002"))
        );
        assert_eq!(
            median(&total.first_reply.elapsed),
            Some((3 * HOUR, "INC-260601-00001"))
        );
        let total = figures(&tickets, "2026-07").total;
        assert_eq!(
            (total.first_reply.elapsed.n, total.first_reply.left_out),
            (0, 0)
        );
    }

    #[test]
    fn a_void_clock_took_no_time_and_is_said_to_be_left_out() {
        let withdrawn = "set: {status: cancelled, cancellation: withdrawn}";
        let tickets = [story(
            "00001",
            "06-01 09:00",
            &[("06-01 10:00", "cancelled", withdrawn)],
        )];
        let figures = figures(&tickets, "2026-06");
        let resolution = figures.total.resolution;
        assert_eq!((resolution.elapsed.n, resolution.left_out), (0, 1));
        assert_eq!(figures.by.len(), 1, "the tickets without a priority");
    }
}
