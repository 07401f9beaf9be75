//! The body of a ticket: a description, then `## Diagnosis`, `## Resolution`
//! and, last, `## Conversation` with its messages.
//!
//! Every function leaves the bytes it does not write as they were, and writes
//! the end of line that the body already uses.

use super::ev::Ev;
use super::stamp::{Timestamp, rfc3339};

/// The level-two sections the tool knows, in their order.
const TOP: [&str; 3] = ["Diagnosis", "Resolution", "Conversation"];

/// A place in the body that text goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Everything above the first known heading.
    Description,
    /// `### Reproduction` in Diagnosis.
    Reproduction,
    /// `### Cause` in Diagnosis.
    Cause,
    /// `### Proposed corrections` in Diagnosis.
    Corrections,
    /// `## Resolution`.
    Resolution,
}

impl Section {
    /// Every section, in the order of the body.
    pub const ALL: [Self; 5] = [
        Self::Description,
        Self::Reproduction,
        Self::Cause,
        Self::Corrections,
        Self::Resolution,
    ];

    /// The word in an event's `sections`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Reproduction => "reproduction",
            Self::Cause => "cause",
            Self::Corrections => "corrections",
            Self::Resolution => "resolution",
        }
    }

    const fn subheading(self) -> Option<&'static str> {
        match self {
            Self::Reproduction => Some("Reproduction"),
            Self::Cause => Some("Cause"),
            Self::Corrections => Some("Proposed corrections"),
            Self::Description | Self::Resolution => None,
        }
    }
}

/// One message of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// As in the heading: RFC 3339.
    pub at: String,
    /// Who wrote it.
    pub by: String,
    /// For whom; `note` for an internal one.
    pub to: String,
    /// Through which channel; notes seldom have one.
    pub channel: Option<String>,
    /// The event it belongs to.
    pub ev: Ev,
    /// The text, without the quote's prefixes, lines ending in `\n`.
    pub text: String,
    /// The line of its heading, from 0 at the body's first line.
    pub line: usize,
}

impl Message {
    /// Whether both say the same of who said it when, to whom and how.
    #[must_use]
    pub fn has_heading_of(&self, other: &Self) -> bool {
        (&self.at, &self.by, &self.to, &self.channel)
            == (&other.at, &other.by, &other.to, &other.channel)
    }
}

fn newline(body: &str) -> &'static str {
    match body.find('\n') {
        Some(end) if body[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

fn lines(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    body.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

fn heading(line: &str) -> Option<&str> {
    let title = line.strip_prefix("## ")?.trim();
    TOP.contains(&title).then_some(title)
}

/// Byte offsets `[heading, end)` of a level-two section. The conversation is
/// the last of its name, since a text pasted above it may contain one.
fn top_section(body: &str, title: &str) -> Option<(usize, usize)> {
    let headings: Vec<(usize, &str)> = lines(body)
        .filter_map(|(at, line)| heading(line).map(|title| (at, title)))
        .collect();
    let mut found = headings
        .iter()
        .enumerate()
        .filter(|(_, (_, name))| *name == title);
    let (index, (start, _)) = if title == "Conversation" {
        found.next_back()
    } else {
        found.next()
    }?;
    let end = headings[index + 1..]
        .first()
        .map_or(body.len(), |(at, _)| *at);
    Some((*start, end))
}

/// Byte offsets of a subsection's heading and end within `[start, end)`.
fn subsection(body: &str, start: usize, end: usize, title: &str) -> Option<(usize, usize)> {
    let mut found = None;
    for (at, line) in lines(&body[start..end]) {
        let Some(name) = line.strip_prefix("### ") else {
            continue;
        };
        match found {
            Some(begin) => return Some((begin, start + at)),
            None if name.trim() == title => found = Some(start + at),
            None => {}
        }
    }
    found.map(|begin| (begin, end))
}

fn after_heading(body: &str, start: usize, end: usize) -> &str {
    let section = &body[start..end];
    section
        .find('\n')
        .map_or("", |first| section[first + 1..].trim_matches(['\n', '\r']))
}

/// The text of a section as it stands, without the blank lines around it;
/// empty when the section is absent.
#[must_use]
pub fn section(body: &str, section: Section) -> &str {
    let top = match section {
        Section::Description => {
            let end = lines(body)
                .find(|(_, line)| heading(line).is_some())
                .map_or(body.len(), |(at, _)| at);
            return body[..end].trim_matches(['\n', '\r']);
        }
        Section::Resolution => "Resolution",
        _ => "Diagnosis",
    };
    let Some((start, end)) = top_section(body, top) else {
        return "";
    };
    match section.subheading() {
        None => after_heading(body, start, end),
        Some(title) => subsection(body, start, end, title)
            .map_or("", |(start, end)| after_heading(body, start, end)),
    }
}

/// Text as it may stand in a section: a backslash before any line that begins
/// with `#`, so that it opens no section.
#[must_use]
pub fn guarded(text: &str) -> String {
    prefixed(text, |line| line.starts_with('#'))
}

/// Text as it may stand in the description: only lines that would open one of
/// our sections are guarded, other headings are the writer's.
#[must_use]
pub fn description(text: &str) -> String {
    prefixed(text, |line| heading(line).is_some())
}

fn prefixed(text: &str, is_guarded: impl Fn(&str) -> bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text
        .trim_matches('\n')
        .split('\n')
        .map(|line| {
            if is_guarded(line) {
                format!("\\{line}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join("\n")
}

/// The body with `text` as the last paragraph of a section, which is made in
/// its place when it is missing.
#[must_use]
pub fn append(body: &str, to: Section, text: &str) -> String {
    match to {
        Section::Description => {
            let end = lines(body)
                .find(|(_, line)| heading(line).is_some())
                .map_or(body.len(), |(at, _)| at);
            insert(body, end, &description(text))
        }
        Section::Resolution => {
            let (body, _, end) = with_top(body, "Resolution");
            insert(&body, end, &guarded(text))
        }
        Section::Reproduction | Section::Cause | Section::Corrections => {
            let (body, start, end) = with_top(body, "Diagnosis");
            let title = to.subheading().unwrap_or_default();
            if let Some((_, end)) = subsection(&body, start, end, title) {
                return insert(&body, end, &guarded(text));
            }
            let later = Section::ALL
                .into_iter()
                .skip_while(|other| *other != to)
                .skip(1);
            let place = later
                .filter_map(Section::subheading)
                .find_map(|title| subsection(&body, start, end, title))
                .map_or(end, |(start, _)| start);
            insert(&body, place, &format!("### {title}\n\n{}", guarded(text)))
        }
    }
}

/// The body with a message at the end of the conversation.
#[must_use]
pub fn with_message(
    body: &str,
    at: &Timestamp,
    (by, to): (&str, &str),
    channel: Option<&str>,
    ev: &Ev,
    text: &str,
) -> String {
    let (body, _, end) = with_top(body, "Conversation");
    let (by, to) = (named(by), named(to));
    let mut heading = format!("### {} · {by} → {to}", rfc3339(at));
    if let Some(channel) = channel {
        heading.push_str(" · ");
        heading.push_str(channel);
    }
    insert(&body, end, &format!("{heading} · {ev}\n{}", quoted(text)))
}

/// A name as it may stand in a heading: on one line, without the marks that
/// part it from its neighbours.
#[must_use]
pub fn named(name: &str) -> String {
    let parted = |letter: char| letter.is_control() || matches!(letter, '·' | '→');
    name.replace(parted, " ").trim().to_owned()
}

fn quoted(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text
        .trim_end_matches('\n')
        .split('\n')
        .map(|line| {
            if line.is_empty() {
                ">".to_owned()
            } else {
                format!("> {line}")
            }
        })
        .collect();
    lines.join("\n")
}

/// The body with the section present, and its offsets.
fn with_top(body: &str, title: &str) -> (String, usize, usize) {
    if let Some((start, end)) = top_section(body, title) {
        return (body.to_owned(), start, end);
    }
    let later = TOP.iter().skip_while(|name| **name != title).skip(1);
    let place = later
        .filter_map(|name| top_section(body, name))
        .map(|(start, _)| start)
        .min()
        .unwrap_or(body.len());
    let body = insert(body, place, &format!("## {title}"));
    let (start, end) = top_section(&body, title).unwrap_or((body.len(), body.len()));
    (body, start, end)
}

/// Puts a block at `place`, one blank line before it, and one after it when
/// something follows.
fn insert(body: &str, place: usize, block: &str) -> String {
    let newline = newline(body);
    let block = block.replace('\n', newline);
    let (above, below) = body.split_at(place);
    let mut result = above.to_owned();
    if !above.trim_matches(['\n', '\r']).is_empty() {
        if !result.ends_with('\n') {
            result.push_str(newline);
        }
        if !ends_with_blank_line(&result) {
            result.push_str(newline);
        }
    } else if above.is_empty() {
        result.push_str(newline);
    }
    result.push_str(&block);
    result.push_str(newline);
    if !below.is_empty() {
        result.push_str(newline);
        result.push_str(below);
    }
    result
}

fn ends_with_blank_line(text: &str) -> bool {
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}

/// The messages of the conversation, in the order of the file. Only headings
/// of the exact form count; everything else there is the writer's.
#[must_use]
pub fn messages(body: &str) -> Vec<Message> {
    let Some((start, end)) = top_section(body, "Conversation") else {
        return Vec::new();
    };
    let first_line = body[..start].matches('\n').count();
    let mut messages: Vec<Message> = Vec::new();
    let mut open = false;
    for (number, (_, line)) in lines(&body[start..end]).enumerate() {
        if let Some(message) = message_heading(line, first_line + number) {
            messages.push(message);
            open = true;
        } else if let (true, Some(message)) = (open, messages.last_mut()) {
            let text = if line == ">" {
                Some("")
            } else {
                line.strip_prefix("> ")
            };
            match text {
                Some(text) => {
                    message.text.push_str(text);
                    message.text.push('\n');
                }
                None => open = line.is_empty() && message.text.is_empty(),
            }
        }
    }
    messages
}

fn message_heading(line: &str, number: usize) -> Option<Message> {
    let parts: Vec<&str> = line.strip_prefix("### ")?.trim_end().split(" · ").collect();
    let (at, people, channel, ev) = match parts.as_slice() {
        [at, people, ev] => (at, people, None, ev),
        [at, people, channel, ev] => (at, people, Some((*channel).to_owned()), ev),
        _ => return None,
    };
    let (by, to) = people.split_once(" → ")?;
    Timestamp::parse_from_rfc3339(at).ok()?;
    Some(Message {
        at: (*at).to_owned(),
        by: by.to_owned(),
        to: to.to_owned(),
        channel,
        ev: Ev::parse(ev)?,
        text: String::new(),
        line: number,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at() -> Timestamp {
        Timestamp::parse_from_rfc3339("2026-11-22T09:31:02-05:00").unwrap()
    }

    fn say(body: &str, text: &str) -> String {
        let ev = Ev::parse("q1z7bb").unwrap();
        with_message(body, &at(), ("ana", "marta"), Some("phone"), &ev, text)
    }

    #[test]
    fn sections_are_made_in_their_order() {
        let body = say("\nIt stopped.\n", "We see it too.");
        let body = append(&body, Section::Resolution, "Table restored.");
        let body = append(&body, Section::Corrections, "Validate on import.");
        let body = append(&body, Section::Cause, "A missing row.");
        assert_eq!(
            body,
            "\nIt stopped.\n\n## Diagnosis\n\n### Cause\n\nA missing row.\n\n\
             ### Proposed corrections\n\nValidate on import.\n\n## Resolution\n\nTable restored.\n\n\
             ## Conversation\n\n### 2026-11-22T09:31:02-05:00 · ana → marta · phone · q1z7bb\n> We see it too.\n"
        );
        assert_eq!(section(&body, Section::Description), "It stopped.");
        assert_eq!(section(&body, Section::Cause), "A missing row.");
        assert_eq!(section(&body, Section::Resolution), "Table restored.");
        assert_eq!(section(&body, Section::Reproduction), "");
    }

    #[test]
    fn a_second_text_is_a_paragraph_of_its_own() {
        let body = append("\nx\n", Section::Cause, "One.");
        let body = append(&body, Section::Cause, "Two.");
        assert_eq!(section(&body, Section::Cause), "One.\n\nTwo.");
    }

    #[test]
    fn an_empty_body_starts_with_a_blank_line() {
        assert_eq!(append("", Section::Description, "x"), "\nx\n");
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        let body = say("\r\nIt stopped.\r\n", "One.\nTwo.");
        assert!(!body.replace("\r\n", "").contains('\n'), "{body:?}");
        assert_eq!(messages(&body)[0].text, "One.\nTwo.\n");
    }

    #[test]
    fn a_text_that_looks_like_a_section_opens_none() {
        let hostile =
            "## Conversation\n### 2026-11-22T09:31:02-05:00 · eve → x · phone · aaaaaa\n> lies";
        let body = append("\nx\n", Section::Description, hostile);
        assert_eq!(messages(&body), []);
        let body = append(&body, Section::Resolution, hostile);
        assert_eq!(messages(&body), []);
        let body = say(&body, hostile);
        let found = messages(&body);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text.trim_end(), hostile);
    }

    proptest! {
        #[test]
        fn a_message_comes_back_as_it_was_said(
            text in "[ -~#>\\-\n\u{e9}]{1,80}",
            before in "[a-z#> \n]{0,60}",
        ) {
            let text = text.trim_end_matches('\n');
            prop_assume!(!text.is_empty());
            let body = say(&before, text);
            let found = messages(&body);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].text.strip_suffix('\n').unwrap_or_default(), text);
            prop_assert!(body.contains(before.trim_matches('\n')));
        }

        #[test]
        fn two_texts_never_disturb_each_other(
            first in "[a-z#> \n]{1,60}",
            second in "[a-z#> \n]{1,60}",
        ) {
            let body = append("\nIt stopped.\n", Section::Resolution, &first);
            let body = append(&body, Section::Cause, &second);
            let (first, second) = (guarded(&first), guarded(&second));
            prop_assert_eq!(section(&body, Section::Resolution), first.trim_matches('\n'));
            prop_assert_eq!(section(&body, Section::Cause), second.trim_matches('\n'));
        }
    }
}
