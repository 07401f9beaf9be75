//! A ticket's file taken apart, byte for byte.

use std::collections::HashMap;

use serde_yaml::{Mapping, Value as Yaml};

use crate::core::event::{Event, Name};
use crate::core::ticket::FrontMatter;

use super::kept::UNMERGED;
use super::text::When;
use super::undecided::Undecided;

/// A key of the front matter with its value, and the comments above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) lead: String,
    pub(super) raw: String,
}

/// An event as it is read, and as its file has it.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) event: Event,
    pub(super) raw: String,
}

impl Told {
    /// When it was written, which is its place in the file.
    pub(super) fn when(&self) -> When {
        let ev = self.event.ev.as_str().to_owned();
        (self.event.written().timestamp(), ev)
    }
}

/// Which part of the body: a section, and what is below it, a subsection or a
/// message by its `ev`.
pub(super) type Key = (String, Option<String>);

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Part {
    /// Its heading, with the end of its line.
    pub(super) head: String,
    /// How many line ends stand above its text; unknown of a part that is not there.
    pub(super) above: Option<usize>,
    pub(super) text: String,
    pub(super) below: usize,
}

/// One side of a merge.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) has_crlf: bool,
    pub(super) has_mark: bool,
    pub(super) keys: Vec<(String, Chunk)>,
    pub(super) front: FrontMatter,
    pub(super) events: Vec<Told>,
    /// Comments above events, by `ev`.
    pub(super) leads: HashMap<String, String>,
    /// Comments below the last.
    pub(super) tail: String,
    pub(super) parts: Vec<(Key, Part)>,
}

/// The value of a key in a list of pairs.
pub(super) fn find<'a, K: PartialEq<Q>, Q: ?Sized, V>(
    pairs: &'a [(K, V)],
    key: &Q,
) -> Option<&'a V> {
    pairs
        .iter()
        .find(|(own, _)| own == key)
        .map(|(_, value)| value)
}

fn unreadable(reason: impl Into<String>) -> Undecided {
    Undecided::Unreadable(reason.into())
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

impl Side {
    pub(super) fn read(text: &str) -> Result<Self, Undecided> {
        let Whole {
            has_crlf,
            has_mark,
            head,
            body,
        } = Whole::of(text)?;
        let front: FrontMatter =
            serde_yaml::from_str(&head).map_err(|error| unreadable(error.to_string()))?;
        let (keys, after_keys) = keys(&head)?;
        let timeline = find(&keys, "timeline").ok_or_else(|| unreadable("it has no timeline"))?;
        let (items, after_items) = items(&timeline.raw)?;
        let read = front.timeline.clone().unwrap_or_default();
        if read.len() != items.len() {
            return Err(unreadable("its timeline is not a list of blocks"));
        }
        let mut leads = HashMap::new();
        let mut events = Vec::with_capacity(items.len());
        for (event, (lead, raw)) in read.into_iter().zip(items) {
            if leads.insert(event.ev.as_str().to_owned(), lead).is_some() {
                return Err(unreadable("an event stands twice"));
            }
            events.push(Told { event, raw });
        }
        Ok(Self {
            has_crlf,
            has_mark,
            tail: format!("{after_items}{after_keys}"),
            parts: parts(&body),
            keys,
            front,
            events,
            leads,
        })
    }

    pub(super) fn event(&self, ev: &str) -> Option<&Told> {
        self.events.iter().find(|told| told.event.ev.as_str() == ev)
    }

    /// The first event, an `opened` before others.
    pub(super) fn first(&self) -> Option<&Told> {
        self.events.iter().min_by(|a, b| {
            let is_other = |told: &Told| told.event.event != Name::Opened;
            (is_other(a), a.event.order()).cmp(&(is_other(b), b.event.order()))
        })
    }

    pub(super) fn lead(&self, key: &str) -> String {
        find(&self.keys, key).map_or_else(String::new, |chunk| chunk.lead.clone())
    }

    pub(super) fn raw(&self, key: &str) -> Option<&String> {
        find(&self.keys, key).map(|chunk| &chunk.raw)
    }

    pub(super) fn lead_of(&self, ev: &str) -> String {
        self.leads.get(ev).cloned().unwrap_or_default()
    }

    /// The names of its keys, but for the timeline and what lost.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.keys.iter().map(|(name, _)| name.clone());
        names
            .filter(|name| !matches!(name.as_str(), "timeline" | UNMERGED))
            .collect()
    }
}

/// A file with front matter, its lines ending in LF.
pub(super) struct Whole {
    pub(super) has_crlf: bool,
    /// Whether a byte order mark stands before it.
    pub(super) has_mark: bool,
    /// Without the fences.
    pub(super) head: String,
    pub(super) body: String,
}

impl Whole {
    pub(super) fn of(text: &str) -> Result<Self, Undecided> {
        let ends = text.matches('\n').count();
        let has_crlf = ends > 0 && text.matches("\r\n").count() == ends;
        let text = if has_crlf {
            text.replace("\r\n", "\n")
        } else {
            text.to_owned()
        };
        let bare = text.trim_start_matches('\u{feff}');
        let (head, body) = split(bare).ok_or_else(|| unreadable("it has no front matter"))?;
        let is_marker = |line: &str| {
            line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") || line == "======="
        };
        if head.lines().any(is_marker) {
            return Err(unreadable("it has conflict markers"));
        }
        Ok(Self {
            has_crlf,
            has_mark: bare.len() < text.len(),
            head: head.to_owned(),
            body: body.to_owned(),
        })
    }

    /// The bytes of the file.
    pub(super) fn text(&self) -> String {
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        let text = format!("{mark}---\n{}---\n{}", self.head, self.body);
        if self.has_crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    }
}

/// The front matter without its fences, and the body.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > 0 && (line == "---\n" || line == "---") {
            let body = rest.get(at + line.len()..).unwrap_or_default();
            return Some((&rest[..at], body));
        }
        at += line.len();
    }
    None
}

/// The name of a top-level key, where a line begins one.
fn name(line: &str) -> Option<String> {
    let quote = line.chars().next()?;
    let end = match quote {
        '"' | '\'' => line[1..].find(quote)? + 2,
        '#' | '-' => return None,
        letter if letter.is_whitespace() => return None,
        _ => line.find(':')?,
    };
    let rest = line[end..].strip_prefix(':')?;
    let ends = rest.chars().next().is_none_or(char::is_whitespace);
    ends.then(|| line[..end].trim_matches(['"', '\'']).to_owned())
}

pub(super) type Keys = Vec<(String, Chunk)>;

/// The keys of a front matter, and the comments below the last.
pub(super) fn keys(head: &str) -> Result<(Keys, String), Undecided> {
    let mut keys: Keys = Vec::new();
    let mut lead = String::new();
    for line in head.split_inclusive('\n') {
        if let Some(name) = name(line) {
            if find(&keys, &name).is_some() {
                return Err(unreadable(format!("`{name}` stands twice")));
            }
            let lead = std::mem::take(&mut lead);
            let raw = line.to_owned();
            keys.push((name, Chunk { lead, raw }));
            continue;
        }
        let is_timeline = keys.last().is_some_and(|(name, _)| name == "timeline");
        if !is_timeline && (line.starts_with('#') || is_blank(line)) {
            lead.push_str(line);
        } else if let Some((_, chunk)) = keys.last_mut() {
            chunk.raw.push_str(&std::mem::take(&mut lead));
            chunk.raw.push_str(line);
        } else {
            return Err(unreadable("it is no mapping"));
        }
    }
    Ok((keys, lead))
}

type Items = Vec<(String, String)>;

/// The events of a timeline, each with the comments above it, and those below the
/// last.
fn items(timeline: &str) -> Result<(Items, String), Undecided> {
    let mut items: Items = Vec::new();
    let mut lead = String::new();
    let mut indent = None;
    for line in timeline.split_inclusive('\n').skip(1) {
        let blanks = line.len() - line.trim_start().len();
        let is_item = line.trim_start().starts_with("- ");
        if is_item && indent.is_none_or(|indent| indent == blanks) {
            indent = Some(blanks);
            items.push((std::mem::take(&mut lead), line.to_owned()));
        } else if line.starts_with('#') || is_blank(line) {
            lead.push_str(line);
        } else if let Some((_, raw)) = items.last_mut() {
            raw.push_str(&std::mem::take(&mut lead));
            raw.push_str(line);
        } else {
            return Err(unreadable("its timeline is not a list of blocks"));
        }
    }
    Ok((items, lead))
}

pub(super) const CONVERSATION: &str = "Conversation";
pub(super) const DIAGNOSIS: &str = "Diagnosis";
pub(super) const DESCRIPTION: &str = "description";
pub(super) const TOPS: [&str; 3] = [DIAGNOSIS, "Resolution", CONVERSATION];

/// The `ev` of a message, where a line is its heading.
fn message(line: &str) -> Option<&str> {
    let (at, rest) = line.strip_prefix("### ")?.split_once(" · ")?;
    let (people, ev) = rest.rsplit_once(" · ")?;
    let is_ev = ev.len() == 6
        && ev
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let is_heading = !at.is_empty() && !at.contains(char::is_whitespace) && people.contains(" → ");
    (is_heading && is_ev).then_some(ev)
}

pub(super) fn part(head: &str, raw: &str) -> Part {
    let text = raw.trim_matches('\n');
    let count = |side: &str| side.len();
    if text.is_empty() {
        return Part {
            head: head.to_owned(),
            above: Some(count(raw)),
            ..Part::default()
        };
    }
    Part {
        head: head.to_owned(),
        above: Some(raw.len() - raw.trim_start_matches('\n').len()),
        text: text.to_owned(),
        below: raw.len() - raw.trim_end_matches('\n').len(),
    }
}

/// The body in its parts, in the order in which they stand.
pub(super) fn parts(body: &str) -> Vec<(Key, Part)> {
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let heading = format!("## {CONVERSATION}");
    let last = lines.iter().rposition(|line| line.trim_end() == heading);
    let mut parts: Vec<(Key, Part)> = Vec::new();
    let mut current: Key = (DESCRIPTION.to_owned(), None);
    let (mut head, mut raw) = (String::new(), String::new());
    let mut top = "";
    for (number, line) in lines.iter().enumerate() {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let is_new = |key: &Key| find(&parts, key).is_none() && *key != current;
        let section = text.strip_prefix("## ").map(str::trim);
        let section = section.and_then(|name| TOPS.iter().find(|top| **top == name));
        let section = section.filter(|name| **name != CONVERSATION || last == Some(number));
        let of_top = |name: &str| ((*name).to_owned(), None);
        let found = match section {
            Some(name) if find(&parts, &of_top(name)).is_none() && current.0 != *name => {
                top = name;
                Some(of_top(name))
            }
            _ if top == DIAGNOSIS => text
                .strip_prefix("### ")
                .map(|name| (DIAGNOSIS.to_owned(), Some(name.trim().to_owned())))
                .filter(is_new),
            _ if top == CONVERSATION => message(text)
                .map(|ev| (CONVERSATION.to_owned(), Some(ev.to_owned())))
                .filter(is_new),
            _ => None,
        };
        if let Some(key) = found {
            parts.push((std::mem::replace(&mut current, key), part(&head, &raw)));
            head = format!("{text}\n");
            raw.clear();
        } else {
            raw.push_str(line);
        }
    }
    parts.push((current, part(&head, &raw)));
    parts
}

/// What an event says, without who wrote it down, when, and under which `ev`: the
/// same for two who read one history.
pub(super) fn said(raw: &str) -> Result<String, Undecided> {
    let read = serde_yaml::from_str::<Vec<Yaml>>(raw);
    let mut events = read.map_err(|error| unreadable(error.to_string()))?;
    let Some(Yaml::Mapping(event)) = events.pop() else {
        return Err(unreadable("an event is no mapping"));
    };
    Ok(said_by(&event))
}

/// As [`said`], of an event that is read.
pub(super) fn said_by(event: &Mapping) -> String {
    let keys = event.iter().filter(|(key, _)| {
        !key.as_str()
            .is_some_and(|key| matches!(key, "ev" | "recorded" | "by"))
    });
    let keys = keys.map(|(key, value)| (key.clone(), value.clone()));
    plain(&Yaml::Mapping(keys.collect())).to_string()
}

/// A value as JSON whose scalars are texts and whose keys are sorted.
pub(super) fn plain(value: &Yaml) -> serde_json::Value {
    match value {
        Yaml::Null => "null".into(),
        Yaml::Bool(mark) => mark.to_string().into(),
        Yaml::Number(number) => number.to_string().into(),
        Yaml::String(text) => text.as_str().into(),
        Yaml::Sequence(items) => items.iter().map(plain).collect(),
        Yaml::Mapping(entries) => {
            let mut sorted: Vec<(String, serde_json::Value)> = entries
                .iter()
                .map(|(key, value)| {
                    let key = plain(key);
                    let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
                    (key, plain(value))
                })
                .collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
            sorted.into_iter().collect()
        }
        Yaml::Tagged(tagged) => plain(&tagged.value),
    }
}
