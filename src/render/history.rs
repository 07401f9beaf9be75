//! Commits and the tickets they touched.

use serde_json::{Value, json};

use crate::core::history::{Content, Deed, Named};
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::{Answer, Cell, Column, Parts, Role, Table};

/// How many digits of a commit people read, as a report of a commit has them.
const SHORT: usize = 9;

/// What commits did to tickets, in the order given.
#[must_use]
pub fn commits(deeds: &[(&Deed<'_>, Content)], home: Zone, parts: Parts) -> Answer {
    let mut table = Table::new(vec![
        Column::new("at", "WHEN").role(Role::Dim),
        Column::new("commit", "COMMIT"),
        Column::new("id", "ID").role(Role::Id),
        Column::new("by", "BY").shrink(2),
        Column::new("how", "HOW"),
        Column::new("events", "EVENTS").shrink(3),
        Column::new("subject", "SUBJECT").shrink(1),
    ]);
    for (deed, content) in deeds.iter().filter(|_| parts.tables) {
        table.rows.push(row(deed, content, home));
    }
    let items = deeds.iter().filter(|_| parts.data);
    let items = items
        .map(|(deed, content)| data(deed, content, home))
        .collect();
    Answer::listing("bitacora/commits/1", "commits", "bitacora/commit/1", items).with_table(table)
}

fn row(deed: &Deed<'_>, content: &Content, home: Zone) -> Vec<Cell> {
    let committed = deed.committed;
    let when = committed.at.map(|at| in_zone(at.to_utc(), home));
    let subject = match &committed.unreadable {
        Some(why) => format!("unreadable commit ({why}): {}", committed.subject),
        None => committed.subject.clone(),
    };
    vec![
        when.map_or(Cell::maybe(None::<String>), Cell::Instant),
        Cell::text(committed.commit.get(..SHORT).unwrap_or(&committed.commit)),
        Cell::text(deed.id.as_str()),
        Cell::text(&*committed.by),
        Cell::text(deed.how(content).as_str()),
        Cell::List(told(deed, content)),
        Cell::text(subject),
    ]
}

/// Events in words: those the timeline gained, or those the trailers name.
fn told(deed: &Deed<'_>, content: &Content) -> Vec<String> {
    let each = |before: &'static str, events: &[Named]| -> Vec<String> {
        let events = events.iter();
        events
            .map(|(ev, name)| format!("{before}{name} {ev}"))
            .collect()
    };
    match content {
        Content::Compared(compared) => [
            each("", &compared.added),
            each("without ", &compared.removed),
            each("changed ", &compared.changed),
        ]
        .concat(),
        Content::Unread => each("", deed.claimed.as_deref().unwrap_or_default()),
        Content::Unreadable => vec!["no ticket".to_owned()],
    }
}

fn data(deed: &Deed<'_>, content: &Content, home: Zone) -> Value {
    let committed = deed.committed;
    let local = |at: Option<Timestamp>| at.map(|at| rfc3339(&in_zone(at.to_utc(), home)));
    let events = |events: &[Named]| -> Vec<Value> {
        let events = events.iter();
        events
            .map(|(ev, event)| json!({"ev": ev, "event": event}))
            .collect()
    };
    let compared = match content {
        Content::Compared(compared) => Some(compared),
        Content::Unread | Content::Unreadable => None,
    };
    let no_ticket = *content == Content::Unreadable;
    let no_ticket = no_ticket.then_some("its file, or that of a parent, is no ticket");
    json!({
        "commit": committed.commit,
        "id": deed.id,
        "at": local(committed.at),
        "committed_at": local(committed.committed_at),
        "unreadable": committed.unreadable.as_deref().or(no_ticket),
        "by": committed.by,
        "how": deed.how(content).as_str(),
        "parents": committed.parents,
        "paths": deed.paths,
        "claimed": deed.claimed.as_deref().map(events),
        "added": compared.map(|compared| events(&compared.added)),
        "removed": compared.map(|compared| events(&compared.removed)),
        "changed": compared.map(|compared| events(&compared.changed)),
        "subject": committed.subject,
    })
}
