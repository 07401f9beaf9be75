//! What belongs to one event alone.

use serde_json::{Map, Value};

use super::open::open_words;
use crate::core::duration::parse_duration;
use crate::core::fields::Shape;
use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;

macro_rules! details {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal: $shape:expr;)*) => {
        open_words! {
            /// What can be said of one event alone. The list is open: a key that is
            /// none of these is kept as it is.
            Detail { $($(#[doc = $doc])* $name = $word;)* }
        }

        impl Detail {
            /// What its value is; none of one that the tool does not know.
            #[must_use]
            pub const fn shape(&self) -> Option<Shape> {
                match self {
                    $(Self::$name => Some($shape),)*
                    Self::Foreign(_) => None,
                }
            }
        }
    };
}

details! {
    /// Of a message of the desk: for whom it is.
    To = "to": Shape::Name;
    /// Of a message of the requester: who it is from.
    From = "from": Shape::Name;
    /// Of a message: through which channel.
    Channel = "channel": Shape::Name;
    /// Whether its message is for the desk only.
    Internal = "internal": Shape::Flag;
    /// Whether nobody wrote its message.
    Auto = "auto": Shape::Flag;
    /// Whether the requester's message asks nothing.
    Thanks = "thanks": Shape::Flag;
    /// Time worked.
    Spent = "spent": Shape::Duration;
    /// When that began.
    Began = "began": Shape::Instant;
    /// When that ended.
    Ended = "ended": Shape::Instant;
    /// Where it was done, `remote` or `onsite`.
    Place = "place": Shape::Name;
    /// Whether the customer pays nothing for it.
    Free = "free": Shape::Flag;
    /// Of a waiting, who is on turn; of a promise, the day.
    On = "on": Shape::Name;
    /// Who decided.
    DecidedBy = "decided_by": Shape::Name;
    /// Of a waiver: which promise.
    Target = "target": Shape::Name;
    /// Of a waiver: the customer's contact who agreed.
    AgreedBy = "agreed_by": Shape::Name;
    /// Of a waiver: the agent who granted it without the customer.
    GrantedBy = "granted_by": Shape::Name;
    /// Why, as a file made by hand or by another program may say.
    Reason = "reason": Shape::Text;
    /// Of a take-over: the ticket that is a duplicate of this one.
    Duplicate = "duplicate": Shape::Id;
    /// Of a take-over: when the duplicate's requester made contact.
    Contact = "contact": Shape::Instant;
    /// Which messages were changed by hand.
    Messages = "messages": Shape::Names;
    /// The name of an attachment in the ticket's folder.
    File = "file": Shape::Name;
    /// Its name where it came from.
    Name = "name": Shape::Text;
    /// Its size.
    Bytes = "bytes": Shape::Number;
    /// The sum of its bytes, in hexadecimal digits.
    Sha256 = "sha256": Shape::Name;
    /// Of a foreign history: when it happened as a row says, where that cannot be.
    Stated = "stated": Shape::Instant;
    /// Of a foreign history: the text beside a row.
    Comment = "comment": Shape::Text;
    /// Of a foreign history: what a row says that came too late to change fields.
    Late = "late": Shape::Values;
    /// Of a foreign history: what a row says against what was done here later.
    Overruled = "overruled": Shape::Values;
}

impl Detail {
    /// What an event has that carries a message.
    pub const OF_A_MESSAGE: &[Self] = &[Self::To, Self::From, Self::Channel, Self::Internal];
    /// What an event of a foreign history may have.
    pub const OF_A_HISTORY: &[Self] = &[Self::Stated, Self::Comment, Self::Late, Self::Overruled];

    /// What a value must be and is not; none where it is, where there is none, or
    /// where the tool does not know.
    #[must_use]
    pub fn lacks(&self, value: &Value) -> Option<&'static str> {
        let text = value.as_str();
        let is = |fits: bool, what| (!fits && !value.is_null()).then_some(what);
        match self.shape()? {
            Shape::Flag => is(value.is_boolean(), "true or false"),
            Shape::Number => is(value.is_u64(), "a whole number"),
            Shape::Duration => {
                let duration = text.map(parse_duration);
                is(matches!(duration, Some(Ok(_))), "a duration such as 1h30m")
            }
            Shape::Instant => {
                let at = text.map(Timestamp::parse_from_rfc3339);
                is(matches!(at, Some(Ok(_))), "an instant as in RFC 3339")
            }
            Shape::Id => {
                let id = text.map(str::parse::<TicketId>);
                is(matches!(id, Some(Ok(_))), "the id of a ticket")
            }
            Shape::Names => {
                let items = value.as_array();
                let is_list = items.is_some_and(|items| items.iter().all(Value::is_string));
                is(is_list, "a list of names")
            }
            Shape::Values => is(value.is_object(), "a mapping of fields"),
            _ => is(text.is_some(), "a text"),
        }
    }
}

/// Details with their values, each once, in the order of the file. They are two
/// or three: looked through they are found sooner than in a table, which would
/// take more room than all of them.
#[derive(Debug, Clone, Default)]
pub struct Details(Vec<(Detail, Value)>);

impl Details {
    /// Those that were details before: each stands once.
    pub(crate) fn of(entries: Vec<(Detail, Value)>) -> Self {
        Self(entries)
    }

    /// The value of a detail.
    #[must_use]
    pub fn get(&self, detail: &Detail) -> Option<&Value> {
        let found = self.0.iter().find(|(known, _)| known == detail);
        found.map(|(_, value)| value)
    }

    /// Sets the value of a detail: in its place, or at the end.
    pub fn insert(&mut self, detail: Detail, value: impl Into<Value>) {
        match self.0.iter_mut().find(|(known, _)| *known == detail) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((detail, value.into())),
        }
    }

    /// Each detail with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&Detail, &Value)> {
        self.0.iter().map(|(detail, value)| (detail, value))
    }

    /// As an object of JSON.
    #[must_use]
    pub fn object(&self) -> Map<String, Value> {
        let entries = self.iter();
        let entries = entries.map(|(detail, value)| (detail.as_str().to_owned(), value.clone()));
        entries.collect()
    }
}

/// The order is no part of what they say.
impl PartialEq for Details {
    fn eq(&self, other: &Self) -> bool {
        let mut entries = self.iter();
        let is_same = |(detail, value)| other.get(detail) == Some(value);
        self.0.len() == other.0.len() && entries.all(is_same)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_detail_stands_once_and_keeps_its_place() {
        let mut details = Details::default();
        details.insert(Detail::To, "marta");
        details.insert(Detail::Auto, true);
        details.insert(Detail::To, "nubia");
        assert_eq!(
            Value::from(details.object()),
            json!({"to": "nubia", "auto": true})
        );
        assert_eq!(details.iter().next(), Some((&Detail::To, &json!("nubia"))));
        assert_eq!(details.get(&Detail::From), None);
    }

    #[test]
    fn the_order_of_details_makes_no_difference_and_their_number_does() {
        let of = |pairs: &[(&str, u8)]| -> Details {
            let mut details = Details::default();
            for (key, value) in pairs {
                details.insert((*key).into(), *value);
            }
            details
        };
        assert_eq!(of(&[("a", 1), ("b", 2)]), of(&[("b", 2), ("a", 1)]));
        assert_ne!(of(&[("a", 1)]), of(&[("a", 1), ("b", 2)]));
        assert_ne!(of(&[("a", 1)]), of(&[("a", 2)]));
    }
}
