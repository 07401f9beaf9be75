//! Commits and the tickets they touched.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::history::{Content, Deed, How, Named};
use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};

/// How many digits of a commit people read, as a report of a commit has them.
const SHORT: usize = 9;

/// What one commit did to one ticket.
pub const COMMIT: Document<Done<'_>> =
    Document::alone("bitacora/commit/1", "a line of log --commits");
/// What commits did to tickets.
pub const COMMITS: List<Done<'_>> =
    List::of("bitacora/commits/1", "log --commits", "commits", &COMMIT);

/// What a commit did to a ticket, for programs. Events are null where the ticket
/// was not compared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Done<'a> {
    commit: &'a str,
    id: &'a TicketId,
    /// When it was written.
    at: Option<Timestamp>,
    /// When it became this commit.
    committed_at: Option<Timestamp>,
    /// Why it, or the ticket in it, cannot be read.
    unreadable: Option<&'a str>,
    by: &'a str,
    how: How,
    /// How many parents it has.
    parents: usize,
    /// The ticket's files that it touched.
    paths: &'a [&'a str],
    /// The events that its trailers name.
    claimed: Option<Vec<Recorded<'a>>>,
    added: Option<Vec<Recorded<'a>>>,
    removed: Option<Vec<Recorded<'a>>>,
    changed: Option<Vec<Recorded<'a>>>,
    subject: &'a str,
}

/// An event by its identity and its name.
#[derive(Debug, Serialize, JsonSchema)]
struct Recorded<'a> {
    ev: &'a str,
    event: &'a str,
}

/// What commits did to tickets, in the order given.
#[must_use]
pub fn commits<'a>(deeds: &'a [(&'a Deed<'a>, Content)], home: Zone) -> Answer<'a> {
    let each = move || deeds.iter().map(|(deed, content)| (*deed, content));
    Answer::many(&COMMITS, move || {
        each()
            .map(|(deed, content)| data(deed, content, home))
            .collect()
    })
    .with_table(move || {
        let mut table = Table::new(vec![
            Column::new("at", "WHEN").role(Role::Dim),
            Column::new("commit", "COMMIT"),
            Column::new("id", "ID").role(Role::Id),
            Column::new("by", "BY").shrink(2),
            Column::new("how", "HOW"),
            Column::new("events", "EVENTS").shrink(3),
            Column::new("subject", "SUBJECT").shrink(1),
        ]);
        table.rows = each()
            .map(|(deed, content)| row(deed, content, home))
            .collect();
        table
    })
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

fn data<'a>(deed: &'a Deed<'a>, content: &'a Content, home: Zone) -> Done<'a> {
    let committed = deed.committed;
    let local = |at: Option<Timestamp>| at.map(|at| in_zone(at.to_utc(), home));
    let events = |events: &'a [Named]| -> Vec<Recorded<'a>> {
        let events = events.iter();
        events.map(|(ev, event)| Recorded { ev, event }).collect()
    };
    let compared = match content {
        Content::Compared(compared) => Some(compared),
        Content::Unread | Content::Unreadable => None,
    };
    let no_ticket = *content == Content::Unreadable;
    let no_ticket = no_ticket.then_some("its file, or that of a parent, is no ticket");
    Done {
        commit: &committed.commit,
        id: &deed.id,
        at: local(committed.at),
        committed_at: local(committed.committed_at),
        unreadable: committed.unreadable.as_deref().or(no_ticket),
        by: &committed.by,
        how: deed.how(content),
        parents: committed.parents,
        paths: &deed.paths,
        claimed: deed.claimed.as_deref().map(events),
        added: compared.map(|compared| events(&compared.added)),
        removed: compared.map(|compared| events(&compared.removed)),
        changed: compared.map(|compared| events(&compared.changed)),
        subject: &committed.subject,
    }
}
