//! Recording what was changed by hand: `commit` and `edit`.

use anyhow::Context as _;

use crate::core::change::Change;
use crate::core::fault::Fault;
use crate::core::hand_edit::{self, Agreed};
use crate::core::policy::Policy;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::store::git::{FileChange, Replaces};
use crate::store::layout;
use crate::store::ticket_file::{self, TicketFile};

use super::editor::Draft;
use super::writing::{Outcome, Writing};
use super::{Desk, DeskError, Head, ties};

/// A file as a person left it.
#[derive(Debug, Clone)]
pub struct Edited {
    /// Relative to the store's root.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The bytes that must lie in the work tree when it is written; `None`
    /// when work tree, index and HEAD must agree.
    pub in_work_tree: bool,
}

impl Desk {
    /// The files of the store that differ from HEAD, all or those of the
    /// references: tickets first told apart by their paths.
    pub fn hand_edited(&self, references: &[String]) -> anyhow::Result<Vec<Edited>> {
        let mut paths: Vec<String> = self
            .store
            .repository()
            .changed_paths(layout::is_ours)?
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        if !references.is_empty() {
            let wanted = references
                .iter()
                .map(|reference| Ok(layout::ticket(&self.id(reference)?)))
                .collect::<anyhow::Result<Vec<String>>>()?;
            paths.retain(|path| wanted.contains(path));
        }
        let mut edited = Vec::new();
        for path in paths {
            match self.store.read(&path)? {
                Some(bytes) => edited.push(Edited {
                    path,
                    bytes,
                    in_work_tree: true,
                }),
                None => self.warn(&format!(
                    "{path} is in HEAD but not here; git restore {path} brings it back"
                )),
            }
        }
        Ok(edited)
    }

    /// Records files changed by hand, as one commit: each ticket with one
    /// `edited` event for what its record keeps.
    pub fn record_edits(&self, edits: &[Edited]) -> anyhow::Result<Outcome> {
        let contracts = self.contracts()?;
        let agreed = Agreed {
            policy: &self.policy,
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
                    validate_other(edit, &self.policy)?;
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

    /// Lets the user edit the file of a ticket, and records the result. While
    /// the editor is open nothing is locked; what others commit meanwhile makes
    /// the command fail with the text kept.
    pub fn edit_ticket(&self, reference: &str) -> anyhow::Result<Outcome> {
        let file = self.ticket_file(reference)?;
        let before = self.store.read(&file.path)?.context("the ticket is gone")?;
        let before = String::from_utf8(before).context("the ticket is not UTF-8")?;
        self.rehearse_file(&file.path, before.as_bytes())?;
        let draft = Draft::of_file("edit", file.ticket.id.as_str());
        self.with_draft(&draft, || {
            let text = self.edit_text(&draft, &before)?;
            if text == before {
                return Ok(Outcome::nothing());
            }
            let edit = Edited {
                path: file.path.clone(),
                bytes: text.into_bytes(),
                in_work_tree: false,
            };
            self.unmoved(&file.ticket)?;
            self.record_edits(&[edit])
        })
    }

    /// Whether a file of the store may be written, before a person edits it.
    pub(super) fn rehearse_file(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
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

    /// Refuses when somebody committed to the ticket since it was read.
    fn unmoved(&self, read: &Ticket) -> anyhow::Result<()> {
        let now = self.ticket(read.id.as_str())?;
        if now == *read {
            Ok(())
        } else {
            Err(DeskError::Moved(read.id.clone()).into())
        }
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
