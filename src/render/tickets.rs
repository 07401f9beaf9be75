//! Tickets as lists and as a page.

mod log;
mod view;

use serde_json::{Value, json};

use crate::core::fields::{FIELD_NAMES, Field, Shape, rank};
use crate::core::parallel::in_parallel;
use crate::core::sla::{Board, Clocks, Standing};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use super::clocks;
use super::document::{Document, List};
use super::scene::Scene;
use super::{Answer, Cell, Column, Role, Table};
use view::{Either, Page, Selected, Whole, local, page, whole};

pub use log::{EVENT, LOG, log};
pub use view::{OF_CLOCKS, OF_SOURCE};

/// The columns of a list when none are asked for.
const COLUMNS: [&str; 7] = [
    "id", "priority", "status", "opened", "assignee", "customer", "title",
];

/// Those of a list whose board has clocks: what is due next, and how urgent
/// that is.
const WITH_CLOCKS: [&str; 9] = [
    "id", "priority", "status", "opened", "due", "sla", "assignee", "customer", "title",
];

/// The least width of a terminal on which a list has room for clocks.
pub const ROOM_FOR_CLOCKS: usize = 90;

/// One ticket.
pub const TICKET: Document<Either<'_>> =
    Document::of("bitacora/ticket/1", "a ticket: show; a line of list");
/// A list of tickets.
pub const LIST: List<Page<'_>> = List::lines("bitacora/list/1", "list", "tickets", TICKET.name());
/// Several whole tickets.
pub const TICKETS: List<Whole<'_>> = List::lines(
    "bitacora/tickets/1",
    "show of several tickets",
    "tickets",
    TICKET.name(),
);
/// Some columns of one ticket.
pub const COLUMN: Document<Selected> =
    Document::alone("bitacora/ticket/columns/1", "a line of list --columns");
/// Some columns of tickets.
pub const SELECTED: List<Selected> = List::of(
    "bitacora/list/columns/1",
    "list --columns",
    "tickets",
    &COLUMN,
);
/// Whether these columns need the events of the tickets.
#[must_use]
pub fn asks_for_events(columns: &[String]) -> bool {
    columns.iter().any(|name| name == "updated")
}

/// A list as of the scene's instant. Columns are fields, or `id`, `opened`,
/// `updated`, `due` and `sla`; a key no ticket has is an empty column. Without
/// columns asked for, those of the clocks are there when the board has some.
#[must_use]
pub fn list<'a>(
    tickets: &'a [Ticket],
    columns: &'a [String],
    board: &'a Board,
    scene: Scene,
) -> Answer<'a> {
    let names: Vec<&str> = match columns {
        [] if board.is_empty() => COLUMNS.to_vec(),
        [] => WITH_CLOCKS.to_vec(),
        columns => columns.iter().map(String::as_str).collect(),
    };
    let with_clocks = names.iter().any(|name| OF_CLOCKS.contains(name));
    let item = move |ticket: &'a Ticket| {
        let mut page = page(ticket, scene.home);
        if with_clocks {
            (page.due, page.sla) = urgency(board.get(ticket), scene);
        }
        serde_json::to_value(page)
    };
    let table = {
        let names = names.clone();
        move || listing(tickets, columns, &names, board, scene)
    };
    let answer = if columns.is_empty() {
        Answer::listing(&LIST, move || {
            in_parallel(tickets, item).into_iter().collect()
        })
    } else {
        Answer::listing(&SELECTED, move || {
            let select = |ticket| Ok(selected(ticket, &item(ticket)?, &names));
            in_parallel(tickets, select).into_iter().collect()
        })
    };
    answer.with_table(table)
}

fn listing(
    tickets: &[Ticket],
    columns: &[String],
    names: &[&str],
    board: &Board,
    scene: Scene,
) -> Table {
    let column = |name: &&str| match (columns, *name) {
        ([], "due") => column(name).if_room(2),
        ([], "sla") => column(name).if_room(1),
        (_, "source") => column(name).look(),
        (_, name) if is_part_of_source(name) && !columns.iter().any(|asked| asked == name) => {
            column(name).for_programs()
        }
        _ => column(name),
    };
    // People read where a ticket comes from in one piece.
    let shown: Vec<&str> = names
        .iter()
        .flat_map(|name| match *name {
            "source" => vec!["source", OF_SOURCE[0], OF_SOURCE[1]],
            name => vec![name],
        })
        .collect();
    let mut table = Table::new(shown.iter().map(column).collect());
    table.rows = in_parallel(tickets, |ticket| {
        let cells = shown.iter();
        let cell = |name: &&str| match *name {
            "due" | "sla" => of_clocks(board.get(ticket), name, scene),
            name => listed(ticket, name, scene),
        };
        cells.map(cell).collect()
    });
    table
}

/// The columns that were asked for, in their order; what a ticket lacks is null.
fn selected(ticket: &Ticket, item: &Value, names: &[&str]) -> Value {
    let value = |name: &str| match name {
        "opened" => json!(ticket.fields.opened_at),
        "updated" => json!(ticket.timeline.iter().map(|event| event.at).max()),
        name => {
            let (key, part) = name.split_once('.').unwrap_or((name, ""));
            let found = item.get(name).or_else(|| item.get(key)?.get(part));
            found.cloned().unwrap_or_default()
        }
    };
    let names = names.iter();
    let columns = names.map(|name| ((*name).to_owned(), value(name)));
    Value::Object(columns.collect())
}

fn is_part_of_source(name: &str) -> bool {
    OF_SOURCE.contains(&name)
}

/// What is due next and how urgent that is, for programs.
#[allow(clippy::option_option)] // As in a page.
fn urgency(
    clocks: Option<&Clocks>,
    scene: Scene,
) -> (Option<Option<Timestamp>>, Option<Option<Standing>>) {
    let due = clocks.and_then(Clocks::next_due);
    let due = due.and_then(|clock| instant(clock.due_at?));
    let due = due.map(|at| in_zone(at.to_utc(), scene.home));
    (Some(due), Some(clocks.and_then(Clocks::standing)))
}

fn of_clocks(clocks: Option<&Clocks>, name: &str, scene: Scene) -> Cell {
    let next = clocks.and_then(Clocks::next_due);
    match (name, clocks.and_then(Clocks::standing)) {
        ("due", _) => scene.told_second(next.and_then(|clock| clock.due_at), scene.home),
        (_, Some(standing)) => Cell::Ranked {
            text: standing.as_str().to_owned(),
            level: clocks::level(standing),
        },
        (_, None) => Cell::Missing,
    }
}

/// A cell of a list, where an instant is read as an age.
fn listed(ticket: &Ticket, name: &str, scene: Scene) -> Cell {
    let now = scene.as_of;
    match (name, cell(ticket, name, scene.home)) {
        ("opened" | "updated", Cell::Instant(since)) => Cell::Age { since, now },
        (_, cell) => cell,
    }
}

/// What stands above a column of a list.
#[must_use]
pub fn heading(name: &str) -> String {
    match name {
        "priority" => "PRI".to_owned(),
        "opened" => "AGE".to_owned(),
        other => other.replace('_', " ").to_uppercase(),
    }
}

fn column(name: &str) -> Column {
    let column = Column::new(name, heading(name));
    match name {
        "opened" | "updated" => column.role(Role::Dim).right(),
        "id" => column.role(Role::Id),
        "title" => column.shrink(2).below(),
        "status" | "priority" | "due" | "sla" => column,
        name => match Field::find(name).map(|field| field.shape) {
            Some(Shape::Instant) => column.role(Role::Dim),
            Some(Shape::Number) => column.right(),
            _ => column.shrink(1),
        },
    }
}

fn cell(ticket: &Ticket, name: &str, home: Zone) -> Cell {
    let fields = &ticket.fields;
    let instant = |at| Cell::Instant(local(at, home));
    match name {
        "id" => Cell::text(ticket.id.as_str()),
        "opened" | "opened_at" => fields.opened_at.map_or(Cell::Missing, instant),
        "waiting_until" => fields.waiting_until.map_or(Cell::Missing, instant),
        "source.system" => Cell::maybe(fields.source.as_ref().map(|source| &*source.system)),
        "source.id" => Cell::maybe(fields.source.as_ref().map(|source| &*source.id)),
        "updated" => ticket
            .timeline
            .iter()
            .map(|event| event.at)
            .max()
            .map_or(Cell::Missing, instant),
        "priority" => match &fields.priority {
            Some(priority) => Cell::Ranked {
                text: priority.clone(),
                level: rank(priority).unwrap_or(u8::MAX),
            },
            None => Cell::Missing,
        },
        name => value_cell(fields.get(name), home),
    }
}

fn value_cell(value: Option<Value>, home: Zone) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Missing,
        Some(Value::Bool(flag)) => Cell::Flag(flag),
        Some(Value::Number(number)) => match number.as_i64() {
            Some(number) => Cell::Number(number),
            None => Cell::text(number.to_string()),
        },
        Some(Value::String(text)) => match Timestamp::parse_from_rfc3339(&text) {
            Ok(at) => Cell::Instant(local(at, home)),
            Err(_) => Cell::Text(text),
        },
        Some(Value::Array(items)) => Cell::List(items.iter().map(plain).collect()),
        Some(Value::Object(map)) => {
            let parts = map
                .iter()
                .map(|(key, value)| format!("{key} {}", plain(value)));
            Cell::text(parts.collect::<Vec<_>>().join(", "))
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One ticket as a person reads it: what it is, what is due, then its text.
#[must_use]
pub fn show<'a>(ticket: &'a Ticket, board: &'a Board, scene: Scene) -> Answer<'a> {
    let answer = Answer::one(&TICKET, move || Either::from(whole(ticket, board, scene)))
        .with_table(move || {
            let title = format!("{}  {}", ticket.id, ticket.title());
            Table::record(facts(ticket, board, scene)).titled(title)
        })
        .with_prose(ticket.body.trim_matches('\n'));
    if ticket.fields.source.is_none() {
        return answer;
    }
    answer.with_sheet(move || {
        let facts = facts(ticket, board, scene).into_iter();
        let parts = facts.flat_map(|(name, found)| match name {
            "source" => OF_SOURCE
                .map(|name| (name, cell(ticket, name, scene.home)))
                .to_vec(),
            name => vec![(name, found)],
        });
        Table::record(parts.collect())
    })
}

fn facts<'a>(ticket: &'a Ticket, board: &Board, scene: Scene) -> Vec<(&'a str, Cell)> {
    let mut rows: Vec<(&str, Cell)> = Vec::new();
    for name in FIELD_NAMES.iter().filter(|name| **name != "title") {
        match cell(ticket, name, scene.home) {
            Cell::Missing => {}
            found => rows.push((name, found)),
        }
    }
    let worked = ticket.worked();
    if worked > 0 {
        rows.push(("worked", Cell::Duration(worked)));
    }
    let attached: Vec<String> = ticket.attachments().map(str::to_owned).collect();
    if !attached.is_empty() {
        rows.push(("attached", Cell::List(attached)));
    }
    for (name, value) in &ticket.fields.extra {
        rows.push((name, value_cell(Some(value.clone()), scene.home)));
    }
    if let Some(found) = board.get(ticket) {
        rows.extend(clocks::lines(found, scene));
    }
    rows
}

/// Several tickets, for programs.
#[must_use]
pub fn show_many<'a>(tickets: &'a [Ticket], board: &'a Board, scene: Scene) -> Answer<'a> {
    let whole = move |ticket| whole(ticket, board, scene);
    Answer::many(&TICKETS, move || tickets.iter().map(whole).collect())
        .with_tables(move || list(tickets, &[], board, scene).tables())
}
