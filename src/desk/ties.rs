//! Ties that a change makes: what is named must be there, and no relation may
//! lead from a ticket back to it.

use crate::core::change::Change;
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::ties::{self, Relation};
use crate::store::layout;
use crate::store::ticket_file::TicketFile;

use super::change::{Head, Writing};

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

/// The other ticket once the changes are made. Of a file that cannot be read
/// nobody can tell, and `check` names it.
fn other_of(
    relation: Relation,
    head: &Head<'_>,
    changes: &[Change],
    id: &TicketId,
) -> anyhow::Result<Option<TicketId>> {
    if let Some(change) = changes.iter().find(|change| change.after.id == *id) {
        return Ok(relation.of(&change.after.fields).cloned());
    }
    let path = layout::ticket(id);
    let file = head
        .read(&path)?
        .and_then(|bytes| TicketFile::parse(&path, &bytes).ok());
    Ok(file.and_then(|file| relation.of(&file.ticket.fields).cloned()))
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
