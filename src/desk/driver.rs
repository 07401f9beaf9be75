//! What git asks of its merge driver.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::core::merge::Undecided;
use crate::core::policy::MOST_ATTACHED;
use crate::core::told::Told;
use crate::store::merge::{Merged, merged};
use crate::store::ordinary;

/// Merges three versions of a file of the store and puts what comes of it in the place
/// of `ours`; nothing else is read or written. `path` is where the file belongs, from
/// the top of the work tree, and `marker` how long the signs of a conflict are. Gives
/// what a person may want to know, a sentence each.
///
/// # Errors
/// A file cannot be read or written, or a person must decide: then git's own merge by
/// line is there.
pub fn drive(
    [base, ours, theirs]: [&Path; 3],
    path: &str,
    marker: u16,
) -> anyhow::Result<Vec<String>> {
    let read = |file: &Path| {
        let read = ordinary::read_named(file, MOST_ATTACHED);
        read.with_context(|| format!("read {}", file.display()))
    };
    let (was, mine, other) = (read(base)?, read(ours)?, read(theirs)?);
    let (bytes, remarks, undecided) = match merged(path, [&was, &mine, &other], marker) {
        Merged::One(bytes, remarks) => (bytes, remarks, None),
        Merged::Marked(bytes, undecided) => (bytes, Vec::new(), Some(undecided)),
    };
    fs::write(ours, bytes).with_context(|| format!("write {}", ours.display()))?;
    match undecided {
        None => Ok(remarks),
        Some(undecided) => Err(NotMerged {
            path: path.to_owned(),
            undecided,
        }
        .into()),
    }
}

/// A file that a person must merge.
#[derive(Debug, thiserror::Error)]
#[error("{path} is not merged: {undecided}")]
pub struct NotMerged {
    path: String,
    undecided: Undecided,
}

impl Told for NotMerged {
    fn hint(&self) -> Option<String> {
        let path = shell_words::quote(&self.path);
        Some(match &self.undecided {
            Undecided::OtherTicket(..) => format!(
                "git took a ticket for another one renamed: git checkout --theirs -- {path} or --ours, and git add both"
            ),
            Undecided::IdDrawnTwice(_) => format!(
                "give one of the two another id and file, with git show :2:{path} and git show :3:{path}, then git add both"
            ),
            Undecided::EvDrawnTwice(_) => format!(
                "give one of the two events, and its message, another ev in {path}, then git add it"
            ),
            Undecided::Unreadable(_) => format!("mend {path}, then git add it"),
        })
    }
}
