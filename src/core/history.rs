//! What commits say of tickets, what they did to them, and whether the two
//! agree. A trailer is a claim: what a commit touched is found by comparing
//! trees, and no trailer hides it.

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::fields::words;
use super::id::TicketId;
use super::stamp::Timestamp;

/// An event by its `ev` and name, as a trailer or a timeline has them.
pub type Named = (String, String);

/// A commit that touched the store, or says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// Its id, in hexadecimal digits.
    pub commit: String,
    /// The author's name.
    pub by: String,
    /// When it was written, says the author's clock; `None` where no calendar
    /// has what it says.
    pub at: Option<Timestamp>,
    /// When it was committed, says the committer's, likewise; a rebase makes it
    /// later.
    pub committed_at: Option<Timestamp>,
    /// Why it cannot be read as git writes commits; what could be told of it all
    /// the same stands here.
    pub unreadable: Option<String>,
    /// The first line of its message.
    pub subject: String,
    /// What its trailers say.
    pub claims: Claims,
    /// How many parents it names.
    pub parents: usize,
    /// Whether the parents it names are not here: the end of a shallow clone.
    /// What it touched is not known then.
    pub is_cut: bool,
    /// How many tickets it touched.
    pub touched: usize,
    /// The files it changed, made or removed, from the store's root, in order.
    /// Of a merge those that differ from every parent's. Where only some
    /// tickets were asked about, theirs.
    pub paths: Vec<String>,
}

/// Where a walk through history ended: all that the next one must know to go on
/// from there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The commit it began at, in hexadecimal digits; every one before it was
    /// seen.
    pub head: String,
    /// The commits where the clone was cut, likewise.
    pub cuts: Vec<String>,
}

/// What a walk through history found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    /// Whether it went on where the last one ended. Else all that it found is to
    /// be forgotten: what it saw has gone, or the clone is cut elsewhere.
    pub goes_on: bool,
    /// The commits that the last walk saw and that are to be forgotten, in
    /// hexadecimal digits: its last ones. History was rewritten, or another
    /// order is right now; then they are found again.
    pub undone: Vec<String>,
    /// Where it ended.
    pub seen: Seen,
    /// The commits that are new, each after its parents: after those that stay,
    /// they stand in the order of a walk through everything.
    pub commits: Vec<Committed>,
}

/// What the trailers of a commit say, `Ticket: ID` and `Event: EV NAME`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Each ticket with its events.
    pub tickets: Vec<(TicketId, Vec<Named>)>,
    /// How many tickets there are where none is named: `Tickets: N`.
    pub counted: Option<usize>,
}

impl Claims {
    /// Reads the trailers: the last paragraph of a message that has more than
    /// one, as git does. What is no trailer of ours is passed over.
    #[must_use]
    pub fn read(message: &str) -> Self {
        let mut claims = Self::default();
        let Some((_, last)) = message.trim_end().rsplit_once("\n\n") else {
            return claims;
        };
        for line in last.lines() {
            match line.split_once(": ") {
                Some(("Ticket", id)) => claims
                    .tickets
                    .extend(id.parse().ok().map(|id| (id, vec![]))),
                Some(("Tickets", number)) => claims.counted = number.trim().parse().ok(),
                Some(("Event", event)) => {
                    if let (Some((_, events)), Some((ev, name))) =
                        (claims.tickets.last_mut(), event.split_once(' '))
                    {
                        events.push((ev.to_owned(), name.trim_end().to_owned()));
                    }
                }
                _ => {}
            }
        }
        claims
    }

    /// Whether they say nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tickets.is_empty() && self.counted.is_none()
    }

    /// The events of a ticket; `None` where it is not named.
    #[must_use]
    pub fn of(&self, id: &TicketId) -> Option<Vec<Named>> {
        let mut named = self.tickets.iter().filter(|(named, _)| named == id);
        let mut events = named.next()?.1.clone();
        events.extend(named.flat_map(|(_, events)| events.clone()));
        Some(events)
    }
}

/// What a commit did to a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Events that no parent has.
    pub added: Vec<Named>,
    /// Events that a parent has and the commit has not.
    pub removed: Vec<Named>,
    /// Events that every parent that has them tells otherwise.
    pub changed: Vec<Named>,
}

impl Compared {
    /// Compares a timeline with those of the parents.
    #[must_use]
    pub fn of(before: &[&[Event]], after: &[Event]) -> Self {
        let mut compared = Self::default();
        for event in after {
            let mut known = before.iter().filter_map(|events| find(events, event));
            match known.next() {
                None => compared.added.push(named(event)),
                Some(first) if first == event || known.any(|other| other == event) => {}
                Some(_) => compared.changed.push(named(event)),
            }
        }
        for event in before.iter().copied().flatten() {
            let lost = named(event);
            if find(after, event).is_none() && !compared.removed.contains(&lost) {
                compared.removed.push(lost);
            }
        }
        compared
    }
}

fn find<'a>(events: &'a [Event], wanted: &Event) -> Option<&'a Event> {
    events.iter().find(|event| event.ev == wanted.ev)
}

fn named(event: &Event) -> Named {
    (event.ev.to_string(), event.event.to_string())
}

/// What was looked at in the file of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing: only the trailers are told.
    Unread,
    /// The commit or a parent has a file that is no ticket.
    Unreadable,
    /// Its timeline.
    Compared(Compared),
}

words! {
    /// How a commit came to touch a ticket.
    How {
        /// A command did it: the trailers name exactly the events that the timeline
        /// gained, and it lost none.
        Recorded = "recorded",
        /// The trailers name the ticket, and no event proves it: its timeline did
        /// not change, or was not looked at.
        Named = "named",
        /// No trailer names the ticket: by hand, a revert, a merge that changed it.
        Hand = "by-hand",
        /// The trailers name the ticket and its timeline says something else.
        Differs = "differs",
        /// The trailers name the ticket and nothing of it was touched.
        Untouched = "untouched",
        /// The end of a shallow clone: what the commit touched is not known.
        Unknown = "unknown",
    }
}

/// One ticket in one commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed<'a> {
    /// The ticket.
    pub id: TicketId,
    /// The commit.
    pub committed: &'a Committed,
    /// The files of the ticket that it touched.
    pub paths: Vec<&'a str>,
    /// The events that the trailers name; `None` where they do not name the
    /// ticket.
    pub claimed: Option<Vec<Named>>,
}

impl Deed<'_> {
    /// How the commit came to touch the ticket, by what was found in its file.
    #[must_use]
    pub fn how(&self, content: &Content) -> How {
        let counted = self.committed.claims.counted;
        // A commit of many tickets names none; then their number must be right.
        let is_counted = self.claimed.is_none() && counted == Some(self.committed.touched);
        match (&self.claimed, content) {
            _ if self.committed.is_cut => How::Unknown,
            (Some(_), _) if self.paths.is_empty() => How::Untouched,
            (None, _) if !is_counted => How::Hand,
            (_, Content::Unread) => How::Named,
            (_, Content::Unreadable) => How::Differs,
            (claimed, Content::Compared(compared)) => {
                let is_kept = compared.removed.is_empty() && compared.changed.is_empty();
                let is_said = claimed
                    .as_ref()
                    .is_none_or(|claimed| same(claimed, &compared.added));
                match (is_kept && is_said, compared.added.is_empty()) {
                    (false, _) => How::Differs,
                    (true, true) => How::Named,
                    (true, false) => How::Recorded,
                }
            }
        }
    }

    /// Whether a command did it, as far as that was looked at.
    #[must_use]
    pub fn is_recorded(&self, content: &Content) -> bool {
        match self.how(content) {
            How::Recorded => true,
            How::Named => *content == Content::Unread,
            _ => false,
        }
    }
}

fn same(some: &[Named], others: &[Named]) -> bool {
    some.len() == others.len() && some.iter().all(|one| others.contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::ev::Ev;
    use crate::core::event::Name;

    fn event(ev: &str, by: &str) -> Event {
        let at = "2026-11-22T09:14:00-05:00".parse().unwrap();
        Event::new(at, by, Name::Replied, Ev::parse(ev).unwrap())
    }

    fn evs(events: &[Named]) -> Vec<&str> {
        events.iter().map(|(ev, _)| ev.as_str()).collect()
    }

    #[test]
    fn trailers_are_the_last_paragraph_and_events_belong_to_the_ticket_above() {
        let said = Claims::read(
            "two\n\nTicket: INC-261122-AAAAA\nEvent: k7q2m9 replied\nEvent: k7q2ma closed\nTicket: INC-261122-BBBBB\nSigned-off-by: x\n",
        );
        let ids: Vec<&str> = said.tickets.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["INC-261122-AAAAA", "INC-261122-BBBBB"]);
        assert_eq!(evs(&said.tickets[0].1), ["k7q2m9", "k7q2ma"]);
        assert_eq!(said.tickets[1].1, []);
        for silent in [
            "Ticket: INC-261122-AAAAA",
            "x\n\nTicket: INC-261122-AAAAA\n\nand more",
            "x\n\nTicket: nonsense\nEvent: k7q2m9 replied",
            "",
        ] {
            assert!(Claims::read(silent).is_empty(), "{silent:?}");
        }
        assert_eq!(
            Claims::read("x\n\nTickets: 51\nEvents: 60").counted,
            Some(51)
        );
    }

    #[test]
    fn a_merge_adds_what_no_parent_has_and_loses_what_one_of_them_had() {
        let [a, b, c] = ["aaaaaa", "bbbbbb", "cccccc"].map(|ev| event(ev, "ana"));
        let other = event("aaaaaa", "eve");
        let ours = [a.clone(), b.clone()];
        let theirs = [a.clone(), c.clone()];
        let union = [a.clone(), b.clone(), c.clone()];
        assert_eq!(Compared::of(&[&ours, &theirs], &union), Compared::default());
        let evil = Compared::of(&[&ours, &theirs], &[other, b, event("dddddd", "ana")]);
        assert_eq!(evs(&evil.added), ["dddddd"]);
        assert_eq!(evs(&evil.removed), ["cccccc"]);
        assert_eq!(evs(&evil.changed), ["aaaaaa"]);
    }
}
