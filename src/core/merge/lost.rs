//! What a merge lost of a parent, though nobody had taken it out: a forge, `-X ours`
//! and a clone without the driver keep one side of a ticket that two changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_yaml::Value as Yaml;

use crate::core::ticket::FrontMatter;

use super::side::{CONVERSATION, Whole, parts, said_by};
use super::undecided::Undecided;

/// By what an event is the same in two versions of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Mark {
    /// Its `ev`.
    Ev(String),
    /// What a row of a foreign history says, and the how-manyth that says so is meant:
    /// two exports may count the rows differently.
    Row(String, usize),
}

/// An event, as far as it is told from others and named to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    mark: Mark,
    /// Seconds since 1970.
    at: i64,
    name: String,
    by: String,
}

/// An event or a message that a merge lost, or both of one `ev`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    ev: String,
    event: Option<Told>,
    has_message: bool,
}

/// What was found of a merge commit. Nothing can change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// In hexadecimal digits.
    pub merge: String,
    /// What it has less than its parents; mostly nothing.
    pub shortfalls: Vec<Shortfall>,
}

/// What a merge has less than a parent, of one ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// The parent, in hexadecimal digits.
    pub parent: String,
    /// Where the parent has the ticket.
    pub path: String,
    /// What is lost.
    pub lost: Vec<Loss>,
    /// Of a version that cannot be read, so that nobody can tell what is lost: the
    /// first digits of the SHA-256 of its bytes, by which one is kept that was set
    /// aside, and why.
    pub unread: Option<(String, String)>,
}

/// What no merge may lose of a version of a ticket. A ticket that is not there has
/// nothing.
#[derive(Debug, Clone, Default)]
pub struct Holding {
    /// The events, each with its `ev`.
    events: BTreeMap<Mark, (String, Told)>,
    messages: BTreeSet<String>,
    retracted: BTreeSet<String>,
}

/// Another parent of the merge.
#[derive(Debug, Clone)]
pub struct Other<'v> {
    /// `None` where its version cannot be read: what it took out cannot be told.
    pub version: Option<&'v Holding>,
    /// The versions that both come from: several, where the two have been merged
    /// into each other before.
    pub bases: Vec<&'v Holding>,
}

impl Holding {
    /// Reads the file of a ticket.
    ///
    /// # Errors
    /// It is none.
    pub fn read(text: &str) -> Result<Self, Undecided> {
        let Whole { head, body, .. } = Whole::of(text)?;
        let unreadable = |error: serde_yaml::Error| Undecided::Unreadable(error.to_string());
        let front: FrontMatter = serde_yaml::from_str(&head).map_err(unreadable)?;
        let timeline = front.timeline.unwrap_or_default();
        let mut holding = Self::default();
        let is_foreign = timeline.iter().any(|event| event.imported);
        let rows = if is_foreign {
            serde_yaml::from_str::<Yaml>(&head).map_err(unreadable)?
        } else {
            Yaml::Null
        };
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for (place, event) in timeline.iter().enumerate() {
            let ev = event.ev.to_string();
            let row = rows.get("timeline").and_then(|rows| rows.get(place));
            let mark = match row.and_then(Yaml::as_mapping) {
                Some(row) if event.imported => {
                    let said = said_by(row);
                    let number = counted.entry(said.clone()).or_default();
                    *number += 1;
                    Mark::Row(said, *number)
                }
                _ => Mark::Ev(ev.clone()),
            };
            if event.event.as_str() == "retracted" {
                let of = event.detail(&"of".into());
                holding.retracted.extend(of.map(str::to_owned));
            }
            let told = Told {
                mark: mark.clone(),
                at: event.at.timestamp(),
                name: event.event.to_string(),
                by: event.by.clone(),
            };
            holding.events.insert(mark, (ev, told));
        }
        let keys = parts(&body).into_iter().map(|(key, _)| key);
        let messages = keys.filter(|(section, _)| section == CONVERSATION);
        holding.messages = messages.filter_map(|(_, ev)| ev).collect();
        Ok(holding)
    }

    /// What of something lost is not here either: nothing, where it is or where an
    /// event takes it back.
    #[must_use]
    pub fn lacks(&self, lost: &Loss) -> Option<Loss> {
        if self.retracted.contains(&lost.ev) {
            return None;
        }
        let event = lost.event.as_ref().filter(|told| !self.has(told));
        let has_message = lost.has_message && !self.messages.contains(&lost.ev);
        (event.is_some() || has_message).then(|| Loss {
            ev: lost.ev.clone(),
            event: event.cloned(),
            has_message,
        })
    }

    fn has(&self, told: &Told) -> bool {
        self.has_mark(&told.mark)
            && self.events[&told.mark].1.name == told.name
            && self.events[&told.mark].1.at == told.at
    }

    fn has_mark(&self, mark: &Mark) -> bool {
        self.events.contains_key(mark)
    }
}

/// What a parent of a merge has and the merge has not, though neither side had taken it
/// out since their base. `others` are the other parents.
#[must_use]
pub fn lost(parent: &Holding, merge: &Holding, others: &[Other<'_>]) -> Vec<Loss> {
    let versions = others.iter().filter_map(|other| other.version);
    let mut retracted = merge.retracted.clone();
    for version in versions.chain([parent]) {
        retracted.extend(version.retracted.iter().cloned());
    }
    let was_taken_out = |has: &dyn Fn(&Holding) -> bool| {
        others.iter().any(|other| {
            other.version.is_some_and(|version| !has(version))
                && other.bases.iter().any(|base| has(base))
        })
    };
    let mut lost: BTreeMap<&str, Loss> = BTreeMap::new();
    for (mark, (ev, told)) in &parent.events {
        // One that stood in a base may have been changed since, by hand; two that are
        // new under one `ev` are two.
        let mut bases = others.iter().flat_map(|other| &other.bases);
        let is_old = bases.any(|base| base.has_mark(mark));
        let has = |version: &Holding| version.has(told) || is_old && version.has_mark(mark);
        if !has(merge) && !retracted.contains(ev) && !was_taken_out(&has) {
            lost.insert(
                ev,
                Loss {
                    ev: ev.clone(),
                    event: Some(told.clone()),
                    has_message: false,
                },
            );
        }
    }
    for ev in &parent.messages {
        let has = |version: &Holding| version.messages.contains(ev);
        if !has(merge) && !retracted.contains(ev) && !was_taken_out(&has) {
            let none = || Loss {
                ev: ev.clone(),
                event: None,
                has_message: true,
            };
            lost.entry(ev).or_insert_with(none).has_message = true;
        }
    }
    lost.into_values().collect()
}

impl Loss {
    /// Which event, and by whom.
    #[must_use]
    pub fn named(&self) -> String {
        let ev = &self.ev;
        match &self.event {
            Some(Told { name, by, .. }) if self.has_message => {
                format!("the event {ev} ({name} by {by}) and its message")
            }
            Some(Told { name, by, .. }) => format!("the event {ev} ({name} by {by})"),
            None => format!("the message {ev}"),
        }
    }

    /// What the event is called, where one is lost.
    #[must_use]
    pub fn event_name(&self) -> Option<&str> {
        self.event.as_ref().map(|told| told.name.as_str())
    }

    /// Whether a message is lost.
    #[must_use]
    pub const fn has_message(&self) -> bool {
        self.has_message
    }

    /// The `ev` of the event, or of the message.
    #[must_use]
    pub fn ev(&self) -> &str {
        &self.ev
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    const HEAD: &str = "id: INC-261122-K7F4Q\ntitle: Tax\nstatus: open\n";

    /// A version with these events, of which a note has its message.
    fn version(events: &[(&str, &str)]) -> Holding {
        let (mut timeline, mut body) = (String::new(), "\n## Conversation\n".to_owned());
        for (ev, name) in events {
            let _ = writeln!(
                timeline,
                "- at: 2026-11-22T09:00:00Z\n  by: ana\n  event: {name}\n  ev: {ev}"
            );
            if *name == "noted" {
                let _ = write!(
                    body,
                    "\n### 2026-11-22T09:00:00Z · ana → note · {ev}\n> Text.\n"
                );
            }
        }
        read(&timeline, &body)
    }

    fn read(timeline: &str, body: &str) -> Holding {
        Holding::read(&format!("---\n{HEAD}timeline:\n{timeline}---\n{body}")).unwrap()
    }

    fn named(lost: &[Loss]) -> Vec<String> {
        lost.iter().map(Loss::named).collect()
    }

    fn of<'v>(version: &'v Holding, bases: &[&'v Holding]) -> Other<'v> {
        let bases = bases.to_vec();
        let version = Some(version);
        Other { version, bases }
    }

    const OPENED: (&str, &str) = ("a00001", "opened");
    const NOTE: (&str, &str) = ("b00001", "noted");
    const STEP: (&str, &str) = ("c00001", "attended");

    #[test]
    fn what_a_parent_alone_has_is_lost_and_what_the_other_took_out_is_not() {
        let base = version(&[OPENED, NOTE]);
        let ours = version(&[OPENED]);
        let theirs = version(&[OPENED, NOTE, STEP]);
        let others = [of(&ours, &[&base])];
        let step = "the event c00001 (attended by ana)";
        assert_eq!(named(&lost(&theirs, &ours, &others)), [step]);
        assert!(lost(&theirs, &theirs, &others).is_empty());
        // Without a base nobody took anything out.
        let note = "the event b00001 (noted by ana) and its message";
        let others = [of(&ours, &[])];
        assert_eq!(named(&lost(&theirs, &ours, &others)), [note, step]);
    }

    #[test]
    fn what_every_parent_has_is_lost_where_the_merge_lacks_it() {
        let both = version(&[OPENED, NOTE]);
        let merge = version(&[OPENED]);
        let found = lost(&both, &merge, &[of(&both, &[&both])]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn one_of_several_bases_and_one_of_several_parents_tell_that_it_was_taken_out() {
        let (old, without) = (version(&[OPENED, NOTE]), version(&[OPENED]));
        let theirs = version(&[OPENED, NOTE, STEP]);
        let merge = version(&[OPENED, STEP]);
        let is_lost = |others: &[Other<'_>]| !lost(&theirs, &merge, others).is_empty();
        assert!(!is_lost(&[of(&without, &[&without, &old])]));
        assert!(is_lost(&[of(&without, &[&without])]));
        let kept = of(&theirs, &[&old]);
        assert!(is_lost(std::slice::from_ref(&kept)));
        assert!(!is_lost(&[kept, of(&without, &[&old])]));
        // What cannot be read took nothing out.
        let version = None;
        assert!(is_lost(&[Other {
            version,
            bases: vec![&old]
        }]));
    }

    #[test]
    fn what_an_event_takes_back_is_not_lost() {
        let base = version(&[OPENED]);
        let theirs = version(&[OPENED, NOTE]);
        let back =
            "- {at: 2026-11-22T09:00:00Z, by: ana, event: retracted, ev: d00001, of: b00001}\n";
        let opened = "- {at: 2026-11-22T09:00:00Z, by: ana, event: opened, ev: a00001}\n";
        let merge = read(&format!("{opened}{back}"), "");
        assert!(lost(&theirs, &merge, &[of(&merge, &[&base])]).is_empty());
        let found = lost(&theirs, &base, &[of(&base, &[&base])]);
        assert!(found.iter().all(|loss| merge.lacks(loss).is_none()));
        assert!(
            found
                .iter()
                .all(|loss| base.lacks(loss).as_ref() == Some(loss))
        );
    }

    #[test]
    fn a_message_may_be_lost_alone() {
        let base = version(&[OPENED]);
        let theirs = version(&[OPENED, NOTE]);
        let step = "- {at: 2026-11-22T09:00:00Z, by: ana, event: noted, ev: b00001}\n";
        let merge = read(step, "");
        let others = [of(&base, &[&base])];
        let found = lost(&theirs, &merge, &others);
        assert_eq!(found[0].named(), "the event a00001 (opened by ana)");
        assert_eq!(found[1].named(), "the message b00001");
    }

    #[test]
    fn two_events_under_one_ev_are_two_and_one_that_was_changed_is_one() {
        let base = version(&[OPENED]);
        let theirs = version(&[OPENED, NOTE]);
        let ours = version(&[OPENED, (NOTE.0, "attended")]);
        let found = lost(&theirs, &ours, &[of(&ours, &[&base])]);
        assert_eq!(found.len(), 1);
        assert!(
            lost(&theirs, &ours, &[of(&ours, &[&theirs])])
                .iter()
                .all(|loss| loss.event_name().is_none())
        );
    }

    #[test]
    fn rows_of_a_foreign_history_are_the_same_by_what_they_say() {
        let rows = |evs: &[&str], what: &str| {
            let row = |ev: &&str| {
                format!(
                    "- {{at: 2026-11-22T09:00:00Z, by: jira, event: {what}, ev: {ev}, imported: true}}\n"
                )
            };
            evs.iter().map(row).collect::<String>()
        };
        let base = read(&rows(&["m00001"], "opened"), "");
        let theirs = read(
            &(rows(&["m00001"], "opened") + &rows(&["m00002", "m00003"], "noted")),
            "",
        );
        let same = read(
            &(rows(&["m00001"], "opened") + &rows(&["m00008", "m00009"], "noted")),
            "",
        );
        let fewer = read(
            &(rows(&["m00001"], "opened") + &rows(&["m00002"], "noted")),
            "",
        );
        let others = [of(&base, &[&base])];
        assert!(lost(&theirs, &same, &others).is_empty());
        assert_eq!(lost(&theirs, &fewer, &others).len(), 1);
    }
}
