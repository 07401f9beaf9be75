//! What a command makes of a file, united with what somebody else made of the
//! same file at the same time: fields, events and text each by their own rule,
//! never a guess.

use git2::{MergeFileInput, MergeFileOptions};

use crate::core::fields::Fields;
use crate::core::ticket::{FrontMatter, Ticket};

use super::article_file::ArticleFile;
use super::front_matter::Document;
use super::{config, ticket_file};
use crate::core::layout;

/// The length of the marks between the sides of a conflict; no text has a line
/// of so many.
const MARK: u16 = 80;

/// `theirs` with what was done between `base` and `ours` done to it as well;
/// `None` where the two do not go together. `path` is from the store's root.
pub(crate) fn unite(path: &str, base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    if theirs == base || theirs == ours {
        return Some(ours.to_vec());
    }
    if ours == base {
        return Some(theirs.to_vec());
    }
    if layout::id_of(path).is_some() {
        return tickets(path, base, ours, theirs);
    }
    let [base, ours, theirs] = [base, ours, theirs].map(|bytes| str::from_utf8(bytes).ok());
    let text = lines(base?, ours?, theirs?)?.into_bytes();
    let holds = if layout::is_article(path) {
        ArticleFile::parse(path, &text).is_ok()
    } else if path == layout::CONFIG {
        config::policy(&text).is_ok()
    } else {
        path == layout::ATTRIBUTES
    };
    holds.then_some(text)
}

/// The events, `EV NAME` each, that our file has and theirs does not name.
pub(crate) fn lacking(path: &str, ours: &[u8], theirs: &[u8]) -> Vec<String> {
    if layout::id_of(path).is_none() {
        return Vec::new();
    }
    let Ok((_, front)) = ticket_file::front(path, ours) else {
        return Vec::new();
    };
    // Theirs need not be a ticket any more.
    let theirs = String::from_utf8_lossy(theirs);
    let has = |ev: &str| {
        let mut lines = theirs.lines().filter_map(|line| line.split_once("ev:"));
        lines.any(|(_, value)| value.trim() == ev)
    };
    let events = front.timeline.unwrap_or_default();
    let lacking = events.iter().filter(|event| !has(event.ev.as_str()));
    lacking
        .map(|event| format!("{} {}", event.ev, event.event))
        .collect()
}

fn tickets(path: &str, base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    let read = |bytes: &[u8]| ticket_file::front(path, bytes).ok();
    let (base, ours, theirs) = (read(base)?, read(ours)?, read(theirs)?);
    let (document, front) = &theirs;
    // Who edits the record is not united with it.
    let timeline = ours.1.timeline.clone()?;
    let begun = base.1.timeline.clone().unwrap_or_default();
    if front.timeline.clone().unwrap_or_default() != begun || !timeline.starts_with(&begun) {
        return None;
    }
    let after = Ticket {
        id: front.id.clone(),
        fields: Box::new(fields(&base.1.fields, &ours.1.fields, &front.fields)?),
        timeline,
        body: lines(base.0.body(), ours.0.body(), document.body())?,
        told: None,
    };
    written(path, (document, front), &after)
}

fn written(path: &str, theirs: (&Document, &FrontMatter), after: &Ticket) -> Option<Vec<u8>> {
    ticket_file::edit_by_hand(path, theirs, after).ok()
}

/// Their fields with our changes, unless both changed one to different values.
fn fields(base: &Fields, ours: &Fields, theirs: &Fields) -> Option<Fields> {
    let mut united = theirs.clone();
    for set in base.diff(ours).0 {
        let theirs = theirs.get(set.name());
        if theirs != base.get(set.name()) && theirs != ours.get(set.name()) {
            return None;
        }
        united.put(set);
    }
    Some(united)
}

/// Three texts united by lines. Lines that both added at one place are both
/// kept, theirs first: a command adds at the end, and its message must not come
/// into the middle of what somebody writes there.
fn lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let mark = |sign: &str| sign.repeat(usize::from(MARK));
    let marks = ["<", "|", "=", ">"].map(mark);
    let has_mark = |text: &&str| marks.iter().any(|mark| text.contains(mark.as_str()));
    if [base, ours, theirs].iter().any(has_mark) {
        return None;
    }
    // The crate cannot read an empty result: a line in common is always there.
    let texts = [base, ours, theirs].map(|text| format!("\n{text}"));
    let [ancestor, our, their] = texts.each_ref().map(|text| {
        let mut input = MergeFileInput::new();
        input.content(text.as_bytes());
        input
    });
    super::sys::prepare();
    let mut options = MergeFileOptions::new();
    options.style_diff3(true).marker_size(MARK);
    let merged = git2::merge_file(&ancestor, &our, &their, Some(&mut options)).ok()?;
    let text = str::from_utf8(merged.content()).ok()?.strip_prefix('\n')?;
    if merged.is_automergeable() {
        return Some(text.to_owned());
    }
    both_added(text, &marks)
}

/// A merged text whose conflicts are all additions, without their marks.
fn both_added(text: &str, [ours, base, theirs, end]: &[String; 4]) -> Option<String> {
    let mut united = String::with_capacity(text.len());
    let mut rest = text.split_inclusive('\n');
    while let Some(line) = rest.next() {
        if !line.starts_with(ours.as_str()) {
            united.push_str(line);
            continue;
        }
        let mut until = |mark: &str| {
            let side = rest.by_ref().take_while(|line| !line.starts_with(mark));
            side.collect::<String>()
        };
        let (ours, base, theirs) = (until(base), until(theirs), until(end));
        if !base.is_empty() {
            return None;
        }
        united.push_str(&theirs);
        united.push_str(&ours);
    }
    Some(united)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_united_where_each_changed_lines_of_its_own() {
        let base = "a\nb\nc\nd\ne\n";
        for (ours, theirs, united) in [
            (
                "A\nb\nc\nd\ne\n",
                "a\nb\nc\nd\nE\n",
                Some("A\nb\nc\nd\nE\n"),
            ),
            // Both add at one place: theirs comes first.
            (
                "a\nb\nc\nd\ne\nours\n",
                "a\nb\nc\nd\ne\ntheirs\n",
                Some("a\nb\nc\nd\ne\ntheirs\nours\n"),
            ),
            (
                "a\nb\nc\nd\ne\nours\n",
                "a\nb\nc\nd\ne\nno end of line",
                Some("a\nb\nc\nd\ne\nno end of line\nours\n"),
            ),
            // The same on both sides is done once.
            (
                "a\nb\nX\nd\ne\n",
                "a\nb\nX\nd\ne\n",
                Some("a\nb\nX\nd\ne\n"),
            ),
            ("a\nb\nX\nd\ne\n", "a\nb\nY\nd\ne\n", None),
            ("a\nb\nX\nd\ne\n", "a\nb\nd\ne\n", None),
        ] {
            assert_eq!(
                lines(base, ours, theirs).as_deref(),
                united,
                "{ours:?} {theirs:?}"
            );
        }
    }

    #[test]
    fn a_text_with_the_marks_of_a_conflict_in_it_is_not_united() {
        let marked = format!("a\n{}\nb\n", "<".repeat(usize::from(MARK)));
        assert_eq!(lines(&marked, &format!("{marked}c\n"), &marked), None);
        let own = format!("a\n{}\nb\n", "<".repeat(7));
        let longer = format!("{own}c\n");
        assert_eq!(lines(&own, &longer, &own), Some(longer.clone()));
    }

    const PATH: &str = "tickets/2026/11/22/INC-261122-K7F4Q.md";
    const HEAD: &str = "---\nid: INC-261122-K7F4Q\ntitle: First # mine\nstatus: open\n\
        opened_at: 2026-11-22T09:14:00-05:00\ntimeline:\n- at: 2026-11-22T09:14:00-05:00\n  \
        by: ana\n  event: opened\n  ev: k7q2m9\n  set:\n    status: open\n    title: First\n    \
        opened_at: 2026-11-22T09:14:00-05:00\n";
    const EVENT: &str = "- at: 2026-11-22T09:20:00-05:00\n  by: ana\n  event: classified\n  \
        ev: p3x8da\n  set:\n    status: classified\n    priority: P2\n";
    const BODY: &str = "---\n\nIt is late.\n";

    fn before() -> String {
        format!("{HEAD}{BODY}")
    }

    fn ours() -> String {
        let head = HEAD.replace(
            "status: open\nopened_at",
            "status: classified\npriority: P2\nopened_at",
        );
        assert_ne!(head, HEAD);
        format!("{head}{EVENT}{BODY}")
    }

    fn united(theirs: &str) -> Option<String> {
        let united = unite(
            PATH,
            before().as_bytes(),
            ours().as_bytes(),
            theirs.as_bytes(),
        );
        united.map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn an_edit_of_a_ticket_comes_on_top_of_ours_and_nothing_else_differs() {
        for (from, to) in [
            ("It is late.", "It is very late."),
            ("late.\n", "late.\nAnd more.\n"),
            ("late.\n", "late.\nno end of line"),
            // Beside the line that we change.
            ("First # mine", "Second # mine"),
            (
                "status: open\nopened_at",
                "status: open\ncustomer: acme\nopened_at",
            ),
            ("\nIt is late.\n", ""),
            ("First # mine", "First"),
        ] {
            let edited = before().replacen(from, to, 1);
            assert_ne!(edited, before());
            let expected = match to {
                // New keys have their own order.
                _ if to.contains("customer") => ours().replacen(
                    "status: classified\npriority: P2\nopened_at",
                    "status: classified\ncustomer: acme\npriority: P2\nopened_at",
                    1,
                ),
                _ => ours().replacen(from, to, 1),
            };
            assert_eq!(united(&edited).unwrap(), expected, "{from:?} {to:?}");
        }
    }

    #[test]
    fn an_edit_that_contradicts_ours_or_is_no_ticket_is_not_united() {
        for (from, to) in [
            ("status: open\nopened_at", "status: cancelled\nopened_at"),
            // The record.
            ("    title: First", "    title: Other"),
            ("  by: ana", "  by: luis"),
            ("---\nid", "--\nid"),
            ("title: First # mine", "title: [First"),
            ("id: INC-261122-K7F4Q", "id: INC-261122-00000"),
        ] {
            let edited = before().replacen(from, to, 1);
            assert_ne!(edited, before(), "{from:?}");
            assert_eq!(united(&edited), None, "{from:?} {to:?}");
        }
        let lacks = lacking(PATH, ours().as_bytes(), b"--\nev: k7q2m9\n");
        assert_eq!(lacks, ["p3x8da classified"]);
    }

    #[test]
    fn attachments_are_not_united_nor_files_that_would_not_be_valid() {
        let file = "tickets/2026/11/22/INC-261122-K7F4Q/12345678-a.txt";
        assert_eq!(unite(file, b"a\nb\nc\n", b"a\nb\nC\n", b"A\nb\nc\n"), None);
        let config = "format: 1\ntimezone: UTC\nprefixes: [INC]\nunclassified: P3\n";
        let ours = config.replace("[INC]", "[ABC]");
        let theirs = config.replace("format: 1", "format: one");
        let made = unite(
            layout::CONFIG,
            config.as_bytes(),
            ours.as_bytes(),
            theirs.as_bytes(),
        );
        assert_eq!(made, None);
    }
}
