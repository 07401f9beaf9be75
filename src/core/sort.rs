//! The order of a list of tickets.

use std::cmp::Ordering;

use serde_json::Value;
use thiserror::Error;

use super::collate::Collation;
use super::fields::{FIELD_NAMES, Field, Scale, Shape};
use super::ordered::Ordered;
use super::policy::Policy;
use super::sla::Board;
use super::ticket::Ticket;
use super::words;
use crate::core::told::{ExitCode, Told};

/// A field that tickets cannot be sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("tickets cannot be sorted by `{field}`")]
pub struct NoSuchOrder {
    /// As typed.
    pub field: String,
}

impl Told for NoSuchOrder {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }

    fn hint(&self) -> Option<String> {
        Some(words::meant(&self.field, &names()))
    }
}

/// The one order that needs the clocks of the tickets.
pub const DUE: &str = "due";
/// The one that needs their events.
const UPDATED: &str = "updated";

/// The fields there are: every tracked one, `id`, `opened`, `updated` and
/// what is due next.
fn names() -> Vec<&'static str> {
    let mut names = vec!["id", "opened", UPDATED, DUE];
    names.extend(FIELD_NAMES);
    names
}

/// Sorts by a field or its alias, descending with a minus before its name; equal ones by
/// when they were opened, then by id. Tickets without the field stand last.
/// Only [`DUE`] looks at the board.
pub fn sort(
    tickets: &mut [Ticket],
    by: &str,
    policy: &Policy,
    board: &Board,
) -> Result<(), NoSuchOrder> {
    let descending = by.starts_with('-');
    let name = field(by);
    if !names().contains(&name.as_str()) {
        return Err(NoSuchOrder {
            field: by.to_owned(),
        });
    }
    let order = Collation::default();
    tickets.sort_by_cached_key(|ticket| Key {
        first: match name.as_str() {
            DUE => due(ticket, board),
            name => key(ticket, name, policy, &order),
        },
        descending,
        then: (ticket.fields.opened_at, ticket.id.clone()),
    });
    Ok(())
}

/// The name of the field in an order as typed.
fn field(by: &str) -> String {
    by.strip_prefix('-').unwrap_or(by).replace('-', "_")
}

/// Whether this order, as typed, needs the clocks of the tickets.
#[must_use]
pub fn asks_for_clocks(by: &str) -> bool {
    field(by) == DUE
}

/// Whether this order, as typed, needs the events of the tickets.
#[must_use]
pub fn asks_for_events(by: &str) -> bool {
    field(by) == UPDATED
}

/// What a ticket is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Number(i64),
    /// A key of the collation.
    Text(Vec<u8>),
}

fn due(ticket: &Ticket, board: &Board) -> Option<SortKey> {
    Some(SortKey::Number(board.get(ticket)?.next_due()?.due_at?))
}

#[derive(PartialEq, Eq)]
struct Key<T: Ord> {
    first: Option<SortKey>,
    descending: bool,
    then: T,
}

impl<T: Ord> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        let first = match (&self.first, &other.first) {
            (Some(a), Some(b)) if self.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
        };
        first.then_with(|| self.then.cmp(&other.then))
    }
}

impl<T: Ord> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Where a ticket stands by a field: numbers and instants as they are, statuses
/// by the lifecycle, levels by their rank, the most severe first.
fn key(ticket: &Ticket, name: &str, policy: &Policy, order: &Collation) -> Option<SortKey> {
    let fields = &ticket.fields;
    let rank = |levels: &Ordered<String>| {
        let found = levels
            .keys()
            .position(|level| fields.any_text(name, &|value| value == level));
        // A level that the policy lacks stands after those it has.
        fields
            .has(name)
            .then(|| found.map_or(i64::MAX, |rank| i64::try_from(rank).unwrap_or(i64::MAX)))
    };
    let text = |text: &str| Some(SortKey::Text(order.key(text)));
    match Field::find(name).map(|field| (field, field.shape)) {
        None if name == "id" => Some(SortKey::Text(ticket.id.as_str().into())),
        Some((_, Shape::Priority)) => {
            let priority = fields.priority.as_deref()?;
            Some(SortKey::Text(priority.to_ascii_lowercase().into()))
        }
        None if name == "opened" => Some(SortKey::Number(fields.opened_at?.timestamp())),
        None => {
            let last = ticket.timeline.iter().map(|event| event.at).max()?;
            Some(SortKey::Number(last.timestamp()))
        }
        Some((_, Shape::Level(Scale::Impact))) => rank(&policy.impact).map(SortKey::Number),
        Some((_, Shape::Level(Scale::Urgency))) => rank(&policy.urgency).map(SortKey::Number),
        Some((field, Shape::Word(words))) if field.name == "status" => {
            let place = words
                .iter()
                .position(|word| fields.any_text(field.name, &|value| value == *word));
            Some(SortKey::Number(i64::try_from(place?).ok()?))
        }
        Some((field, Shape::Number | Shape::Instant | Shape::Day | Shape::Duration)) => {
            fields.order(field).map(SortKey::Number)
        }
        Some((field, _)) => match fields.get(field.name)? {
            Value::String(found) => text(&found),
            other => text(&other.to_string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::fields::Status;

    fn tickets() -> Vec<Ticket> {
        [
            ("0000", Some("P2")),
            ("0001", None),
            ("0002", Some("P1")),
            ("0003", Some("P2")),
        ]
        .map(|(end, priority)| {
            let id = format!("INC-261122-{end}").parse().unwrap();
            let mut ticket = Ticket::blank(id);
            ticket.fields.priority = priority.map(str::to_owned);
            ticket.fields.status = Some(Status::Open);
            ticket
        })
        .into()
    }

    fn policy() -> Policy {
        Policy::new("UTC".parse().unwrap())
    }

    fn order(by: &str) -> Vec<String> {
        let mut tickets = tickets();
        sort(&mut tickets, by, &policy(), &Board::default()).unwrap();
        let ends = tickets
            .iter()
            .map(|ticket| ticket.id.as_str()[13..].to_owned());
        ends.collect()
    }

    #[test]
    fn those_without_the_field_stand_last_whichever_way() {
        assert_eq!(order("priority"), ["02", "00", "03", "01"]);
        assert_eq!(order("-priority"), ["00", "03", "02", "01"]);
        assert_eq!(order("id"), ["00", "01", "02", "03"]);
    }

    #[test]
    fn levels_sort_by_their_rank_and_estimates_by_their_length() {
        let mut tickets = tickets();
        for (ticket, (urgency, estimate)) in tickets.iter_mut().zip([
            ("low", "16h"),
            ("high", "2d12h"),
            ("medium", "30m"),
            ("high", "45m"),
        ]) {
            ticket.fields.urgency = Some(urgency.to_owned());
            ticket.fields.estimate = Some(estimate.to_owned());
        }
        let mut order = |by| {
            sort(&mut tickets, by, &policy(), &Board::default()).unwrap();
            let ends = tickets.iter().map(|ticket| &ticket.id.as_str()[14..]);
            ends.collect::<String>()
        };
        assert_eq!(order("urgency"), "1320");
        assert_eq!(order("estimate"), "2301");
    }

    #[test]
    fn an_unknown_field_is_an_error() {
        let error = sort(&mut tickets(), "prioritty", &policy(), &Board::default()).unwrap_err();
        assert_eq!(error.hint().as_deref(), Some("did you mean priority?"));
    }
}
