//! Tickets as lists, as a page, and as a log.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::core::ev::Ev;
use crate::core::event::{Event, Name};
use crate::core::fields::{FIELD_NAMES, FIELDS, Fields, rank};
use crate::core::id::TicketId;
use crate::core::parallel::in_parallel;
use crate::core::sla::{Board, Clocks, Standing};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use super::clocks::{self, Scene};
use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};

/// The columns of a list when none are asked for.
const COLUMNS: [&str; 7] = [
    "id", "priority", "status", "opened", "assignee", "customer", "title",
];

/// Those of a list whose board has clocks: what is due next, and how urgent
/// that is.
const WITH_CLOCKS: [&str; 9] = [
    "id", "priority", "status", "opened", "due", "sla", "assignee", "customer", "title",
];

/// The columns that come from the clocks.
pub const OF_CLOCKS: [&str; 2] = ["due", "sla"];

/// The least width of a terminal on which a list has room for clocks.
pub const ROOM_FOR_CLOCKS: usize = 90;

/// One ticket.
pub const TICKET: Document<Page<'_>> =
    Document::of("bitacora/ticket/1", "a ticket: show; a line of list");
/// A list of tickets.
pub const LIST: List<Page<'_>> = List::of("bitacora/list/1", "list", "tickets", &TICKET);
/// Several whole tickets.
pub const TICKETS: List<Page<'_>> = List::of(
    "bitacora/tickets/1",
    "show of several tickets",
    "tickets",
    &TICKET,
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
/// One event.
pub const EVENT: Document<Happened<'_>> = Document::alone("bitacora/event/1", "a line of log");
/// What happened.
pub const LOG: List<Happened<'_>> = List::of("bitacora/log/1", "log", "events", &EVENT);

/// A ticket for programs, in the zone of the people at the desk. Keys of the
/// user's own stand beside the fields.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(clippy::option_option)] // Absent and null are two things.
pub struct Page<'a> {
    id: &'a TicketId,
    #[serde(flatten)]
    fields: Box<Fields>,
    /// What is due next, in a list that shows clocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Option<Timestamp>>,
    /// How urgent that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    sla: Option<Option<Standing>>,
    /// Of a whole ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    clocks: Option<Vec<clocks::ShownClock<'a>>>,
    /// As its file has it, of a whole ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<Vec<Event>>,
    /// Its text, of a whole ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
}

/// Some columns of a ticket: what it lacks is null.
#[derive(Debug, Serialize)]
pub struct Selected(Map<String, Value>);

impl JsonSchema for Selected {
    fn schema_name() -> Cow<'static, str> {
        "Selected".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<String>();
        let instant = generator.subschema_for::<Timestamp>();
        let texts = ["id", OF_SOURCE[0], OF_SOURCE[1]];
        let instants = ["opened", "updated", OF_CLOCKS[0]];
        let fields = FIELDS
            .iter()
            .map(|field| (field.name, field.shape.schema()));
        let all = fields
            .chain(texts.map(|name| (name, text.clone())))
            .chain(instants.map(|name| (name, instant.clone())))
            .chain([(OF_CLOCKS[1], generator.subschema_for::<Standing>())]);
        let or_null = |schema: Schema| json!({"anyOf": [schema, {"type": "null"}]});
        let columns: Map<String, Value> = all
            .map(|(name, schema)| (name.to_owned(), or_null(schema)))
            .collect();
        json_schema!({
            "type": "object",
            "properties": columns,
            "additionalProperties": true,
        })
    }
}

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

/// A ticket's fields for programs, the timeline and the body apart.
fn page(ticket: &Ticket, home: Zone) -> Page<'_> {
    let mut fields = ticket.fields.clone();
    fields.tell_in(home);
    Page {
        id: &ticket.id,
        fields,
        due: None,
        sla: None,
        clocks: None,
        timeline: None,
        body: None,
    }
}

/// An instant as the people at the desk read it: in their zone, whatever the
/// zone in which it was written down.
fn local(at: Timestamp, home: Zone) -> Timestamp {
    in_zone(at.to_utc(), home)
}

/// The timeline as files have it, with its instants in the desk's zone.
fn timeline(ticket: &Ticket, home: Zone) -> Vec<Event> {
    let events = ticket.timeline.iter().cloned();
    let told = events.map(|mut event| {
        event.at = local(event.at, home);
        event.recorded = event.recorded.map(|at| local(at, home));
        for set in &mut event.set.0 {
            set.tell_in(home);
        }
        event
    });
    told.collect()
}

/// A ticket whole, for programs.
fn whole<'a>(ticket: &'a Ticket, board: &'a Board, scene: Scene) -> Page<'a> {
    let found = board.get(ticket).into_iter().flat_map(|found| {
        let each = found.clocks.iter();
        each.map(|clock| clocks::data(clock, &found.earlier, scene.home))
    });
    Page {
        clocks: Some(found.collect()),
        timeline: Some(timeline(ticket, scene.home)),
        body: Some(&ticket.body),
        ..page(ticket, scene.home)
    }
}

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

/// The parts of the one field that has some.
pub const OF_SOURCE: [&str; 2] = ["source.system", "source.id"];

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
        "opened_at" | "waiting_until" => column.role(Role::Dim),
        "tier" => column.right(),
        "status" | "priority" | "due" | "sla" => column,
        _ => column.shrink(1),
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
    let answer = Answer::one(&TICKET, move || whole(ticket, board, scene))
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
