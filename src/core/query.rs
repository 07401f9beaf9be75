//! The query grammar of `list`, `report`, bulk changes and completions.
//!
//! Terms stand side by side and must all hold. `field:a,b` is any of the
//! values, `-term` is its opposite, `field:none` and `field:any` ask for
//! absence and presence, dates take `>=`, `<`, `from..to` and periods, and
//! what is no `field:` is text looked for in title, body and error code.
//! `due:` and the words `overdue`, `at-risk` and `breached` ask for the clocks
//! of a ticket, which are read only where they are asked for.

mod clocks;
mod values;

use chrono::{DateTime, Utc};
use serde_json::Value;
use thiserror::Error;

use super::contract::Contracts;
use super::fields::{FIELD_NAMES, Field, Status, aliases};
use super::period;
use super::policy::Policy;
use super::reach::Reach;
use super::search;
use super::sla::Clocks;
use super::stamp::Timestamp;
use super::ticket::Ticket;
use super::when::parse_when;
use super::words;
use clocks::ClockTerm;
pub use clocks::WORDS as CLOCK_WORDS;
use values::{growing_value, is_growing, known_value};

/// Why a query cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// No ticket has such a field.
    #[error("`{field}` is not a field")]
    Field {
        /// As typed.
        field: String,
        /// The nearest one there is.
        nearest: Option<String>,
    },
    /// A value that the field cannot have.
    #[error("`{value}` is not {what}")]
    Value {
        /// As typed.
        value: String,
        /// What the field has.
        what: String,
        /// The values there are; empty for open ones.
        known: Vec<String>,
    },
    /// A quote that is not closed.
    #[error("the query ends inside quotes")]
    Unclosed,
    /// `OR`, `AND`, `NOT`, which other languages of queries have.
    #[error("{word} is no term of a query")]
    Operator {
        /// As typed.
        word: String,
    },
    /// `status:` without a value.
    #[error("`{field}:` needs a value")]
    Empty {
        /// As typed.
        field: String,
    },
}

impl QueryError {
    /// The next thing to type.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Field { field, nearest } => Some(match nearest {
                Some(nearest) => format!("did you mean {nearest}:?"),
                None => format!("quote it to look for the text: \"{field}:...\""),
            }),
            Self::Operator { word } => Some(match word.as_str() {
                "OR" => "status:open,waiting says or, between values of a field".to_owned(),
                "NOT" => "-status:open says not".to_owned(),
                _ => format!("leave {word} out: every term must hold"),
            }),
            Self::Value { known, .. } if known.is_empty() => None,
            Self::Value { value, known, .. } => Some(words::instead(value, known)),
            Self::Unclosed => Some("close the quotes".to_owned()),
            Self::Empty { field } => Some(format!("{field}:none asks for tickets without one")),
        }
    }
}

/// What names and times in a query mean.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The values there are.
    pub policy: &'a Policy,
    /// The customers and their contacts; see [`asks_for_parties`].
    pub contracts: &'a Contracts,
    /// The instant that `-2h` and `yesterday` count from.
    pub now: DateTime<Utc>,
    /// Whom `me` stands for.
    pub me: Option<&'a str>,
}

/// A question that a ticket answers with yes or no.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    terms: Vec<Term>,
    /// Asked last, since clocks cost more than a look at a field.
    clocks: Vec<ClockTerm>,
    /// Values that the desk does not know and an imported or older ticket may
    /// have.
    doubts: Vec<Doubt>,
}

#[derive(Debug, Clone, PartialEq)]
struct Doubt {
    field: String,
    wanted: Wanted,
    error: QueryError,
}

#[derive(Debug, Clone, PartialEq)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    /// The field (of one or several values) has one of these.
    OneOf(String, Vec<Wanted>),
    /// There is such a date, and it lies there.
    Dated(Date, Dates),
    /// The text occurs; compared without letter case.
    Text(String),
}

#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    None,
    Any,
    /// This value, or one below it (`invoicing` finds `invoicing/tax`).
    Value(String),
}

/// What is asked of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dates {
    /// That there is one, or none.
    There(bool),
    /// That it lies in `[from, to)`.
    Within(Option<Timestamp>, Option<Timestamp>),
}

impl Dates {
    fn hold(self, date: Option<Timestamp>) -> bool {
        match self {
            Self::There(there) => date.is_some() == there,
            Self::Within(from, to) => date.is_some_and(|instant| {
                from.is_none_or(|from| instant >= from) && to.is_none_or(|to| instant < to)
            }),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Date {
    Opened,
    Updated,
    Resolved,
    Closed,
    WaitingUntil,
}

const DATES: [(&str, Date); 6] = [
    ("opened", Date::Opened),
    ("opened_at", Date::Opened),
    ("updated", Date::Updated),
    ("resolved", Date::Resolved),
    ("closed", Date::Closed),
    ("waiting_until", Date::WaitingUntil),
];

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// On a value the field cannot have and on a quote that is not closed. A
    /// field the tool does not know may still be a key of the user's own:
    /// [`Query::unknown_field`] tells once the tickets are there.
    pub fn parse(text: &str, scene: &Scene<'_>) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for token in tokens(text)? {
            if !token.quoted && OPERATORS.contains(&token.text.as_str()) {
                return Err(QueryError::Operator { word: token.text });
            }
            match ClockTerm::read(&token, scene)? {
                Some(term) => query.clocks.push(term),
                None => query.terms.push(term(&token, scene, &mut query.doubts)?),
            }
        }
        Ok(query)
    }

    /// Reads a query whose words are looked for as full text: `fact*`, `TX-22`
    /// and "no cuadra" in quotes, which need not be closed. It may have been
    /// pasted: `AND`, `OR` and `NOT` are words like others.
    ///
    /// # Errors
    /// As for [`Self::parse`].
    pub fn with_text(text: &str, scene: &Scene<'_>) -> Result<(Self, search::Wanted), QueryError> {
        let mut query = Self::default();
        let mut wanted = search::Wanted::default();
        let tokens = tokens(text).or_else(|_| tokens(&format!("{text}\"")))?;
        for token in tokens {
            if let Some(term) = ClockTerm::read(&token, scene)? {
                query.clocks.push(term);
            } else if token.field().is_some() {
                query.terms.push(term(&token, scene, &mut query.doubts)?);
            } else if let Some(phrase) = search::Phrase::of(&token.text, token.quoted) {
                let phrases = if token.negated {
                    &mut wanted.unwanted
                } else {
                    &mut wanted.phrases
                };
                phrases.push(phrase);
            }
        }
        Ok((query, wanted))
    }

    /// Whether it holds for every ticket.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.clocks.is_empty()
    }

    /// Whether it asks for the status in any way.
    #[must_use]
    pub fn asks_for_status(&self) -> bool {
        self.terms.iter().any(|term| match &term.test {
            Test::OneOf(field, _) => field == "status",
            Test::Dated(date, _) => matches!(date, Date::Resolved | Date::Closed),
            Test::Text(_) => false,
        })
    }

    /// Whether it asks for clocks, so that the caller has to have some.
    #[must_use]
    pub fn asks_for_clocks(&self) -> bool {
        !self.clocks.is_empty()
    }

    /// Narrows the question to tickets that are worked on.
    #[must_use]
    pub fn and_active(self) -> Self {
        self.and_status(Status::is_active)
    }

    /// Narrows the question to tickets of some statuses.
    #[must_use]
    pub fn and_status(mut self, is_wanted: impl Fn(Status) -> bool) -> Self {
        let wanted = Status::ALL.iter().filter(|status| is_wanted(**status));
        let wanted = wanted.map(|status| Wanted::Value(status.to_string()));
        self.terms.push(Term {
            negated: false,
            test: Test::OneOf("status".to_owned(), wanted.collect()),
        });
        self
    }

    /// Narrows the question to the tickets of an agent.
    #[must_use]
    pub fn and_assignee(mut self, handle: &str) -> Self {
        self.terms.push(Term {
            negated: false,
            test: Test::OneOf(
                "assignee".to_owned(),
                vec![Wanted::Value(handle.to_owned())],
            ),
        });
        self
    }

    /// Which tickets the answer can depend on: of the terms, the status narrows
    /// it. A field or value that may be a mistake has to be looked for in all.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let any = |is_such: fn(&Test) -> bool| self.terms.iter().any(|term| is_such(&term.test));
        let mut reach = Reach {
            bodies: any(|test| matches!(test, Test::Text(_))),
            timelines: self.asks_for_clocks() || any(|test| matches!(test, Test::Dated(..))),
            ..Reach::default()
        };
        if !self.is_certain() {
            return reach;
        }
        for term in &self.terms {
            if let Test::OneOf(field, wanted) = &term.test
                && field == "status"
            {
                let answers = |status: &&Status| {
                    let status = Value::from(status.as_str());
                    wanted.iter().any(|wanted| wanted.is(Some(&status))) != term.negated
                };
                let known = reach.statuses.unwrap_or_else(|| Status::ALL.to_vec());
                let left = known.iter().filter(answers).copied().collect();
                reach.statuses = Some(left);
            }
        }
        reach
    }

    /// Whether every field and value is known to be one: of the others only
    /// all the tickets can tell ([`Self::unknown_field`]).
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let mut tests = self.terms.iter().map(|term| &term.test);
        self.doubts.is_empty()
            && tests.all(|test| match test {
                Test::OneOf(field, _) => field == "id" || FIELD_NAMES.contains(&field.as_str()),
                Test::Dated(..) | Test::Text(_) => true,
            })
    }

    /// Whether a ticket answers yes. Its clocks are asked for only when all
    /// else holds, and only by a query that [asks for
    /// clocks](Self::asks_for_clocks).
    #[must_use]
    pub fn matches(&self, ticket: &Ticket, clocks: impl FnOnce() -> Option<Clocks>) -> bool {
        let mut terms = self.terms.iter();
        if !terms.all(|term| term.test.holds(ticket) != term.negated) {
            return false;
        }
        if self.clocks.is_empty() {
            return true;
        }
        let clocks = clocks();
        self.clocks.iter().all(|term| term.holds(clocks.as_ref()))
    }

    /// A field that neither the tool nor any of the tickets knows, or a value
    /// that neither the desk nor any of them has.
    #[must_use]
    pub fn unknown_field<'a>(
        &self,
        tickets: impl IntoIterator<Item = &'a Ticket> + Clone,
    ) -> Option<QueryError> {
        let unfounded = self.doubts.iter().find(|doubt| {
            let mut tickets = tickets.clone().into_iter();
            !tickets.any(|ticket| doubt.wanted.is(ticket.fields.get(&doubt.field).as_ref()))
        });
        if let Some(doubt) = unfounded {
            return Some(doubt.error.clone());
        }
        let mut unknown: Vec<&str> = self
            .terms
            .iter()
            .filter_map(|term| match &term.test {
                Test::OneOf(field, _)
                    if field != "id" && !FIELD_NAMES.contains(&field.as_str()) =>
                {
                    Some(field.as_str())
                }
                _ => None,
            })
            .collect();
        if unknown.is_empty() {
            return None;
        }
        for ticket in tickets {
            unknown.retain(|field| !ticket.fields.extra.contains_key(*field));
        }
        let field = (*unknown.first()?).to_owned();
        Some(QueryError::Field {
            nearest: words::nearest(&field, names()).map(str::to_owned),
            field,
        })
    }
}

/// Whether a query names a customer or a requester, so that the contracts must
/// be read for it. A query that cannot be read names none.
#[must_use]
pub fn asks_for_parties(text: &str) -> bool {
    let names = |token: &Token| {
        let field = token.text.split_once(':').map(|(field, _)| field);
        field.is_some_and(|field| values::PARTIES.contains(&canonical(field).as_str()))
    };
    tokens(text).is_ok_and(|tokens| tokens.iter().any(names))
}

/// A field as the store calls it.
fn canonical(field: &str) -> String {
    let name = field.to_ascii_lowercase().replace('-', "_");
    Field::find(&name).map_or(name, |field| field.name.to_owned())
}

/// The fields a query may ask for, those of an importer or of the user apart.
pub fn names() -> impl Iterator<Item = &'static str> {
    let dates = DATES.map(|(name, _)| name);
    let fields = FIELD_NAMES.iter().copied();
    fields
        .chain(dates.into_iter().filter(|name| !FIELD_NAMES.contains(name)))
        .chain([clocks::DUE])
        .chain(aliases())
}

/// Taken for text they would give an answer to another question.
const OPERATORS: [&str; 3] = ["AND", "OR", "NOT"];

/// One token of a query; `quoted` ones are text whatever they look like.
struct Token {
    text: String,
    negated: bool,
    quoted: bool,
}

impl Token {
    /// The name of a field and the values after it.
    fn field(&self) -> Option<(&str, &str)> {
        let (name, values) = self.text.split_once(':')?;
        (!self.quoted && is_field_name(name)).then_some((name, values))
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    loop {
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        if letters.peek().is_none() {
            return Ok(tokens);
        }
        let negated = letters.next_if_eq(&'-').is_some();
        let quoted = letters.peek() == Some(&'"');
        let (mut word, mut inside) = (String::new(), false);
        while let Some(letter) = letters.next_if(|letter| inside || !letter.is_whitespace()) {
            if letter == '"' {
                inside = !inside;
            } else {
                word.push(letter);
            }
        }
        if inside {
            return Err(QueryError::Unclosed);
        }
        tokens.push(Token {
            text: word,
            negated,
            quoted,
        });
    }
}

fn term(token: &Token, scene: &Scene<'_>, doubts: &mut Vec<Doubt>) -> Result<Term, QueryError> {
    let negated = token.negated;
    let test = match token.field() {
        Some((field, values)) => field_test(field, values, scene, doubts)?,
        None => Test::Text(token.text.to_lowercase()),
    };
    Ok(Term { negated, test })
}

fn is_field_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter))
}

fn field_test(
    field: &str,
    values: &str,
    scene: &Scene<'_>,
    doubts: &mut Vec<Doubt>,
) -> Result<Test, QueryError> {
    let name = canonical(field);
    needs_value(field, values)?;
    if let Some((_, date)) = DATES.iter().find(|(known, _)| *known == name) {
        return Ok(Test::Dated(*date, dates(values, scene)?));
    }
    if name == "text" {
        return Ok(Test::Text(values.to_lowercase()));
    }
    let mut wanted = Vec::new();
    for value in values.split(',').filter(|value| !value.is_empty()) {
        match value {
            "none" => wanted.push(Wanted::None),
            "any" => wanted.push(Wanted::Any),
            "active" if name == "status" => {
                let active = Status::ALL.iter().filter(|status| status.is_active());
                wanted.extend(active.map(|status| Wanted::Value(status.to_string())));
            }
            value if is_growing(&name) => {
                let typed = Wanted::Value(value.to_owned());
                match growing_value(&name, value, scene) {
                    Ok(whole) if whole != value => wanted.push(Wanted::Value(whole)),
                    Ok(_) => {}
                    Err(error) => doubts.push(Doubt {
                        field: name.clone(),
                        wanted: typed.clone(),
                        error,
                    }),
                }
                // As typed, too: a foreign ticket may have what here is only
                // the beginning of a value.
                wanted.push(typed);
            }
            value => wanted.push(Wanted::Value(known_value(&name, value, scene)?)),
        }
    }
    Ok(Test::OneOf(name, wanted))
}

fn needs_value(field: &str, values: &str) -> Result<(), QueryError> {
    if values.trim_matches(',').is_empty() {
        return Err(QueryError::Empty {
            field: field.to_owned(),
        });
    }
    Ok(())
}

fn dates(values: &str, scene: &Scene<'_>) -> Result<Dates, QueryError> {
    match values {
        "none" => return Ok(Dates::There(false)),
        "any" => return Ok(Dates::There(true)),
        _ => {}
    }
    let (from, to) = if let Some(text) = values.strip_prefix(">=") {
        (Some(span(text, scene)?.0), None)
    } else if let Some(text) = values.strip_prefix("<=") {
        (None, Some(span(text, scene)?.1))
    } else if let Some(text) = values.strip_prefix('>') {
        (Some(span(text, scene)?.1), None)
    } else if let Some(text) = values.strip_prefix('<') {
        (None, Some(span(text, scene)?.0))
    } else if let Some((from, to)) = values.split_once("..") {
        let side = |text: &str| match text {
            "" | "*" => Ok(None),
            text => span(text, scene).map(Some),
        };
        (
            side(from)?.map(|(from, _)| from),
            side(to)?.map(|(_, to)| to),
        )
    } else {
        let (from, to) = span(values, scene)?;
        (Some(from), Some(to))
    };
    Ok(Dates::Within(from, to))
}

/// What a date text covers: a period from its first instant to the one after
/// its last, an instant from itself to the next second.
fn span(text: &str, scene: &Scene<'_>) -> Result<(Timestamp, Timestamp), QueryError> {
    let zone = scene.policy.timezone;
    if let Ok(period) = period::parse_period(text, scene.now, zone) {
        return Ok((period.from, period.to));
    }
    match parse_when(text, scene.now, zone) {
        Ok(instant) => Ok((instant, instant + chrono::Duration::seconds(1))),
        Err(error) => Err(QueryError::Value {
            value: text.to_owned(),
            what: format!("a date: {error}"),
            known: Vec::new(),
        }),
    }
}

impl Test {
    fn holds(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Text(text) => has_text(ticket, text),
            Self::OneOf(field, wanted) => {
                let value = if field == "id" {
                    Some(Value::from(ticket.id.as_str()))
                } else {
                    ticket.fields.get(field)
                };
                wanted.iter().any(|wanted| wanted.is(value.as_ref()))
            }
            Self::Dated(date, dates) => dates.hold(date.of(ticket)),
        }
    }
}

fn has_text(ticket: &Ticket, text: &str) -> bool {
    let code = ticket.fields.error_code.as_deref().unwrap_or_default();
    [ticket.title(), code, ticket.id.as_str(), &ticket.body]
        .iter()
        .any(|place| place.to_lowercase().contains(text))
}

impl Wanted {
    fn is(&self, value: Option<&Value>) -> bool {
        match (self, value) {
            (Self::None, value) => value.is_none(),
            (Self::Any, value) => value.is_some(),
            (Self::Value(_), None | Some(Value::Null)) => false,
            (Self::Value(wanted), Some(Value::String(text))) => is_or_below(text, wanted),
            (Self::Value(_), Some(Value::Array(items))) => {
                items.iter().any(|item| self.is(Some(item)))
            }
            (Self::Value(_), Some(Value::Object(map))) => {
                map.values().any(|value| self.is(Some(value)))
            }
            (Self::Value(wanted), Some(Value::Number(number))) => number.to_string() == *wanted,
            (Self::Value(wanted), Some(Value::Bool(flag))) => wanted.parse() == Ok(*flag),
        }
    }
}

fn is_or_below(text: &str, wanted: &str) -> bool {
    text.eq_ignore_ascii_case(wanted)
        || text
            .get(..wanted.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(wanted))
            && text[wanted.len()..].starts_with('/')
}

impl Date {
    fn of(self, ticket: &Ticket) -> Option<Timestamp> {
        let became = |status: Status| {
            let events = ticket.timeline.iter();
            let became = events.filter(|event| event.set.status() == Some(status));
            became.map(|event| event.at).max()
        };
        match self {
            Self::Opened => ticket.fields.opened_at,
            Self::Updated => ticket.timeline.iter().map(|event| event.at).max(),
            Self::Resolved => became(Status::Resolved),
            Self::Closed => became(Status::Closed),
            Self::WaitingUntil => ticket.fields.waiting_until,
        }
    }
}
