//! A ticket gets another id, since an earlier one has the same.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::core::id::TicketId;

use super::side::{Whole, keys};
use super::undecided::Undecided;

/// The key that says which id a ticket had before.
const WAS: &str = "was";

/// The id that a ticket gets instead of `old`, by what tells it from any other: the
/// same in every clone. `round` counts those that are taken.
pub(super) fn another(old: &TicketId, origin: &str, round: u32) -> TicketId {
    let sum = Sha256::digest(format!("{old} {origin} {round}"));
    let entropy = sum.iter().take(8);
    let entropy = entropy.fold(0, |entropy: u64, byte| entropy << 8 | u64::from(*byte));
    TicketId::new(old.prefix(), old.date(), entropy)
}

/// The id that a ticket had before, where its file says so.
pub(super) fn id_before(text: &str) -> Option<TicketId> {
    let line = head(text).find_map(|line| line.strip_prefix("was:"))?;
    line.trim().parse().ok()
}

/// The lines of a front matter.
fn head(text: &str) -> impl Iterator<Item = &str> {
    let mut lines = text.split_inclusive('\n').map(str::trim_end);
    let is_fenced = lines.next().is_some_and(is_fence);
    lines.take_while(move |line| is_fenced && !is_fence(line))
}

fn is_fence(line: &str) -> bool {
    line.trim_start_matches('\u{feff}') == "---"
}

/// A text that means the ticket `new` wherever it says `old`. What says which id
/// another ticket had before stays.
pub(super) fn renamed(text: &str, old: &TicketId, new: &TicketId) -> String {
    let mut named = String::with_capacity(text.len());
    let mut fences = 0;
    for line in text.split_inclusive('\n') {
        fences += usize::from(fences < 2 && is_fence(line.trim_end()));
        if fences == 1 && line.starts_with("was:") {
            named.push_str(line);
        } else {
            rename_words(line, old.as_str(), new.as_str(), &mut named);
        }
    }
    named
}

fn rename_words(line: &str, old: &str, new: &str, named: &mut String) {
    let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '-';
    let mut from = 0;
    for (at, _) in line.match_indices(old) {
        let before = line[..at].chars().next_back();
        let after = line[at + old.len()..].chars().next();
        named.push_str(&line[from..at]);
        let is_whole = !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word);
        named.push_str(if is_whole { new } else { old });
        from = at + old.len();
    }
    named.push_str(&line[from..]);
}

/// The file of the ticket `old` under a new id, which says what it was called.
pub(super) fn moved(text: &str, old: &TicketId, new: &TicketId) -> Result<String, Undecided> {
    let whole = Whole::of(&renamed(text, old, new))?;
    let (keys, tail) = keys(&whole.head)?;
    let mut head = String::with_capacity(whole.head.len() + 32);
    for (name, chunk) in keys {
        head.push_str(&chunk.lead);
        if name != WAS {
            head.push_str(&chunk.raw);
        }
        if name == "id" {
            let _ = writeln!(head, "{WAS}: {old}");
        }
    }
    head.push_str(&tail);
    Ok(Whole { head, ..whole }.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> (TicketId, TicketId) {
        let id = |text: &str| text.parse().unwrap();
        (id("INC-261122-K7F4Q"), id("INC-261122-00AB3"))
    }

    #[test]
    fn the_new_id_follows_from_what_the_ticket_is_alone() {
        let (old, _) = ids();
        let one = another(&old, "a00001", 0);
        assert_eq!(one, another(&old, "a00001", 0));
        assert_eq!(one.date(), old.date());
        assert_eq!(one.as_str().len(), old.as_str().len());
        assert_ne!(one, old);
        assert_ne!(one, another(&old, "a00001", 1));
        assert_ne!(one, another(&old, "a00002", 0));
    }

    #[test]
    fn an_id_is_renamed_as_a_whole_word_and_never_where_it_says_what_another_one_was() {
        let (old, new) = ids();
        let text = "---\nid: \"INC-261122-K7F4Q\"\nwas: INC-261122-K7F4Q\n---\n\
            See INC-261122-K7F4Q, tickets/INC-261122-K7F4Q/a.png, XINC-261122-K7F4Q and INC-261122-K7F4QA.\n\
            was: INC-261122-K7F4Q\n";
        assert_eq!(
            renamed(text, &old, &new),
            "---\nid: \"INC-261122-00AB3\"\nwas: INC-261122-K7F4Q\n---\n\
            See INC-261122-00AB3, tickets/INC-261122-00AB3/a.png, XINC-261122-K7F4Q and INC-261122-K7F4QA.\n\
            was: INC-261122-00AB3\n"
        );
        assert_eq!(id_before(text), Some(old));
        assert_eq!(id_before("---\nid: X\n---\nwas: INC-261122-K7F4Q\n"), None);
    }

    #[test]
    fn a_moved_ticket_says_what_it_was_and_is_else_as_it_was_byte_for_byte() {
        let (old, new) = ids();
        for end in ["\n", "\r\n"] {
            let text = "---\n# own\nid: INC-261122-K7F4Q\ntitle: Tax\n# here\ntimeline:\n- at: x\n# end\n---\n\nText.\n";
            let text = text.replace('\n', end);
            let moved = moved(&text, &old, &new).unwrap();
            let meant = format!("id: {new}{end}was: {old}{end}");
            assert_eq!(moved, text.replace(&format!("id: {old}{end}"), &meant));
            // Moved again it says what it was called last.
            let third = another(&old, "", 0);
            let again = super::moved(&moved, &new, &third).unwrap();
            assert_eq!(id_before(&again), Some(new.clone()));
        }
    }
}
