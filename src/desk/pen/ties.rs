//! Ties that a change makes: what is named must be there, and no relation may
//! lead from a ticket back to it.

use crate::core::change::Change;
use crate::core::event::{Detail, Name};
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::refusal::Refusal;
use crate::core::stamp::{Stamp, rfc3339};
use crate::core::ticket::{Step, Ticket};
use crate::core::ties::{self, Relation};
use crate::store::ticket_file::{self, TicketFile};

use super::writing::{Head, Writing};

/// Refuses a change by which a ticket would be a part, the cause or a duplicate
/// of itself.
pub(super) fn without_circle(head: &Head<'_>, changes: &[Change]) -> anyhow::Result<()> {
    for relation in Relation::ALL {
        let before = |change: &Change| relation.of(&change.before.as_ref()?.fields).cloned();
        let tied = changes
            .iter()
            .filter(|change| before(change).as_ref() != relation.of(&change.after.fields));
        for change in tied {
            let id = &change.after.id;
            if let Some(circle) = ties::circle(id, |id| other_of(relation, head, changes, id))? {
                return Err(Refusal::Circle {
                    id: id.clone(),
                    relation,
                    circle,
                }
                .into());
            }
        }
    }
    Ok(())
}

/// Lets the original of each ticket that becomes a duplicate take over its
/// contact, where that is the earlier one (bitacora-sla(7), VOID): a breach of
/// the older ticket is not lost with it.
pub(super) fn take_over(
    head: &Head<'_>,
    stamp: &Stamp,
    writing: &mut Writing,
) -> anyhow::Result<()> {
    let was_duplicate = |change: &Change| {
        let before = change.before.as_ref();
        before.is_some_and(|before| before.original().is_some())
    };
    let ended = writing
        .changes
        .iter()
        .filter(|change| !was_duplicate(change));
    let ended: Vec<Ticket> = ended
        .filter(|change| change.after.original().is_some())
        .map(|change| change.after.clone())
        .collect();
    for (duplicate, n) in ended.iter().zip(0..) {
        let Some(contact) = duplicate.contact() else {
            continue;
        };
        let Some(survivor) = survivor(head, writing, duplicate)? else {
            continue;
        };
        if survivor.contact().is_none_or(|own| own <= contact) {
            continue;
        }
        let cancelled_at = duplicate.status_event().map_or(stamp.at, |event| event.at);
        let at = survivor
            .fields
            .opened_at
            .map_or(cancelled_at, |opened_at| cancelled_at.max(opened_at));
        let step = Step::new()
            .detail(Detail::Duplicate, duplicate.id.as_str())
            .detail(Detail::Contact, rfc3339(&contact));
        let stamp = stamp.nth(n << 16).at(at);
        let after = survivor
            .clone()
            .record(&stamp, Name::TookOver, step, |_| {})?;
        replace(writing, survivor, after)?;
    }
    Ok(())
}

/// The ticket to which a chain of duplicates leads; none where it leads back,
/// or to a file that cannot be read.
fn survivor(
    head: &Head<'_>,
    writing: &Writing,
    duplicate: &Ticket,
) -> anyhow::Result<Option<Ticket>> {
    let mut seen = vec![duplicate.id.clone()];
    let mut last = duplicate.clone();
    while let Some(id) = last.original() {
        if seen.contains(id) {
            return Ok(None);
        }
        seen.push(id.clone());
        let Some(next) = ticket(head, &writing.changes, id)? else {
            return Ok(None);
        };
        last = next;
    }
    Ok(Some(last))
}

/// A ticket once the changes are made; none where its file cannot be read.
fn ticket(head: &Head<'_>, changes: &[Change], id: &TicketId) -> anyhow::Result<Option<Ticket>> {
    if let Some(change) = changes.iter().find(|change| change.after.id == *id) {
        return Ok(Some(change.after.clone()));
    }
    let path = layout::ticket(id);
    let file = head.read(&path)?;
    let file = file.and_then(|bytes| TicketFile::parse(&path, &bytes).ok());
    Ok(file.map(|file| file.ticket))
}

fn replace(writing: &mut Writing, before: Ticket, after: Ticket) -> anyhow::Result<()> {
    let path = layout::ticket(&after.id);
    if let Some(file) = writing.written.iter_mut().find(|file| file.path == path) {
        let read = TicketFile::parse(&path, &file.content)?;
        file.content = ticket_file::edit(&read, &after)?;
    }
    let mut changes = writing.changes.iter_mut();
    match changes.find(|change| change.after.id == after.id) {
        Some(change) => change.after = after,
        None => writing.changes.push(Change {
            before: Some(before),
            after,
        }),
    }
    Ok(())
}

/// The other ticket once the changes are made. Of a file that cannot be read
/// nobody can tell, and `check` names it.
fn other_of(
    relation: Relation,
    head: &Head<'_>,
    changes: &[Change],
    id: &TicketId,
) -> anyhow::Result<Option<TicketId>> {
    let other = ticket(head, changes, id)?;
    Ok(other.and_then(|other| relation.of(&other.fields).cloned()))
}

/// Refuses a ticket or an article that a hand edit names anew and that neither
/// HEAD nor the edit itself has.
pub(super) fn resolve(head: &Head<'_>, writing: &Writing) -> anyhow::Result<()> {
    let comes = |path: &str| writing.written.iter().any(|file| file.path == path);
    for change in &writing.changes {
        let own = layout::ticket(&change.after.id);
        for tie in named_anew(change) {
            let (reason, hint) = if tie.path == own {
                let hint = format!("take {} out, or name another ticket", tie.key);
                ("it names itself".to_owned(), hint)
            } else if comes(&tie.path) || head.read(&tie.path)?.is_some() {
                continue;
            } else {
                let hint = "mend the value; a new file may be recorded with it: bitacora commit";
                (format!("there is no {}", tie.what), hint.to_owned())
            };
            return Err(Refusal::HandEdit {
                id: change.after.id.clone(),
                reason: format!("{}: {reason}", tie.key),
                hint,
            }
            .into());
        }
    }
    Ok(())
}

/// What a key names, in words and as a path.
struct Tie {
    key: &'static str,
    what: String,
    path: String,
}

fn named_anew(change: &Change) -> Vec<Tie> {
    let (known, fields) = (change.before.as_ref(), &change.after.fields);
    let known = known.map(|before| &before.fields);
    let is_known = |tie: &(&'static str, &TicketId)| {
        known.is_some_and(|known| ties::named(known).any(|other| other == *tie))
    };
    let tickets = ties::named(fields).filter(|tie| !is_known(tie));
    let tickets = tickets.map(|(key, id)| Tie {
        key,
        what: format!("ticket {id}"),
        path: layout::ticket(id),
    });
    let before = known.and_then(|known| known.articles.as_deref());
    let slugs = fields.articles.iter().flatten();
    let slugs = slugs.filter(|slug| !before.unwrap_or_default().contains(slug));
    let articles = slugs.map(|slug| Tie {
        key: "articles",
        what: layout::article(slug),
        path: layout::article(slug),
    });
    tickets.chain(articles).collect()
}
