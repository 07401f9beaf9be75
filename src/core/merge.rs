//! Two versions of a ticket's file become one, whoever merges which into which.
//!
//! The timeline is the union of the events, and the fields are the fold of that, so
//! that a merge invents nothing. What is beside the record (keys of the user's own,
//! comments, texts) is merged three-way; what lost stays in the file, in a place
//! where it merges again. There is no clock, no chance, and neither side has a name:
//! two clones that merge the same come to the same bytes.

mod article;
mod beside;
mod body;
mod diff;
mod identity;
mod kept;
mod lost;
mod order;
mod renumber;
mod side;
mod text;
mod trees;
mod undecided;
mod unmerged;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::effect::settle;
use super::ev::Ev;
use super::event::Event;
use super::fields::{FIELD_NAMES, Field, Fields, Set};
use super::timeline::{fold, in_order};
use serde_json::Value;
use serde_yaml::Value as Yaml;

pub use article::merge_article;
pub use beside::BESIDE;
pub use kept::UNMERGED;
pub use lost::{Holding, Loss, Other, Proof, Shortfall, lost};
pub use trees::{Read, Readable, Trees, Union, merge_trees};
pub use undecided::Undecided;
pub use unmerged::{Unmerged, unmerged};

use identity::are_one;
use kept::{Lost, held, line, of_keys};

use order::sequence;
use side::{Chunk, Side, Told, find, said};
use text::{changed_by_one, name_of, three, three_of, unmerged_blocks};

/// What a merge has to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    /// A person may want to know it.
    Told(String),
    /// The merge left something that a person must look at.
    Left(String),
}

/// The merge of two versions of a ticket's file; `base` is the one that both come
/// from, where there is one. With it what a person may want to know, a sentence each.
///
/// # Errors
/// A person must decide.
pub fn merge(
    base: Option<&str>,
    ours: &str,
    theirs: &str,
) -> Result<(String, Vec<String>), Undecided> {
    let (text, remarks) = remarked(base, ours, theirs)?;
    let remarks = remarks.into_iter().map(|remark| match remark {
        Remark::Told(sentence) | Remark::Left(sentence) => sentence,
    });
    Ok((text, remarks.collect()))
}

/// As [`merge()`], its remarks by their weight.
fn remarked(
    base: Option<&str>,
    ours: &str,
    theirs: &str,
) -> Result<(String, Vec<Remark>), Undecided> {
    if let Some(held) = changed_by_one(base, ours, theirs) {
        return Ok((held.to_owned(), Vec::new()));
    }
    let (a, b) = (Side::read(ours)?, Side::read(theirs)?);
    // A base with the markers of another merge is none.
    let base = base.and_then(|base| Side::read(base).ok());
    are_one(base.as_ref(), &a, &b)?;
    let mut merge = Merge {
        base: base.as_ref(),
        a: &a,
        b: &b,
        remarks: Vec::new(),
    };
    let events = merge.united()?;
    let (fields, events) = folded(events);
    merge.remark_steps(&events, &fields);
    let head = merge.head(&events, &fields);
    let body = merge.body(&events);
    let has_mark = three_of(
        base.as_ref().map(|base| &base.has_mark),
        &a.has_mark,
        &b.has_mark,
    );
    let has_crlf = three_of(
        base.as_ref().map(|base| &base.has_crlf),
        &a.has_crlf,
        &b.has_crlf,
    );
    let mark = if has_mark { "\u{feff}" } else { "" };
    let mut text = format!("{mark}---\n{head}---\n{body}");
    merge.remarks.extend(blocks(&text, ours, theirs));
    if has_crlf {
        text = text.replace('\n', "\r\n");
    }
    Ok((text, merge.remarks))
}

/// Of a merged text: the blocks of what lost that neither side had.
fn blocks(merged: &str, ours: &str, theirs: &str) -> Option<Remark> {
    let before: BTreeSet<&str> = [ours, theirs]
        .into_iter()
        .flat_map(unmerged_blocks)
        .collect();
    let new: Vec<&str> = unmerged_blocks(merged)
        .filter(|name| !before.contains(name))
        .collect();
    (!new.is_empty()).then(|| {
        Remark::Left(format!(
            "both changed the same lines; the other text is under Unmerged {}",
            new.join(", ")
        ))
    })
}

/// The fold of events, and the events as they stand in a file.
fn folded(mut events: Vec<Told>) -> (Fields, Vec<Told>) {
    events.sort_by_key(Told::when);
    let mut timeline: Vec<Event> = events.iter().map(|told| told.event.clone()).collect();
    settle(&mut timeline);
    let fields = fold(in_order(&timeline));
    for (told, event) in events.iter_mut().zip(timeline) {
        told.event = event;
    }
    (fields, events)
}

/// The fields that some events speak of.
fn named<'e>(events: impl IntoIterator<Item = &'e Told>) -> BTreeSet<String> {
    let sets = events
        .into_iter()
        .flat_map(|told| told.event.stated().sets());
    sets.map(|set| set.name().to_owned()).collect()
}

struct Merge<'s> {
    base: Option<&'s Side>,
    a: &'s Side,
    b: &'s Side,
    remarks: Vec<Remark>,
}

impl Merge<'_> {
    fn sides(&self) -> [&Side; 2] {
        [self.a, self.b]
    }

    /// The union of the events.
    fn united(&mut self) -> Result<Vec<Told>, Undecided> {
        let mut union: BTreeMap<String, Told> = BTreeMap::new();
        let all = self.base.into_iter().chain(self.sides());
        let evs = all.flat_map(|side| &side.events);
        let evs: BTreeSet<String> = evs.map(|told| told.event.ev.to_string()).collect();
        for ev in evs {
            let was = self.base.and_then(|base| base.event(&ev));
            let (ours, theirs) = (self.a.event(&ev), self.b.event(&ev));
            let is_imported = |told: Option<&Told>| told.is_some_and(|told| told.event.imported);
            if is_imported(ours.or(was)) || is_imported(theirs.or(was)) {
                continue;
            }
            let told = match (was, ours, theirs) {
                (Some(was), Some(ours), Some(theirs)) if ours.raw != theirs.raw => {
                    let sentence = format!("the event {ev} was changed");
                    self.remarks.push(Remark::Told(sentence));
                    let raw = three_of(Some(&was.raw), &ours.raw, &theirs.raw);
                    if raw == ours.raw { ours } else { theirs }
                }
                (None, Some(ours), Some(theirs)) if ours.raw != theirs.raw => {
                    if said(&ours.raw)? != said(&theirs.raw)? {
                        return Err(Undecided::EvDrawnTwice(ev));
                    }
                    // One mail, read in two clones.
                    let key = |told: &Told| (told.event.written().timestamp(), told.raw.clone());
                    if key(ours) <= key(theirs) {
                        ours
                    } else {
                        theirs
                    }
                }
                (was, ours, theirs) => match ours.or(theirs).or(was) {
                    Some(told) => told,
                    None => continue,
                },
            };
            union.insert(ev, told.clone());
        }
        for told in self.imported()? {
            union.insert(told.event.ev.to_string(), told);
        }
        Ok(union.into_values().collect())
    }

    /// Rows of a foreign history are the same when they say the same: two exports may
    /// count them differently.
    fn imported(&self) -> Result<Vec<Told>, Undecided> {
        let mut rows: BTreeMap<(String, usize), Vec<&Told>> = BTreeMap::new();
        for side in self.sides() {
            let mut seen: HashMap<String, usize> = HashMap::new();
            for told in side.events.iter().filter(|told| told.event.imported) {
                let said = said(&told.raw)?;
                let number = seen.entry(said.clone()).or_default();
                *number += 1;
                rows.entry((said, *number)).or_default().push(told);
            }
        }
        // Where two exports count differently, what the rows say tells them apart: of
        // three clones any two may have met before.
        let mut counted: HashMap<&Ev, &(String, usize)> = HashMap::new();
        let mut evs = rows
            .iter()
            .flat_map(|(row, same)| same.iter().map(move |told| (row, &told.event.ev)));
        let is_counted_alike = evs.all(|(row, ev)| *counted.entry(ev).or_insert(row) == row)
            && counted.len() == rows.len();
        let mut united = Vec::with_capacity(rows.len());
        for ((said, number), same) in &rows {
            let bare = |told: &Told| told.raw.replace(told.event.ev.as_str(), "");
            let first = same
                .iter()
                .min_by_key(|told| (told.event.written().timestamp(), bare(told)));
            let Some(first) = first else { continue };
            let name = if is_counted_alike {
                first.event.ev.to_string()
            } else {
                name_of(&format!("{said} {number}"))
            };
            let old = format!("ev: {}", first.event.ev);
            let mut told = (*first).clone();
            if !told.raw.contains(&old) {
                let reason = format!("the event {} has its ev in quotes", first.event.ev);
                return Err(Undecided::Unreadable(reason));
            }
            told.raw = told.raw.replacen(&old, &format!("ev: {name}"), 1);
            told.event.ev = Ev::parse(&name)
                .ok_or_else(|| Undecided::Unreadable(format!("no ev is {name}")))?;
            united.push(told);
        }
        Ok(united)
    }

    /// The events of a side that the base has not.
    fn news<'t>(&self, side: &'t Side) -> impl Iterator<Item = &'t Told> {
        let base = self.base;
        let is_new = move |told: &&Told| {
            base.is_none_or(|base| base.event(told.event.ev.as_str()).is_none())
        };
        side.events.iter().filter(is_new)
    }

    /// Tells of what one of two people will not find as they left it.
    fn remark_steps(&mut self, events: &[Told], fields: &Fields) {
        for told in events.iter().filter(|told| told.event.is_without_effect()) {
            let Event { by, event, ev, .. } = &told.event;
            let sentence = format!(
                "{event} by {by} ({ev}) has no effect: the ticket was no longer where it starts"
            );
            let had_none = |side: &Side| {
                let told = side.event(ev.as_str());
                told.is_some_and(|told| told.event.is_without_effect())
            };
            let is_known = self.sides().into_iter().any(had_none);
            self.remarks.push(if is_known {
                Remark::Told(sentence)
            } else {
                Remark::Left(sentence)
            });
        }
        let [ours, theirs] = self.sides().map(|side| named(self.news(side)));
        let last = |side: &Side, name: &str| {
            let mut news: Vec<&Event> = self.news(side).map(|told| &told.event).collect();
            news.sort_by(|a, b| b.order().cmp(&a.order()));
            let mut sets = news.iter().flat_map(|event| &event.stated().set.0);
            sets.find(|set| set.name() == name).map(Set::value)
        };
        let told = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let mut remarks = Vec::new();
        for name in ours.intersection(&theirs) {
            if Field::find(name).is_some_and(Field::is_list) {
                continue;
            }
            let mut values = [last(self.a, name), last(self.b, name)]
                .map(|value| told(&value.unwrap_or_default()));
            values.sort();
            let [first, second] = values;
            if first != second {
                let holds = fields
                    .get(name)
                    .map_or_else(|| "none".to_owned(), |it| told(&it));
                let sentence = format!("{name}: {first} and {second}; {holds} holds");
                remarks.push(Remark::Told(sentence));
            }
        }
        self.remarks.extend(remarks);
    }

    /// The front matter between its fences.
    fn head(&mut self, events: &[Told], fields: &Fields) -> String {
        let named = named(events);
        let mut chunks: BTreeMap<String, String> = BTreeMap::new();
        let mut lost = Lost::new();
        let mut keys = self.a.names();
        keys.extend(self.b.names());
        for key in keys {
            if chunks.contains_key(&key) {
                continue;
            }
            let was = self.base.and_then(|base| base.raw(&key));
            let held = if named.contains(&key) {
                let Some(value) = fields.get(&key) else {
                    continue;
                };
                let fits = |side: &&Side| side.front.fields.get(&key).as_ref() == Some(&value);
                let fit: Vec<&Side> = self.sides().into_iter().filter(fits).collect();
                match fit.as_slice() {
                    [] => Some(line(&key, &value)),
                    [ours, .., theirs] => three(was, ours.raw(&key), theirs.raw(&key)).0,
                    [only] => only.raw(&key).cloned(),
                }
            } else {
                let (held, loser) = three(was, self.a.raw(&key), self.b.raw(&key));
                let read = |raw: &String| serde_yaml::from_str::<Yaml>(raw).ok();
                if let (Some(held), Some(loser)) = (&held, &loser)
                    && read(held) != read(loser)
                {
                    let value = loser.split_once(':').map_or("", |(_, value)| value);
                    lost.insert((key.clone(), value.trim().to_owned()));
                    self.remarks.push(Remark::Left(format!(
                        "{key}: both changed it; the other value is under `{UNMERGED}`"
                    )));
                }
                held
            };
            let Some(raw) = held else { continue };
            let lead = three_of(
                self.base
                    .map(|base| base.lead(&key))
                    .as_ref()
                    .or(Some(&String::new())),
                &self.a.lead(&key),
                &self.b.lead(&key),
            );
            chunks.insert(key, lead + &raw);
        }
        for name in named
            .iter()
            .filter(|name| !chunks.contains_key(*name))
            .collect::<Vec<_>>()
        {
            if let Some(value) = fields.get(name) {
                chunks.insert(name.clone(), line(name, &value));
            }
        }
        let order = {
            let base = self.base.map(Side::names).unwrap_or_default();
            let kept: Vec<String> = chunks.keys().cloned().collect();
            sequence(&base, &self.a.names(), &self.b.names(), &kept, |key| {
                rank(key)
            })
        };
        let mut head: String = order
            .iter()
            .filter_map(|key| chunks.get(key))
            .cloned()
            .collect();
        let of =
            |side: Option<&Side>| held(side.and_then(|side| side.front.fields.extra.get(UNMERGED)));
        let before = [of(self.base), of(Some(self.a)), of(Some(self.b))];
        head.push_str(&of_keys(before, lost));
        head.push_str(&self.timeline(events));
        head
    }

    fn timeline(&self, events: &[Told]) -> String {
        let first = |side: &Side| {
            let chunk = find(&side.keys, "timeline");
            chunk.map_or_else(String::new, |chunk: &Chunk| {
                let line = chunk.raw.split('\n').next().unwrap_or_default();
                format!("{}{line}\n", chunk.lead)
            })
        };
        let of = |what: &dyn Fn(&Side) -> String| {
            let was = self.base.map(what);
            three_of(was.as_ref(), &what(self.a), &what(self.b))
        };
        // Where there is no base, nothing stood above an event before.
        let above = |what: &dyn Fn(&Side) -> String| {
            let was = self.base.map(what).unwrap_or_default();
            three_of(Some(&was), &what(self.a), &what(self.b))
        };
        let mut text = of(&first);
        for told in events {
            let ev = told.event.ev.as_str();
            text.push_str(&above(&|side| side.lead_of(ev)));
            text.push_str(&told.raw);
        }
        text.push_str(&above(&|side| side.tail.clone()));
        text
    }
}

/// The place of a key among the known ones, which is the order in which a new file
/// has them.
fn rank(key: &str) -> Option<usize> {
    if key == "id" {
        return Some(0);
    }
    let place = FIELD_NAMES.iter().position(|name| *name == key);
    place.map(|place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "id: INC-261122-K7F4Q\ntitle: Tax\nstatus: open\nopened_at: 2026-11-22T09:00:00Z\n";
    const OPENED: &str = "- at: 2026-11-22T09:00:00Z\n  by: ana\n  event: opened\n  ev: a00001\n  set: {title: Tax, status: open, opened_at: 2026-11-22T09:00:00Z}\n";

    fn file(head: &str, events: &str, body: &str) -> String {
        format!("---\n{head}timeline:\n{events}---\n\n{body}")
    }

    fn take(minute: u8, who: &str, ev: &str) -> String {
        format!(
            "- at: 2026-11-22T09:{minute:02}:00Z\n  by: {who}\n  event: attended\n  ev: {ev}\n  set: {{assignee: {who}}}\n"
        )
    }

    fn both(base: Option<&str>, ours: &str, theirs: &str) -> Result<String, Undecided> {
        let one = merge(base, ours, theirs).map(|(text, _)| text);
        assert_eq!(one, merge(base, theirs, ours).map(|(text, _)| text));
        one
    }

    #[test]
    fn events_of_both_are_there_and_the_fields_are_their_fold() {
        let base = file(HEAD, OPENED, "It stands.\n");
        let ours = file(
            &HEAD.replace("opened_at", "assignee: ana\nopened_at"),
            &format!("{OPENED}{}", take(10, "ana", "b00001")),
            "It stands.\n",
        );
        let theirs = file(
            &HEAD.replace("opened_at", "assignee: carla\nopened_at"),
            &format!("{OPENED}{}", take(5, "carla", "c00001")),
            "It stands still.\n",
        );
        let (early, late) = (take(5, "carla", "c00001"), take(10, "ana", "b00001"));
        assert_eq!(
            both(Some(&base), &ours, &theirs).unwrap(),
            file(
                &HEAD.replace("opened_at", "assignee: ana\nopened_at"),
                &format!("{OPENED}{early}{late}"),
                "It stands still.\n"
            )
        );
        let (_, remarks) = merge(Some(&base), &ours, &theirs).unwrap();
        assert_eq!(remarks, ["assignee: ana and carla; ana holds"]);
    }

    #[test]
    fn what_is_not_one_ticket_is_left_to_a_person() {
        let base = file(HEAD, OPENED, "One.\n");
        let other = base.replace("INC-261122-K7F4Q", "INC-261122-K7F4R");
        let renamed = both(Some(&base), &base.replace("One", "Two"), &other);
        assert!(
            matches!(renamed, Err(Undecided::OtherTicket(..))),
            "{renamed:?}"
        );
        let drawn = base.replace("a00001", "a00002");
        let twice = both(None, &base, &drawn).unwrap_err();
        assert_eq!(twice.to_string(), "the id INC-261122-K7F4Q was drawn twice");
        let event = |who| take(5, who, "b00001");
        let [ours, theirs] = ["ana", "carla"].map(|who| {
            let head = format!("{HEAD}assignee: {who}\n");
            file(&head, &format!("{OPENED}{}", event(who)), "One.\n")
        });
        let twice = both(Some(&base), &ours, &theirs).unwrap_err();
        assert_eq!(twice, Undecided::EvDrawnTwice("b00001".to_owned()));
        for broken in [
            "",
            "no ticket\n",
            "---\n<<<<<<< HEAD\n---\n",
            "---\nid: [\n---\n",
        ] {
            let merged = both(Some(&base), &ours, broken);
            assert!(matches!(merged, Err(Undecided::Unreadable(_))), "{broken}");
        }
        // A base with markers is none.
        let marked = base.replace("title", "<<<<<<< HEAD\ntitle");
        let merged = both(Some(&marked), &base, &ours).unwrap();
        assert!(merged.contains("event: attended"), "{merged}");
    }

    #[test]
    fn a_text_changed_twice_is_the_later_and_the_other_is_kept_where_it_merges_again() {
        let edited = |minute: u8, ev: &str, text: &str| {
            let event = format!(
                "- at: 2026-11-22T09:{minute:02}:00Z\n  by: ana\n  event: edited\n  ev: {ev}\n  sections: [description]\n"
            );
            file(HEAD, &format!("{OPENED}{event}"), text)
        };
        let base = file(HEAD, OPENED, "One.\n\nTwo.\n");
        let ours = edited(10, "b00001", "One!\n\nTwo.\n");
        let theirs = edited(5, "c00001", "One?\n\nTwo, and three.\n");
        let merged = both(Some(&base), &ours, &theirs).unwrap();
        let name = name_of("One?");
        let body = format!("One!\n\nTwo, and three.\n\n#### Unmerged {name}\n\nOne?\n");
        assert!(merged.ends_with(&body), "{merged}");
        assert!(!merged.contains("<<<<"));
        // Who settles it, settles it for both.
        let settled = merged.replace(&format!("\n#### Unmerged {name}\n\nOne?\n"), "");
        assert_eq!(both(Some(&merged), &settled, &merged).unwrap(), settled);
    }

    #[test]
    fn an_event_that_both_sides_dropped_comes_back_with_its_message() {
        let noted = "- at: 2026-11-22T09:05:00Z\n  by: ana\n  event: noted\n  ev: b00001\n";
        let said =
            "One.\n\n## Conversation\n\n### 2026-11-22T09:05:00Z · ana → note · b00001\n> Two.\n";
        let base = file(HEAD, &format!("{OPENED}{noted}"), said);
        let [ours, theirs] = ["One!\n", "One.\n\nThree.\n"].map(|text| file(HEAD, OPENED, text));
        let merged = both(Some(&base), &ours, &theirs).unwrap();
        assert!(merged.contains(noted), "{merged}");
        assert!(merged.ends_with("· b00001\n> Two.\n"), "{merged}");
    }

    #[test]
    fn exports_that_count_rows_differently_come_to_one_record_in_whatever_order() {
        let row = |minute: u8, name: &str, number: u8| {
            let set = match name {
                "opened" => "  set: {title: Tax, status: open, opened_at: 2026-11-22T09:00:00Z}\n",
                _ => "",
            };
            format!(
                "- at: 2026-11-22T09:{minute:02}:00Z\n  by: old\n  event: {name}\n  ev: m{number:05}\n  imported: true\n{set}"
            )
        };
        let source = "source: {system: old, id: \"7\"}\nopened_at";
        let head = HEAD.replace("opened_at", source);
        let export = |rows: &[(u8, &str)]| {
            let rows = rows.iter().zip(1..);
            let rows = rows.map(|((minute, name), number)| row(*minute, name, number));
            file(&head, &rows.collect::<String>(), "One.\n")
        };
        let [opened, assigned, classified, noted] = [
            (0, "opened"),
            (1, "assigned"),
            (2, "classified"),
            (3, "noted"),
        ];
        let one = export(&[opened, classified, noted]);
        let two = export(&[opened, assigned, classified]);
        let three = export(&[opened, assigned, classified, noted]);
        let merged = |a: &str, b: &str| both(None, a, b).unwrap();
        // More of the same count is no other count.
        assert_eq!(merged(&two, &three), three);
        let end = merged(&merged(&one, &two), &three);
        assert_eq!(end.matches("  event: ").count(), 4);
        assert_eq!(merged(&merged(&one, &three), &two), end);
        assert_eq!(merged(&merged(&two, &three), &one), end);
    }
}
