//! How long things took (sla.md section 5).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::fields::Set;
use crate::core::policy::Policy;
use crate::core::sla::{Agreements, Clocks};
use crate::core::stamp::AsOf;
use crate::core::ticket::Ticket;
use crate::core::timeline::{Event, Message, name};

use super::breakdown::Row;
use super::dimension::{Dimension, place, values};
use super::measure::Times;
use super::months::begun;
use super::scope::{Scope, Span};
use super::snapshot::{Case, Snapshot};
use super::{Heading, Report};

/// By what times are broken down unless another field is asked for: each
/// priority has targets of its own.
const FIELD: &str = "priority";

/// How long it took to respond and to resolve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimesReport {
    /// Over all tickets.
    pub total: OfTickets,
    /// The field of the rows.
    pub field: String,
    /// By its values, in their own order or by name; a month as of its own end.
    pub by: Vec<Row<OfTickets>>,
}

/// The measures of some tickets. Each counts what ended in the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfTimes {
    /// The times.
    pub elapsed: Times,
    /// Tickets opened in the time to which it had not happened.
    pub left_out: usize,
}

/// A measure in two flavours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lengths {
    /// In the hours of each target, pauses out.
    pub business: Times,
    /// By the wall clock, pauses in.
    pub elapsed: Times,
    /// Tickets opened in the time that have no end, or no target.
    pub left_out: usize,
}

/// How long things took in a period.
///
/// # Errors
/// A calendar that never opens again.
pub fn times(
    tickets: Vec<Ticket>,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<TimesReport>, NeverOpens> {
    let snapshot = Snapshot::new(tickets, scope);
    let heading = Heading::new(&snapshot, scope);
    let cases = snapshot.cases();
    let measured = measured(&cases, agreements, scope.as_of)?;
    let span = scope.span();
    let all: Vec<&Measured<'_>> = measured.iter().collect();
    let total = OfTickets::of(&all, &span);
    let (field, by) = match &scope.by {
        None => (FIELD, by_field(&measured, FIELD, policy, &span)),
        Some(Dimension::Field(field)) => {
            (field.as_str(), by_field(&measured, field, policy, &span))
        }
        Some(Dimension::Month) => ("month", by_month(snapshot, agreements, scope)?),
    };
    let field = field.to_owned();
    let figures = TimesReport { total, field, by };
    Ok(Report { heading, figures })
}

struct Measured<'a> {
    case: &'a Case<'a>,
    clocks: Option<Clocks>,
}

fn measured<'a>(
    cases: &'a [Case<'a>],
    agreements: &Agreements<'_>,
    as_of: AsOf,
) -> Result<Vec<Measured<'a>>, NeverOpens> {
    let cases = cases.iter();
    cases
        .map(|case| {
            let clocks = agreements.clocks(case.ticket, as_of.at.timestamp())?;
            Ok(Measured { case, clocks })
        })
        .collect()
}

fn by_field(
    measured: &[Measured<'_>],
    field: &str,
    policy: &Policy,
    span: &Span,
) -> Vec<Row<OfTickets>> {
    let mut groups: BTreeMap<Option<String>, Vec<&Measured<'_>>> = BTreeMap::new();
    for one in measured {
        for value in values(one.case.ticket, field) {
            groups.entry(value).or_default().push(one);
        }
    }
    let rows = groups.into_iter().map(|(value, of)| Row {
        counts: OfTickets::of(&of, span),
        value,
    });
    let mut rows: Vec<_> = rows.filter(|row| !row.counts.is_empty()).collect();
    // The sort is stable, and the map had the names in order.
    rows.sort_by_key(|row| {
        let value = row.value.as_deref();
        (place(field, value, policy), value.is_none())
    });
    rows
}

fn by_month(
    mut snapshot: Snapshot<'_>,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Vec<Row<OfTickets>>, NeverOpens> {
    let mut rows = Vec::new();
    for period in begun(&snapshot, scope).into_iter().rev() {
        let as_of = scope.as_of.or_end(period.to);
        snapshot.rewind(as_of);
        let span = Span::from(&period);
        let cases = snapshot.cases();
        let measured = measured(&cases, agreements, as_of)?;
        let all: Vec<&Measured<'_>> = measured.iter().collect();
        rows.push(Row {
            counts: OfTickets::of(&all, &span),
            value: Some(span.label),
        });
    }
    rows.reverse();
    Ok(rows)
}

impl OfTickets {
    fn of(measured: &[&Measured<'_>], span: &Span) -> Self {
        let events = |is_it: fn(&Event) -> bool| {
            let mut found = Vec::new();
            let mut left_out = 0;
            for one in measured {
                let opened_at = one.case.opened_at;
                let mut events = one.case.ticket.timeline.iter();
                match events.find(|event| event.at >= opened_at && is_it(event)) {
                    Some(event) if span.contains(event.at) => {
                        let seconds = (event.at - opened_at).num_seconds();
                        found.push((seconds, one.case.ticket.id.clone()));
                    }
                    None if span.contains(opened_at) => left_out += 1,
                    _ => {}
                }
            }
            OfTimes {
                elapsed: Times::new(found),
                left_out,
            }
        };
        Self {
            acknowledged: events(is_acknowledgement),
            first_reply: events(is_reply),
            response: Lengths::of(measured, TargetName::Response, span),
            resolution: Lengths::of(measured, TargetName::Resolution, span),
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
    fn of(measured: &[&Measured<'_>], target: TargetName, span: &Span) -> Self {
        let (mut business, mut elapsed) = (Vec::new(), Vec::new());
        let mut left_out = 0;
        for one in measured {
            let id = &one.case.ticket.id;
            let clock = one.clocks.as_ref().and_then(|clocks| clocks.get(target));
            // A clock that became void stopped with its ticket, which is no end.
            let stopped = clock.filter(|clock| clock.void.is_none());
            let stopped = stopped.and_then(|clock| Some((clock, clock.stop?)));
            match stopped {
                Some((clock, stop)) if holds(span, stop) => {
                    business.push((clock.elapsed, id.clone()));
                    elapsed.push((stop - clock.start, id.clone()));
                }
                None if span.contains(one.case.opened_at) => left_out += 1,
                _ => {}
            }
        }
        Self {
            business: Times::new(business),
            elapsed: Times::new(elapsed),
            left_out,
        }
    }
}

fn holds(span: &Span, at: Second) -> bool {
    span.from.is_none_or(|from| from.timestamp() <= at) && at < span.to.timestamp()
}

fn is_acknowledgement(event: &Event) -> bool {
    let assigns = |set: &Set| matches!(set, Set::Assignee(Some(_)));
    event.event == name::ATTENDED || event.set.0.iter().any(assigns)
}

fn is_reply(event: &Event) -> bool {
    event.message() == Some(Message::Public) && !event.is("auto")
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
