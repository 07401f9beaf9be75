//! The list to begin a morning with.

use serde_json::{Value, json};

use crate::core::fields::WaitingOn;
use crate::core::next::{Due, Item, Why};
use crate::core::parallel::in_parallel;
use crate::core::sla::Standing;
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::when::in_zone;

use super::clocks::{Scene, left, level, some};
use super::{Answer, Cell, Column, Parts, Role, Style, Table};

/// What to do, in the order given.
#[must_use]
pub fn next(items: &[Item], scene: Scene, parts: Parts) -> Answer {
    let mut table = Table::new(vec![
        Column::new("id", "ID").for_programs(),
        Column::new("reason", "REASON").for_programs(),
        Column::new("priority", "PRI"),
        Column::new("due", "DUE"),
        Column::new("why", "WHY").wrap_last(),
        Column::new("title", "TITLE").shrink(1).below(),
        Column::new("command", "TYPE").role(Role::Id).below(),
    ]);
    if parts.tables {
        table.rows = in_parallel(items, |item| row(item, scene));
    }
    let items = items.iter().filter(|_| parts.data).map(data).collect();
    Answer::listing("bitacora/next/1", "items", "bitacora/next-item/1", items).with_table(table)
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

fn data(item: &Item) -> Value {
    let local = |at: Timestamp| rfc3339(&in_zone(at.to_utc(), item.zone));
    let (target, seconds, hours) = match item.why {
        Why::Clock {
            target, left, span, ..
        } => (Some(target), Some(left), Some(span.hours())),
        _ => (None, None, None),
    };
    let since = match item.why {
        Why::Silent(since) | Why::Unconfirmed(since) => Some(local(since)),
        _ => None,
    };
    json!({
        "id": item.id,
        "title": item.title,
        "customer": item.customer,
        "assignee": item.assignee,
        "priority": item.priority,
        "reason": item.why.as_str(),
        "target": target,
        "left_seconds": seconds,
        "hours": hours,
        "due": match item.due {
            Due::At(at) => local(at),
            Due::On(day) => day.to_string(),
        },
        "since": since,
        "command": item.command,
    })
}
