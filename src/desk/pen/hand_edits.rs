//! Recording what was changed by hand: `commit` and `edit`.

use crate::core::change::Change;
use crate::core::fault::Fault;
use crate::core::hand_edit::{self, Agreed};
use crate::core::layout;
use crate::core::policy::Policy;
use crate::core::stamp::Stamp;
use crate::store::git::{FileChange, Replaces};
use crate::store::ticket_file::{self, TicketFile};

use super::{Head, Outcome, Pen, Writing, ties};
use crate::desk::books::Edited;

impl Pen<'_> {
    /// Records files changed by hand, as one commit: each ticket with one
    /// `edited` event for what its record keeps.
    pub fn record_edits(&self, edits: &[Edited]) -> anyhow::Result<Outcome> {
        let contracts = self.books.contracts()?;
        let agreed = Agreed {
            policy: &self.books.policy,
            contracts: &contracts,
        };
        self.write(|head| {
            let stamp = self.stamp()?;
            let mut writing = Writing::default();
            for (edit, n) in edits.iter().zip(0..) {
                let replaces = if edit.in_work_tree {
                    Replaces::WorkTree(edit.bytes.clone())
                } else {
                    Replaces::Head
                };
                let content = if layout::id_of(&edit.path).is_some() {
                    let (change, content) = recorded(head, edit, agreed, &stamp.nth(n))?;
                    writing.changes.push(change);
                    content
                } else {
                    validate_other(edit, &self.books.policy)?;
                    edit.bytes.clone()
                };
                if head.read(&edit.path)?.as_ref() != Some(&content) || edit.in_work_tree {
                    writing.written.push(FileChange {
                        path: edit.path.clone(),
                        content,
                        replaces,
                    });
                }
            }
            ties::resolve(head, &writing)?;
            if writing.changes.is_empty() {
                let names: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
                writing.summary = Some(format!("edit {}", names.join(", ")));
            }
            Ok(writing)
        })
    }

    /// Whether a file of the store may be written, before a person edits it.
    pub(in crate::desk) fn rehearse_file(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.rehearse(|_| {
            Ok(Writing {
                files: vec![FileChange {
                    path: path.to_owned(),
                    content: bytes.to_vec(),
                    replaces: Replaces::Head,
                }],
                ..Writing::default()
            })
        })
    }
}

/// The ticket that a hand edit makes, and the bytes of its file.
fn recorded(
    head: &Head<'_>,
    edit: &Edited,
    agreed: Agreed<'_>,
    stamp: &Stamp,
) -> anyhow::Result<(Change, Vec<u8>)> {
    let (document, front) = ticket_file::front(&edit.path, &edit.bytes)?;
    let before = match head.read(&edit.path)? {
        Some(bytes) => {
            let file = TicketFile::parse(&edit.path, &bytes);
            Some(file.map_err(|fault| head.in_head(fault))?.ticket)
        }
        None => None,
    };
    let after = hand_edit::record(
        before.as_ref(),
        front.clone(),
        document.body().to_owned(),
        agreed,
        stamp,
    )?;
    let content = ticket_file::edit_by_hand(&edit.path, (&document, &front), &after)?;
    Ok((Change { before, after }, content))
}

/// A configuration, a contract or an article must be valid before it is recorded.
fn validate_other(edit: &Edited, policy: &Policy) -> anyhow::Result<()> {
    if edit.path.starts_with(layout::TICKETS) {
        return Err(
            Fault::new(&edit.path, 1, 1, "the file is not named for an id")
                .hinted("bitacora open TITLE files a ticket; a new file is named for its id")
                .into(),
        );
    }
    if edit.path == layout::CONFIG {
        crate::store::config::policy(&edit.bytes)?;
    } else if edit.path.starts_with(layout::CONTRACTS) && layout::may_be_ours(&edit.path) {
        crate::store::config::contract(&edit.path, &edit.bytes, policy)?;
    } else if layout::is_article(&edit.path) {
        crate::store::article_file::ArticleFile::parse(&edit.path, &edit.bytes)?;
    }
    Ok(())
}
