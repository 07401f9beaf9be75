//! What happened to tickets.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::core::ev::Ev;
use crate::core::event::{Event, Name};
use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;
use crate::core::zone::Zone;
use crate::render::document::{Document, List};
use crate::render::{Answer, Cell, Column, Role, Table};

use super::value_cell;
use super::view::local;

/// One event.
pub const EVENT: Document<Happened<'_>> = Document::alone("bitacora/event/1", "a line of log");
/// What happened.
pub const LOG: List<Happened<'_>> = List::of("bitacora/log/1", "log", "events", &EVENT);

/// What happened to a ticket, for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Happened<'a> {
    id: &'a TicketId,
    at: Timestamp,
    /// When it was written down.
    recorded: Timestamp,
    by: &'a str,
    event: &'a Name,
    ev: &'a Ev,
    imported: bool,
    fields: Vec<Changed>,
    details: Map<String, Value>,
    /// The sections of the text that it changed.
    sections: &'a [String],
}

/// A field before an event and after it; null: it had no value.
#[derive(Debug, Serialize, JsonSchema)]
struct Changed {
    field: String,
    before: Value,
    after: Value,
}

/// What happened to tickets, field by field, in the order it happened.
#[must_use]
pub fn log(tickets: &[Ticket], home: Zone) -> Answer<'_> {
    let answer = Answer::many(&LOG, move || {
        let tickets = tickets.iter();
        tickets.flat_map(|ticket| happened(ticket, home)).collect()
    });
    let answer = answer.with_tables(move || {
        let tickets = tickets.iter();
        tickets.map(|ticket| logged(ticket, home)).collect()
    });
    // One table under one head: each line names its ticket.
    answer.with_sheet(move || {
        let mut whole = Table::new(log_columns());
        for ticket in tickets {
            whole.rows.extend(logged(ticket, home).rows);
        }
        whole
    })
}

fn happened(ticket: &Ticket, home: Zone) -> Vec<Happened<'_>> {
    let mut known = Map::new();
    let events = in_order(&ticket.timeline).into_iter();
    let events = events.map(|event| Happened {
        id: &ticket.id,
        at: local(event.at, home),
        recorded: local(event.written(), home),
        by: &event.by,
        event: &event.event,
        ev: &event.ev,
        imported: event.imported,
        fields: fields_of(event, &mut known, home),
        details: event.details.object(),
        sections: &event.sections,
    });
    events.collect()
}

fn log_columns() -> Vec<Column> {
    vec![
        Column::new("id", "ID").for_programs(),
        Column::new("at", "WHEN").role(Role::Dim),
        Column::new("by", "BY").shrink(1),
        Column::new("event", "EVENT").shrink(5),
        Column::new("field", "FIELD").shrink(4),
        Column::new("before", "BEFORE").shrink(2),
        Column::new("after", "AFTER").wrap(3),
    ]
}

fn logged(ticket: &Ticket, home: Zone) -> Table {
    let mut table = Table::new(log_columns()).titled(format!("{}  {}", ticket.id, ticket.title()));
    let mut known = Map::new();
    for event in in_order(&ticket.timeline) {
        let fields = fields_of(event, &mut known, home);
        let rows = log_rows(event, home, &fields);
        table.rows.extend(rows.into_iter().map(|mut row| {
            row.insert(0, Cell::text(ticket.id.as_str()));
            row
        }));
    }
    table
}

/// Each field an event changed, from what to what.
fn fields_of(event: &Event, known: &mut Map<String, Value>, home: Zone) -> Vec<Changed> {
    let sets = event.set.0.iter().cloned();
    sets.map(|mut set| {
        set.tell_in(home);
        let after = set.value();
        let field = set.name().to_owned();
        let before = known.insert(field.clone(), after.clone());
        Changed {
            field,
            before: before.unwrap_or_default(),
            after,
        }
    })
    .collect()
}

/// A value of several parts, each under its own name: `source.system`.
fn parts_of(name: &str, before: &Value, after: &Value) -> Vec<(String, Value, Value)> {
    let maps = [before, after].map(Value::as_object);
    if maps.iter().all(Option::is_none) {
        return vec![(name.to_owned(), before.clone(), after.clone())];
    }
    let mut keys: Vec<&String> = maps.iter().flatten().flat_map(|map| map.keys()).collect();
    let mut seen = std::collections::HashSet::new();
    keys.retain(|key| seen.insert(*key));
    let part = |map: Option<&Map<String, Value>>, key: &String| {
        map.and_then(|map| map.get(key))
            .cloned()
            .unwrap_or_default()
    };
    let [before, after] = maps;
    let parts = keys.into_iter().map(|key| {
        let name = format!("{name}.{key}");
        (name, part(before, key), part(after, key))
    });
    parts.collect()
}

fn log_rows(event: &Event, home: Zone, fields: &[Changed]) -> Vec<Vec<Cell>> {
    let mut changes: Vec<(String, Cell, Cell)> = Vec::new();
    let mut change = |field: &str, before: &Value, after: &Value| {
        for (key, before, after) in parts_of(field, before, after) {
            let told = |value| value_cell(Some(value), home);
            changes.push((key, told(before), told(after)));
        }
    };
    for changed in fields {
        change(&changed.field, &changed.before, &changed.after);
    }
    for (detail, value) in event.details.iter() {
        change(detail.as_str(), &Value::Null, value);
    }
    if !event.sections.is_empty() {
        let sections = Cell::List(event.sections.clone());
        changes.push(("sections".to_owned(), Cell::Missing, sections));
    }
    let first = || {
        vec![
            Cell::Instant(local(event.at, home)),
            Cell::text(&*event.by),
            Cell::text(event.event.as_str()),
        ]
    };
    if changes.is_empty() {
        return vec![first()];
    }
    changes
        .into_iter()
        .enumerate()
        .map(|(index, (field, before, after))| {
            let mut row = first();
            if index > 0 {
                let again = |cell| Cell::Repeated(Box::new(cell));
                row = row.into_iter().map(again).collect();
            }
            row.extend([Cell::text(field), before, after]);
            row
        })
        .collect()
}
