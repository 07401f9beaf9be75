//! Tickets as lists, as a page, and as a log.

use serde_json::{Map, Value, json};

use crate::core::event::Event;
use crate::core::fields::rank;
use crate::core::fields::{FIELD_NAMES, Field, Set, Shape};
use crate::core::parallel::in_parallel;
use crate::core::sla::{Board, Clocks};
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use super::clocks::{self, Scene};
use super::{Answer, Cell, Column, Data, Parts, Role, Table};

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

/// A ticket's fields for programs, the timeline and the body apart.
fn data(ticket: &Ticket, home: Zone) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("id".to_owned(), json!(ticket.id));
    if let Ok(Value::Object(mut fields)) = serde_json::to_value(&ticket.fields) {
        tell_fields(&mut fields, home);
        data.extend(fields);
    }
    data
}

/// An instant as the people at the desk read it: in their zone, whatever the
/// zone in which it was written down.
fn local(at: Timestamp, home: Zone) -> Timestamp {
    in_zone(at.to_utc(), home)
}

/// The instants among the fields of a ticket or event, in the desk's zone.
fn tell_fields(fields: &mut Map<String, Value>, home: Zone) {
    for (name, value) in fields {
        tell(name, value, home);
    }
}

/// The value of a tracked field, which stays as it is if it is no instant.
fn tell(name: &str, value: &mut Value, home: Zone) {
    let is_instant = Field::find(name).is_some_and(|field| field.shape == Shape::Instant);
    if let Value::String(text) = value
        && is_instant
        && let Ok(at) = Timestamp::parse_from_rfc3339(text)
    {
        let told = local(at, home);
        if told.offset() != at.offset() {
            *text = rfc3339(&told);
        }
    }
}

/// The timeline as files have it, with its instants in the desk's zone.
fn timeline(ticket: &Ticket, home: Zone) -> Vec<Event> {
    let events = ticket.timeline.iter().cloned();
    let told = events.map(|mut event| {
        event.at = local(event.at, home);
        event.recorded = event.recorded.map(|at| local(at, home));
        for set in &mut event.set.0 {
            if let Set::OpenedAt(Some(at))
            | Set::WaitingUntil(Some(at))
            | Set::SourceResolvedAt(Some(at)) = set
            {
                *at = local(*at, home);
            }
        }
        event
    });
    told.collect()
}

/// A ticket whole, for programs.
fn whole(ticket: &Ticket, board: &Board, scene: Scene) -> Map<String, Value> {
    let mut data = data(ticket, scene.home);
    let found = board.get(ticket).into_iter().flat_map(|found| {
        let each = found.clocks.iter();
        each.map(|clock| clocks::data(clock, &found.earlier, scene.home))
    });
    data.insert("clocks".to_owned(), found.collect());
    data.insert("timeline".to_owned(), json!(timeline(ticket, scene.home)));
    data.insert("body".to_owned(), json!(ticket.body));
    data
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
pub fn list(
    tickets: &[Ticket],
    columns: &[String],
    board: &Board,
    scene: Scene,
    parts: Parts,
) -> Answer {
    let names: Vec<&str> = match columns {
        [] if board.is_empty() => COLUMNS.to_vec(),
        [] => WITH_CLOCKS.to_vec(),
        columns => columns.iter().map(String::as_str).collect(),
    };
    let with_clocks = names.iter().any(|name| OF_CLOCKS.contains(name));
    let item = |ticket: &Ticket| {
        let mut item = data(ticket, scene.home);
        if with_clocks {
            item.extend(urgency(board.get(ticket), scene));
        }
        Value::Object(if columns.is_empty() {
            item
        } else {
            selected(ticket, &item, &names)
        })
    };
    let items = parts.data.then(|| in_parallel(tickets, item));
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
            "source" => vec!["source", "source.system", "source.id"],
            name => vec![name],
        })
        .collect();
    let mut table = Table::new(shown.iter().map(column).collect());
    if parts.tables {
        table.rows = in_parallel(tickets, |ticket| {
            let cells = shown.iter();
            let cell = |name: &&str| match *name {
                "due" | "sla" => of_clocks(board.get(ticket), name, scene),
                name => listed(ticket, name, scene),
            };
            cells.map(cell).collect()
        });
    }
    let items = items.unwrap_or_default();
    let (schema, each) = if columns.is_empty() {
        ("bitacora/list/1", "bitacora/ticket/1")
    } else {
        ("bitacora/list/columns/1", "bitacora/ticket/columns/1")
    };
    Answer::listing(schema, "tickets", each, items).with_table(table)
}

/// The columns that were asked for, in their order; what a ticket lacks is null.
fn selected(ticket: &Ticket, item: &Map<String, Value>, names: &[&str]) -> Map<String, Value> {
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
    names
        .map(|name| ((*name).to_owned(), value(name)))
        .collect()
}

/// The parts of the one field that has some.
pub const OF_SOURCE: [&str; 2] = ["source.system", "source.id"];

fn is_part_of_source(name: &str) -> bool {
    OF_SOURCE.contains(&name)
}

/// What is due next and how urgent that is, for programs.
fn urgency(clocks: Option<&Clocks>, scene: Scene) -> Map<String, Value> {
    let due = clocks.and_then(Clocks::next_due);
    let due = due.and_then(|clock| instant(clock.due_at?));
    let due = due.map(|at| rfc3339(&in_zone(at.to_utc(), scene.home)));
    let standing = clocks.and_then(Clocks::standing);
    let values = [json!(due), json!(standing)];
    OF_CLOCKS
        .map(str::to_owned)
        .into_iter()
        .zip(values)
        .collect()
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
pub fn show(ticket: &Ticket, board: &Board, scene: Scene) -> serde_json::Result<Answer> {
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
    let title = format!("{}  {}", ticket.id, ticket.title());
    let mut answer = Answer::one("bitacora/ticket/1", &whole(ticket, board, scene))?;
    if rows.iter().any(|(name, _)| *name == "source") {
        let parts = rows
            .clone()
            .into_iter()
            .flat_map(|(name, cell)| match name {
                "source" => OF_SOURCE
                    .map(|name| (name, self::cell(ticket, name, scene.home)))
                    .to_vec(),
                name => vec![(name, cell)],
            });
        answer.sheet = Some(Table::record(parts.collect()));
    }
    let table = Table::record(rows).titled(title);
    Ok(answer
        .with_table(table)
        .with_prose(ticket.body.trim_matches('\n')))
}

/// Several tickets, for programs.
pub fn show_many(tickets: &[Ticket], board: &Board, scene: Scene) -> serde_json::Result<Answer> {
    let whole = |ticket| whole(ticket, board, scene);
    let items: Vec<Map<String, Value>> = tickets.iter().map(whole).collect();
    let table = list(tickets, &[], board, scene, Parts::TABLES).tables;
    let mut answer = Answer::many("bitacora/tickets/1", "tickets", "bitacora/ticket/1", &items)?;
    answer.tables = table;
    Ok(answer)
}

/// What happened to a ticket, field by field, in the order it happened.
pub fn log(ticket: &Ticket, home: Zone) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("id", "ID").for_programs(),
        Column::new("at", "WHEN").role(Role::Dim),
        Column::new("by", "BY").shrink(1),
        Column::new("event", "EVENT").shrink(5),
        Column::new("field", "FIELD").shrink(4),
        Column::new("before", "BEFORE").shrink(2),
        Column::new("after", "AFTER").wrap(3),
    ])
    .titled(format!("{}  {}", ticket.id, ticket.title()));
    let mut known: Map<String, Value> = Map::new();
    let mut items = Vec::new();
    for event in in_order(&ticket.timeline) {
        let mut fields = fields_of(event, &mut known);
        for (field, before, after) in &mut fields {
            tell(field, before, home);
            tell(field, after, home);
        }
        items.push(json!({
            "id": ticket.id,
            "at": local(event.at, home),
            "recorded": local(event.written(), home),
            "by": event.by,
            "event": event.event,
            "ev": event.ev,
            "imported": event.imported,
            "fields": fields.iter().map(|(field, before, after)| json!({"field": field, "before": before, "after": after})).collect::<Vec<_>>(),
            "details": event.details.object(),
            "sections": event.sections,
        }));
        let rows = log_rows(event, home, &fields);
        table.rows.extend(rows.into_iter().map(|mut row| {
            row.insert(0, Cell::text(ticket.id.as_str()));
            row
        }));
    }
    Ok(Answer::many("bitacora/log/1", "events", "bitacora/event/1", &items)?.with_table(table))
}

/// What happened to several tickets, for programs.
pub fn log_many(tickets: &[Ticket], home: Zone) -> serde_json::Result<Answer> {
    let mut items = Vec::new();
    let mut tables = Vec::new();
    for ticket in tickets {
        let answer = log(ticket, home)?;
        tables.extend(answer.tables);
        if let Data::Many { items: events, .. } = answer.data {
            items.extend(events);
        }
    }
    let mut answer = Answer::many("bitacora/log/1", "events", "bitacora/event/1", &items)?;
    // One table under one head: each line names its ticket.
    let whole = tables.iter().cloned().reduce(|mut whole: Table, table| {
        whole.rows.extend(table.rows);
        whole
    });
    answer.sheet = whole;
    answer.tables = tables;
    Ok(answer)
}

/// Each field an event changed, from what to what.
fn fields_of(event: &Event, known: &mut Map<String, Value>) -> Vec<(String, Value, Value)> {
    event
        .set
        .0
        .iter()
        .map(|set| {
            let after = set.value();
            let before = known.insert(set.name().to_owned(), after.clone());
            (set.name().to_owned(), before.unwrap_or_default(), after)
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

fn log_rows(event: &Event, home: Zone, fields: &[(String, Value, Value)]) -> Vec<Vec<Cell>> {
    let mut changes: Vec<(String, Cell, Cell)> = Vec::new();
    let mut change = |field: &str, before: &Value, after: &Value| {
        for (key, before, after) in parts_of(field, before, after) {
            let told = |value| value_cell(Some(value), home);
            changes.push((key, told(before), told(after)));
        }
    };
    for (field, before, after) in fields {
        change(field, before, after);
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
