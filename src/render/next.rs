//! The list to begin a morning with.

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::core::contract::{Span, TargetName};
use crate::core::duration::Seconds;
use crate::core::fields::WaitingOn;
use crate::core::id::TicketId;
use crate::core::next::{Due, Item, Left, Why};
use crate::core::parallel::in_parallel;
use crate::core::sla::Standing;
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;

use super::clocks::{left, level, some};
use super::document::{Document, List};
use super::scene::Scene;
use super::{Answer, Cell, Column, Role, Style, Table};

/// One thing to do.
pub const ITEM: Document<Todo<'_>> = Document::alone("bitacora/next-item/1", "a line of next");
/// What to do.
pub const NEXT: List<Todo<'_>> = List::of("bitacora/next/1", "next", "items", &ITEM);

/// A thing to do, for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Todo<'a> {
    id: &'a TicketId,
    title: &'a str,
    customer: Option<&'a str>,
    assignee: Option<&'a str>,
    priority: Option<&'a str>,
    #[schemars(schema_with = "reasons")]
    reason: &'static str,
    /// The promise, of a clock.
    target: Option<TargetName>,
    /// Seconds of the clock's own hours; negative is too late.
    left_seconds: Option<Seconds>,
    #[schemars(schema_with = "hours")]
    hours: Option<&'static str>,
    due: When,
    /// Since when nothing was heard.
    since: Option<Timestamp>,
    /// What to type.
    command: &'a str,
}

/// An instant, or a day.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum When {
    At(Timestamp),
    On(NaiveDate),
}

fn reasons(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": Why::words()})
}

fn hours(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"enum": Span::HOURS}, {"type": "null"}]})
}

/// What to do, in the order given.
#[must_use]
pub fn next(items: &[Item], scene: Scene) -> Answer<'_> {
    Answer::many(&NEXT, || items.iter().map(data).collect()).with_table(move || {
        let mut table = Table::new(vec![
            Column::new("id", "ID").for_programs(),
            Column::new("reason", "REASON").for_programs(),
            Column::new("priority", "PRI"),
            Column::new("due", "DUE"),
            Column::new("why", "WHY").wrap_last(),
            Column::new("title", "TITLE").shrink(1).below(),
            Column::new("command", "TYPE").role(Role::Id).below(),
        ]);
        table.rows = in_parallel(items, |item| row(item, scene));
        table
    })
}

fn row(item: &Item, scene: Scene) -> Vec<Cell> {
    vec![
        Cell::text(item.id.as_str()),
        Cell::text(item.why.as_str()),
        Cell::maybe(item.priority.as_deref()),
        match item.due {
            Due::At(at) => scene.told(at, item.zone),
            Due::On(day) => Cell::Day(day),
        },
        Cell::Ranked {
            text: why(item.why, scene.as_of),
            level: match item.why {
                Why::Unmerged(_) => level(Standing::AtRisk),
                Why::Clock { standing, .. } => level(standing),
                _ => u8::MAX,
            },
        },
        Cell::text(&*item.title),
        Cell::text(&*item.command),
    ]
}

fn why(why: Why, now: Timestamp) -> String {
    let age = |since: Timestamp| Cell::Age { since, now }.wording(&Style::default());
    match why {
        Why::Unmerged(Left::Keys) => "a merge kept values under `unmerged:`".to_owned(),
        Why::Unmerged(Left::Text) => "a merge kept a text under `Unmerged`".to_owned(),
        Why::Unmerged(Left::Step) => "a step of another clone has no effect".to_owned(),
        Why::Clock {
            standing,
            target,
            left: seconds,
            span,
        } => {
            let hours = span.hours();
            match standing {
                Standing::Overdue => {
                    format!("{target} overdue by {}", some(-seconds, hours))
                }
                Standing::AtRisk => format!("{target} at risk: {}", left(seconds, hours)),
                Standing::Running | Standing::Paused => {
                    format!("{target}: {}", left(seconds, hours))
                }
            }
        }
        Why::Promised => "promised to the customer".to_owned(),
        Why::Waited(WaitingOn::Customer) => "the wait for the customer is over".to_owned(),
        Why::Waited(WaitingOn::Supplier) => "the wait for the supplier is over".to_owned(),
        Why::Waited(WaitingOn::Schedule) => "the date agreed on has come".to_owned(),
        Why::Silent(since) => format!("the customer has not answered for {}", age(since)),
        Why::Unconfirmed(since) => format!("resolved, and silent for {}", age(since)),
    }
}

fn data(item: &Item) -> Todo<'_> {
    let local = |at: Timestamp| in_zone(at.to_utc(), item.zone);
    let (target, left_seconds, hours) = match item.why {
        Why::Clock {
            target, left, span, ..
        } => (Some(target), Some(left), Some(span.hours())),
        _ => (None, None, None),
    };
    let since = match item.why {
        Why::Silent(since) | Why::Unconfirmed(since) => Some(local(since)),
        _ => None,
    };
    Todo {
        id: &item.id,
        title: &item.title,
        customer: item.customer.as_deref(),
        assignee: item.assignee.as_deref(),
        priority: item.priority.as_deref(),
        reason: item.why.as_str(),
        target,
        left_seconds,
        hours,
        due: match item.due {
            Due::At(at) => When::At(local(at)),
            Due::On(day) => When::On(day),
        },
        since,
        command: &item.command,
    }
}
