//! Two versions of a file of the store become one, as git's merge driver asks for it.

use git2::{MergeFileInput, MergeFileOptions};

use crate::core::layout;
use crate::core::merge::{self, Holding, Undecided};
use crate::core::ticket::FrontMatter;

use super::article_file::ArticleFile;
use super::front_matter::Document;
use super::ticket_file::TicketFile;

/// What came of two versions.
#[derive(Debug)]
pub enum Merged {
    /// One file, and what a person may want to know, a sentence each.
    One(Vec<u8>, Vec<String>),
    /// A person must decide: git's own merge by line, with markers.
    Marked(Vec<u8>, Undecided),
}

/// The merge of two versions of the file at `path`, from the top of the work tree.
/// An empty base is none. `marker` is how long the signs of a conflict are.
#[must_use]
pub fn merged(path: &str, [base, ours, theirs]: [&[u8]; 3], marker: u16) -> Merged {
    match united(path, [base, ours, theirs]) {
        Ok((bytes, remarks)) => Merged::One(bytes, remarks),
        Err(undecided) => Merged::Marked(marked([base, ours, theirs], marker), undecided),
    }
}

fn united(
    path: &str,
    [base, ours, theirs]: [&[u8]; 3],
) -> Result<(Vec<u8>, Vec<String>), Undecided> {
    let text = |bytes| str::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8"));
    let (ours, theirs) = (text(ours)?, text(theirs)?);
    let base = str::from_utf8(base).ok().filter(|base| !base.is_empty());
    if is_article(path) {
        let (text, remarks) = merge::merge_article(base, ours, theirs)?;
        return Ok((text.into_bytes(), remarks));
    }
    for side in [ours, theirs] {
        ticket(side)?;
    }
    let (text, remarks) = merge::merge(base, ours, theirs)?;
    // What no command could read is no merge.
    ticket(&text)?;
    Ok((text.into_bytes(), remarks))
}

/// Whether commands read a ticket or an article of these bytes at a path of the store;
/// if not, why.
pub fn proven(path: &str, bytes: &[u8]) -> Result<(), String> {
    let most = layout::most_bytes(path);
    if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
        return Err(format!("it has more than {} MiB", most >> 20));
    }
    let read = if layout::is_article(path) {
        ArticleFile::parse(path, bytes).map(|_| ())
    } else {
        TicketFile::parse(path, bytes).map(|_| ())
    };
    read.map_err(|fault| fault.reason)
}

/// What no merge may lose of a version of a ticket's file.
///
/// # Errors
/// It is no ticket that commands read.
pub fn holding(bytes: &[u8]) -> Result<Holding, Undecided> {
    let text = str::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8"))?;
    ticket(text)?;
    Holding::read(text)
}

/// Whether a file is one of the FAQ, wherever the store lies in the work tree.
fn is_article(path: &str) -> bool {
    let mut folders = path.rsplit('/').skip(1);
    let known = folders.find(|folder| [layout::FAQ, layout::TICKETS].contains(folder));
    known == Some(layout::FAQ)
}

/// Whether a text is a ticket that commands read, whatever its path.
fn ticket(text: &str) -> Result<(), Undecided> {
    let read = Document::parse(text.as_bytes()).and_then(|document| document.read::<FrontMatter>());
    read.map(|_| ()).map_err(|fault| unreadable(fault.reason))
}

fn unreadable(reason: impl Into<String>) -> Undecided {
    Undecided::Unreadable(reason.into())
}

/// Git's merge by line. Where it comes to nothing, both texts stand between markers.
fn marked([base, ours, theirs]: [&[u8]; 3], marker: u16) -> Vec<u8> {
    super::sys::prepare();
    let input = |bytes| {
        let mut input = MergeFileInput::new();
        input.content(bytes);
        input
    };
    let mut options = MergeFileOptions::new();
    options
        .our_label("ours")
        .their_label("theirs")
        .marker_size(marker);
    let (base, one, other) = (input(base), input(ours), input(theirs));
    match git2::merge_file(&base, &one, &other, Some(&mut options)) {
        // The crate cannot give an empty result.
        Ok(merged) if !ours.is_empty() || !theirs.is_empty() => merged.content().to_vec(),
        _ => {
            let sign = |letter: &str| letter.repeat(usize::from(marker));
            let begin = format!("{} ours\n", sign("<")).into_bytes();
            let middle = format!("{}\n", sign("=")).into_bytes();
            let end = format!("{} theirs\n", sign(">")).into_bytes();
            [&begin, ours, &middle, theirs, &end].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_told_by_the_folder_of_the_store_next_to_it() {
        for (path, is) in [
            ("faq/tax.md", true),
            ("support/faq/tax.md", true),
            ("tickets/desk/faq/tax.md", true),
            ("tickets/2026/11/22/INC-261122-K7F4Q.md", false),
            ("faq/desk/tickets/2026/11/22/INC-261122-K7F4Q.md", false),
            ("", false),
        ] {
            assert_eq!(is_article(path), is, "{path}");
        }
    }
}
