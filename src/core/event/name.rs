//! What can happen to a ticket: a row for each kind of event.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Event;
use super::details::Detail;
use super::open::open_words;
use super::verb;
use crate::core::fields::Fields;

/// What an event does to the clocks of its ticket, beside what follows from the
/// fields that it sets and the message that it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnClocks {
    /// It starts them.
    Starts,
    /// Nothing, whatever it is about.
    Nothing,
    /// Nothing of the past: what had come of a clock by then stands.
    Onward,
    /// Somebody is on it, which some contracts take for a response.
    Attends,
    /// What the ticket is, was judged anew.
    Judges,
    /// A target is given up.
    GivesUp,
    /// They start at the earlier contact of another ticket.
    StartsEarlier,
    /// Anything: what is known of the past is another.
    Past,
}

/// All that there is to say of a kind of event.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What it does to a clock.
    pub on_clocks: OnClocks,
    /// Whether the requester may know of it; an internal message makes an event
    /// of any kind the desk's own.
    pub is_public: bool,
    /// What can belong to it alone, beside what any message has ([`Detail::OF_A_MESSAGE`])
    /// and any row of a foreign history ([`Detail::OF_A_HISTORY`]).
    pub details: &'static [Detail],
    /// The verb of the command that records it, and what about: the subject of
    /// its commit, by the ticket's fields after it.
    pub verb: fn(&Event, &Fields) -> String,
}

macro_rules! names {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal, $on_clocks:ident, $public:ident
        [$($detail:ident),*] $verb:expr;)*) => {
        open_words! {
            /// What happened. The list is open: what a file says that is none of
            /// these is kept as it is, and folds like any other.
            Name { $($(#[doc = $doc])* $name = $word;)* }
        }

        impl Name {
            /// What there is to say of it; none of one that the tool does not know.
            #[must_use]
            pub fn row(&self) -> Option<&'static Row> {
                match self {
                    $(Self::$name => {
                        const ROW: Row = Row {
                            on_clocks: OnClocks::$on_clocks,
                            is_public: Public::$public.is(),
                            details: &[$(Detail::$detail),*],
                            verb: $verb,
                        };
                        Some(&ROW)
                    })*
                    Self::Foreign(_) => None,
                }
            }
        }
    };
}

enum Public {
    Public,
    Desk,
}

impl Public {
    const fn is(self) -> bool {
        matches!(self, Self::Public)
    }
}

names! {
    /// A ticket was filed.
    Opened = "opened", Starts, Public [Spent]
        |_, after| format!("open {}", after.title.as_deref().unwrap_or_default());
    /// Kind, category, service or priority were judged.
    Classified = "classified", Judges, Public [] verb::classified;
    /// A technician is on it.
    Attended = "attended", Attends, Public [] |_, _| "take".to_owned();
    /// It was given to an agent.
    Assigned = "assigned", Nothing, Desk [] |event, _| verb::of_field("assign", event, "assignee");
    /// It went to another tier.
    Escalated = "escalated", Onward, Desk []
        |_, after| format!("escalate to tier {}", after.tier.unwrap_or(1));
    /// A public message of the desk.
    Replied = "replied", Onward, Public [Auto, Spent]
        |event, _| verb::of("reply to", event, &Detail::To);
    /// An internal note.
    Noted = "noted", Nothing, Desk [Auto, Spent] |_, _| "note".to_owned();
    /// A message from the requester.
    Received = "received", Onward, Public [Auto, Thanks, Spent]
        |event, _| verb::of("receive from", event, &Detail::From);
    /// Somebody outside the desk is on turn.
    Waited = "waited", Onward, Public [On] |event, _| verb::of("wait for", event, &Detail::On);
    /// The desk is on turn again.
    Resumed = "resumed", Onward, Public [] |_, _| "resume".to_owned();
    /// Its cause is known.
    Diagnosed = "diagnosed", Attends, Desk [Spent] |_, _| "diagnose".to_owned();
    /// An adaptive ticket may be done.
    Approved = "approved", Onward, Public [DecidedBy]
        |event, _| verb::of("approve by", event, &Detail::DecidedBy);
    /// An adaptive ticket will not be done.
    Rejected = "rejected", Judges, Public [DecidedBy]
        |event, _| verb::of("reject by", event, &Detail::DecidedBy);
    /// A date was given to the customer.
    Promised = "promised", Onward, Public [On] |event, _| verb::of("promise", event, &Detail::On);
    /// A target was given up, by the customer or by the desk.
    Waived = "waived", GivesUp, Desk [Target, AgreedBy, GrantedBy] verb::waived;
    /// Time was spent.
    Worked = "worked", Attends, Desk [Spent, Began, Ended, Place, Free]
        |event, _| verb::of("work", event, &Detail::Spent);
    /// It was tied to another ticket.
    Linked = "linked", Nothing, Desk [] verb::linked;
    /// Service is restored.
    Resolved = "resolved", Onward, Public [Spent] verb::resolved;
    /// The requester confirmed or stayed silent.
    Closed = "closed", Onward, Public [] |event, _| verb::in_brackets("close", event, "closure");
    /// It was not solved after all.
    Reopened = "reopened", Past, Public [] |_, _| "reopen".to_owned();
    /// It ended without a resolution.
    Cancelled = "cancelled", Judges, Public []
        |event, _| verb::in_brackets("cancel", event, "cancellation");
    /// An earlier ticket is a duplicate of this one, which stands in for it
    /// from its contact on.
    TookOver = "took-over", StartsEarlier, Desk [Duplicate, Contact]
        |event, _| verb::of("take over the earlier contact of", event, &Detail::Duplicate);
    /// The file was changed by hand.
    Edited = "edited", Past, Desk [Messages] verb::edited;
    /// A file was attached.
    Attached = "attached", Nothing, Desk [File, Name, Bytes, Sha256]
        |event, _| verb::of("attach", event, &Detail::Name);
    /// It became a FAQ article.
    Promoted = "promoted", Nothing, Desk [] |_, _| "promote to the FAQ".to_owned();
    /// A row of a foreign history that is none of the above.
    Imported = "imported", Past, Desk [] |_, _| "imported".to_owned();
}

impl Name {
    /// What it does to a clock.
    #[must_use]
    pub fn on_clocks(&self) -> OnClocks {
        self.row().map_or(OnClocks::Past, |row| row.on_clocks)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl JsonSchema for Name {
    fn schema_name() -> Cow<'static, str> {
        "EventName".into()
    }

    // Another program's events are events.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = Name;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a string")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Name, E> {
                Ok(word.into())
            }
        }
        deserializer.deserialize_str(Word)
    }
}
